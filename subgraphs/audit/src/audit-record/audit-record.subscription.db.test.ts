/** Following the ledger: live, from the start, from a cursor; no gap, no duplicate. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import type { DomainEvent } from '@arbiter/server/events/domain-event.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningAudit, runAudit, testEvent } from '../testing/run-audit.ts';

const query = /* GraphQL */ `
  subscription ($filter: AuditRecordFilter, $after: String) {
    auditRecordAppended(filter: $filter, after: $after) {
      cursor
      record {
        seq
        sourceEventId
        actor {
          name
        }
      }
    }
  }
`;

interface Delivered {
  readonly cursor: string;
  readonly record: {
    readonly seq: number;
    readonly sourceEventId: string;
    readonly actor: { readonly name: string | null };
  };
}

let run: RunningAudit;
beforeAll(async () => {
  run = await runAudit();
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function follow(tenantId: string, variables: Record<string, unknown> = {}) {
  const stream = await run.subgraph.subscribe({
    query,
    variables,
    identity: testIdentity(tenantId),
  });
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
  return stream;
}

type Stream = AsyncIterableIterator<ExecutionResult>;

async function take(stream: Stream, count: number): Promise<Delivered[]> {
  const taken: Delivered[] = [];
  while (taken.length < count) {
    const { value, done } = await stream.next();
    if (done) throw new Error('The stream ended.');
    if (value.errors) throw new Error(JSON.stringify(value.errors));
    taken.push((value.data as { auditRecordAppended: Delivered }).auditRecordAppended);
  }
  return taken;
}

const eventsOf = (tenantId: string, count: number): DomainEvent[] =>
  Array.from({ length: count }, () => testEvent({ tenantId, origin: { actorName: 'Ada' } }));

const seqsOf = (deliveries: readonly Delivered[]) => deliveries.map(({ record }) => record.seq);

describe('auditRecordAppended', () => {
  test('without a cursor delivers what is appended from now on', async () => {
    await run.bus.publish(eventsOf('live', 3));
    const stream = await follow('live');
    await run.bus.publish(eventsOf('live', 2));
    const deliveries = await take(stream, 2);
    expect(seqsOf(deliveries)).toEqual([4, 5]);
    expect(deliveries[0]?.record.actor.name).toBe('Ada');
    await stream.return?.();
  });

  test('from the start and from a cursor delivers all, once, in order, also across a break', async () => {
    await run.bus.publish(eventsOf('all', 10));
    const first = await follow('all', { after: '0' });
    const seen = await take(first, 4);
    await first.return?.();
    const second = await follow('all', { after: seen.at(-1)?.cursor });
    const rest = take(second, 250);
    // More than a page of the log, and live, while the follower still catches up.
    for (let batch = 0; batch < 6; batch += 1) await run.bus.publish(eventsOf('all', 41));
    seen.push(...(await rest));
    expect(seqsOf(seen)).toEqual(Array.from({ length: 254 }, (_, index) => index + 1));
    await second.return?.();
  });

  test('delivers to the filter and never of another tenant', async () => {
    await run.bus.publish([...eventsOf('picky', 2), ...eventsOf('other', 2)]);
    const wanted = testEvent({ tenantId: 'picky', type: 'LOGIN' });
    await run.bus.publish([wanted, ...eventsOf('picky', 1)]);
    const stream = await follow('picky', { after: '0', filter: { categories: ['ACCESS'] } });
    const [delivery] = await take(stream, 1);
    expect(delivery?.record.sourceEventId).toBe(wanted.id);
    await stream.return?.();
  });

  const errorOf = async (tenantId: string, variables: Record<string, unknown>) => {
    const answer = await run.subgraph.subscribe({
      query,
      variables,
      identity: testIdentity(tenantId),
    });
    if (!(Symbol.asyncIterator in answer)) return answer.errors?.[0]?.extensions;
    const { value } = (await answer.next()) as { value: ExecutionResult };
    return value.errors?.[0]?.extensions;
  };

  test.each([
    ['after', { after: 'nonsense' }],
    ['filter.from', { filter: { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' } }],
  ])('refuses a wrong %s', async (field, variables) => {
    expect(await errorOf('wrong', variables)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('tells of a gap with a cursor to go on from', async () => {
    await run.bus.publish([...eventsOf('short', 1), ...eventsOf('long', 2)]);
    const stream = await follow('long', { after: '0' });
    const [, last] = await take(stream, 2);
    await stream.return?.();
    expect(await errorOf('short', { after: last?.cursor })).toMatchObject({
      code: 'SUBSCRIPTION_GAP',
      cursor: expect.any(String),
    });
  });
});
