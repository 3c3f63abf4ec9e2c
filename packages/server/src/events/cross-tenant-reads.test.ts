/** Reading other tenants is recorded there, once for as long as it is the same act. */
import { beforeEach, expect, test } from '@jest/globals';
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { createCrossTenantReads, sameReadMs } from './cross-tenant-reads.ts';
import type { NewEvent } from './outbox.ts';

let now = 0;
let isAway = false;
let written: { by: Actor; identity: RequestIdentity; event: NewEvent }[] = [];
beforeEach(() => {
  [now, isAway, written] = [0, false, []];
});

const start = () => {
  let by: Actor | undefined;
  return createCrossTenantReads({
    name: 'registry',
    clock: () => new Date(now),
    database: {
      async transaction(actor, work) {
        if (isAway) throw new Error('The database is away.');
        by = actor;
        return work(undefined as never);
      },
    },
    outbox: {
      async append(_, identity, events) {
        for (const event of events) written.push({ by: by!, identity, event });
        return [];
      },
    },
  });
};
const reader = testIdentity('own', {
  accessLevel: 'READ_CROSS',
  allowedTenants: ['friend', 'other'],
});

test('each other tenant gets the event of its own, written by the subgraph, of who reads', async () => {
  await start().record(reader, ['own', 'friend', 'other', 'friend'], 'Query.workflows');
  expect(written.map(({ event }) => event.tenantId)).toEqual(['friend', 'other']);
  expect(written[0]).toMatchObject({
    by: { kind: 'SERVICE', tenantId: 'friend' },
    identity: reader,
    event: { type: 'CROSS_TENANT_READ', data: { what: 'Query.workflows' } },
  });
});

test('the same again is the same act for a minute; another reader or place is another', async () => {
  const reads = start();
  const other = { ...reader, actor: { ...reader.actor, id: 'other' } };
  await reads.record(reader, ['friend'], 'a');
  await reads.record(reader, ['friend'], 'a');
  await reads.record(reader, ['friend'], 'b');
  await reads.record(other, ['friend'], 'a');
  expect(written).toHaveLength(3);
  now += sameReadMs;
  await reads.record(reader, ['friend'], 'a');
  expect(written).toHaveLength(4);
});

test('a row that a tenant shares with the own is no reading of that tenant', async () => {
  await start().record(reader, ['foreign'], 'User');
  await start().record(testIdentity('own'), ['friend'], 'User');
  expect(written).toEqual([]);
});

test('what is read at the same time is one act, and none of it is read before that is written', async () => {
  const reads = start();
  const all = Array.from({ length: 50 }, () => reads.record(reader, ['friend'], 'a'));
  await Promise.all(all);
  expect(written).toHaveLength(1);
  now += sameReadMs;
  isAway = true;
  const refused = await Promise.allSettled(all.map(() => reads.record(reader, ['friend'], 'a')));
  expect(refused.map(({ status }) => status)).toEqual(all.map(() => 'rejected'));
});

test('what cannot be recorded is refused, and recorded when it is tried again', async () => {
  const reads = start();
  isAway = true;
  await expect(reads.record(reader, ['friend'], 'a')).rejects.toThrow('away');
  isAway = false;
  await reads.record(reader, ['friend'], 'a');
  expect(written).toHaveLength(1);
});
