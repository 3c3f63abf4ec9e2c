/**
 * Federated answer = single-server answer, for random valid operations. Data must be equal; of the
 * errors, the set of paths that are null because of them (messages differ by design).
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { operations } from './random-operation.ts';
import { startFederation, startMonolith } from './servers.ts';

const federation = startFederation();
const monolith = startMonolith(federation.schema);

async function answers(query: string, variables: Record<string, unknown>) {
  const document = parse(query);
  const [ours, theirs] = await Promise.all([
    federation.ask(document, variables),
    monolith.ask(document, variables),
  ]);
  return { ours: plain(ours), theirs: plain(theirs) };
}

function plain({ data, errors }: { data?: unknown; errors?: readonly unknown[] }) {
  return {
    data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
    failed: (errors ?? []).length > 0,
  };
}

describe('federated and single-server answers', () => {
  test('are equal for random operations', async () => {
    await fc.assert(
      fc.asyncProperty(operations(federation.schema), async ({ query, variables }) => {
        fc.pre(validate(federation.schema, parse(query)).length === 0);
        const { ours, theirs } = await answers(query, variables);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  test('fragments on a union and its members', async () => {
    const { ours, theirs } = await answers(
      '{ things { __typename ... on Book { isbn reviews { stars by { name } } } ... on User { id role } ... on Disc { bestReview { stars } } } }',
      {},
    );
    expect(ours).toEqual(theirs);
  });
});
