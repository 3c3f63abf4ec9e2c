/**
 * Federated answer = single-server answer, for random valid operations. Data must be equal; of the
 * errors, the set of paths that are null because of them (messages differ by design).
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { operations } from './random-operation.ts';
import { startFederation, startMonolith } from './servers.ts';

/** Valid operations a run; about one in three that are made is not valid. */
const runs = Number(process.env['EQUALITY_RUNS'] ?? 400);
/** The same operations in every run; another seed looks at others, and a failure states its own. */
const seed = Number(process.env['EQUALITY_SEED'] ?? 20_261_128);

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
      { numRuns: runs, seed },
    );
  }, 240_000);

  // Each was answered wrongly once.
  test.each([
    '{ things { __typename ... on Book { isbn reviews { stars by { name } } } ... on User { id role } ... on Disc { bestReview { stars } } } }',
    '{ products { similar { ... on Book { id } } ... on Book { heavy similar { ... on Product { title } } } } }',
    '{ things { ... on Disc { weight rating heavy } ... on Book { isbn weight id } } }',
    '{ latest { about { ... on Disc { heavy } ... on Book { title } } } }',
    '{ products { ... on Book { heavy __typename } } }',
    '{ things { ... on Disc { rating(scale: 2) } ... on Disc { __typename } } }',
    '{ users { height: name name: id shirt trousers usual: load bought: role } }',
  ])('are equal for %s', async (query) => {
    const { ours, theirs } = await answers(query, {});
    expect(ours).toEqual(theirs);
  });
});
