/** Trails of objects that other subgraphs own, asked for the way the gateway does. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { encodeCursor } from '@arbiter/kernel/pagination/cursor.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningAudit, runAudit, testEvent } from '../testing/run-audit.ts';
import { trailedTypes } from './audit-trail.read.ts';

const trails = /* GraphQL */ `
  query ($of: [_Any!]!, $first: Int, $after: String) {
    _entities(representations: $of) {
      ${trailedTypes
        .map(
          (type) => `... on ${type} {
            id
            auditTrail(first: $first, after: $after) {
              nodes { sourceEventId seq actor { name } resourceType }
              pageInfo { hasNextPage endCursor }
            }
          }`,
        )
        .join('\n')}
    }
  }
`;

interface Trail {
  readonly id: string;
  readonly auditTrail: {
    readonly nodes: readonly {
      readonly sourceEventId: string;
      readonly seq: number;
      readonly resourceType: string;
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

let run: RunningAudit;
beforeAll(async () => {
  run = await runAudit();
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function trailsOf(
  objects: readonly { readonly __typename: string; readonly id: string }[],
  args: PageArgs = {},
  identity = testIdentity(),
): Promise<readonly Trail[]> {
  const answer = await run.ask<{ _entities: Trail[] }>(trails, { of: objects, ...args }, identity);
  return answer._entities;
}

describe('auditTrail', () => {
  test.each(trailedTypes)('of a %s holds what happened to it, newest first', async (type) => {
    const aggregate = { type, id: newId() };
    const events = [1, 2, 3].map(() => testEvent({ aggregate }));
    // The same id of another type, and another object: neither belongs to the trail.
    await run.bus.publish([
      ...events,
      testEvent({ aggregate: { type: 'Step', id: aggregate.id } }),
      testEvent({ aggregate: { type, id: newId() } }),
    ]);
    const [trail] = await trailsOf([{ __typename: type, id: aggregate.id }]);
    expect(trail?.auditTrail.nodes.map(({ sourceEventId }) => sourceEventId)).toEqual(
      events.map(({ id }) => id).toReversed(),
    );
  });

  test('is paged for each object by itself', async () => {
    const ids = [newId(), newId()];
    for (const id of ids) {
      const aggregate = { type: 'Workflow', id };
      await run.bus.publish(Array.from({ length: 5 }, () => testEvent({ aggregate })));
    }
    const objects = ids.map((id) => ({ __typename: 'Workflow', id }));
    const pages = await trailsOf(objects, { first: 2 });
    for (const [index, { auditTrail }] of pages.entries()) {
      const seqs = auditTrail.nodes.map(({ seq }) => seq);
      let after = auditTrail.pageInfo.endCursor;
      for (let hasNextPage = auditTrail.pageInfo.hasNextPage; hasNextPage;) {
        const [page] = await trailsOf(objects.slice(index, index + 1), { first: 2, after });
        seqs.push(...(page?.auditTrail.nodes.map(({ seq }) => seq) ?? []));
        hasNextPage = page?.auditTrail.pageInfo.hasNextPage ?? false;
        after = page?.auditTrail.pageInfo.endCursor ?? '';
      }
      expect(seqs).toHaveLength(5);
      expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    }
  });

  test('costs the same statements for one object as for 200', async () => {
    const origin = { actorName: 'Ada' };
    const events = Array.from({ length: 200 }, (_, index) =>
      testEvent({ origin: { ...origin, actorId: `actor-${index}` } }),
    );
    await run.bus.publish(events);
    const objects = events.map(({ aggregate }) => ({ __typename: 'Workflow', id: aggregate.id }));
    const cost = async (count: number) => {
      const before = run.statements.length;
      const found = await trailsOf(objects.slice(0, count));
      expect(found.every(({ auditTrail }) => auditTrail.nodes.length === 1)).toBe(true);
      return run.statements.length - before;
    };
    expect(await cost(200)).toBe(await cost(1));
  });

  test('of an object of another tenant is empty, but not for who may read there', async () => {
    const event = testEvent({ tenantId: 'beta' });
    await run.bus.publish([event]);
    const objects = [{ __typename: 'Workflow', id: event.aggregate.id }];
    const [stranger] = await trailsOf(objects);
    expect(stranger?.auditTrail.nodes).toEqual([]);
    const [reader] = await trailsOf(
      objects,
      {},
      testIdentity('alpha', { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] }),
    );
    expect(reader?.auditTrail.nodes).toHaveLength(1);
  });

  test('of an object that nothing happened to is empty, whatever its id', async () => {
    const found = await trailsOf(
      ['unheard of', '', newId()].map((id) => ({ __typename: 'Match', id })),
    );
    expect(found.map(({ auditTrail }) => auditTrail.nodes)).toEqual([[], [], []]);
  });

  test.each([
    ['first', { first: 0 }],
    ['first', { first: 201 }],
    ['after', { after: encodeCursor('auditRecords', ['1']) }],
    ['after', { after: encodeCursor('auditTrail', ['one']) }],
  ])('refuses a wrong %s', async (field, args) => {
    const of = [{ __typename: 'Match', id: newId() }];
    const { extensions } = await run.refuse(trails, { of, ...args });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
