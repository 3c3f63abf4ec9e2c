/**
 * An answer in parts, put together, is the answer in one, for random operations of which random parts
 * are deferred. A null that the schema forbids reaches no further than the part it is in, so there the
 * parts may hold more than the whole; everything else must be equal.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, print, validate } from 'graphql';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { choices, deferSome, holds, mergeParts } from './deferred-operation.ts';
import { operations } from './random-operation.ts';
import { startFederation } from './servers.ts';
import { subgraphSdl } from './universe.ts';

const unreachable = new Set<string>();
const { executor, schema, ask } = startFederation(unreachable);

async function bothWays(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const request = { document, variables, identity: testIdentity() };
  const merged = await mergeParts(await executor.executeInParts(request));
  const whole = JSON.parse(JSON.stringify(await ask(document, variables))) as {
    data: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return { merged, whole };
}

/** The same operations in every run; `DEFERRED_SEED` looks at others. */
const seed = Number(process.env['DEFERRED_SEED'] ?? 20220824);
/** On a busy machine a property has been tried often enough after this. */
const enoughMs = 60_000;

/** Of a null that the schema forbids, whether a subgraph or the gateway has found it. */
const forbiddenNull = 'INTERNAL';

describe('parts put together', () => {
  test('are the whole, for random operations', async () => {
    let inParts = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(operations(schema), choices, async ({ query, variables }, chosen) => {
        fc.pre(validate(schema, parse(query)).length === 0);
        const deferred = print(deferSome(parse(query), chosen));
        expect(validate(schema, parse(deferred))).toEqual([]);
        const { merged, whole } = await bothWays(deferred, variables);
        runs += 1;
        inParts += merged.parts > 0 ? 1 : 0;
        expect(merged.failed).toBe(whole.errors !== undefined);
        const isCutShort = whole.errors?.some(
          ({ extensions }) => extensions.code === forbiddenNull,
        );
        if (isCutShort) expect(holds(merged.data, whole.data)).toBe(true);
        else expect(merged).toMatchObject({ data: whole.data, orphans: 0 });
      }),
      { seed, numRuns: 300, interruptAfterTimeLimit: enoughMs },
    );
    // Else the property says nothing.
    expect(inParts).toBeGreaterThan(runs / 4);
  }, 180_000);

  test('hold what the whole holds when a subgraph is away, or say that something is missing', async () => {
    const away = fc.constantFrom(...Object.keys(subgraphSdl));
    await fc.assert(
      fc.asyncProperty(operations(schema), choices, away, async (operation, chosen, name) => {
        const { query, variables } = operation;
        fc.pre(validate(schema, parse(query)).length === 0);
        unreachable.add(name);
        const { merged, whole } = await bothWays(
          print(deferSome(parse(query), chosen)),
          variables,
        ).finally(() => unreachable.clear());
        // What another subgraph provides on the way (`@provides`) is fetched from its owner when it is
        // deferred: with the owner away parts may lack what the whole has, but never without a word.
        if (!merged.failed) expect(holds(merged.data, whole.data)).toBe(true);
        if (whole.errors) expect(merged.failed).toBe(true);
      }),
      { seed, numRuns: 150, interruptAfterTimeLimit: enoughMs },
    );
  }, 180_000);

  test.each([
    '{ ... @defer { __schema { queryType { name } } } me { id } }',
    '{ ... @defer { __typename } }',
    '{ me { ... @defer { __typename t: __typename } } }',
    '{ things { ... @defer(label: "a") { __typename ... on Book { pages ... @defer(label: "b") { title } } } } }',
    'query ($id: ID!) { user(id: $id) { ...F } node(id: $id) { ...F } } fragment F on Node { id ... on User { ... @defer { name height(unit: 2) } } }',
  ])('are the whole for %s', async (query) => {
    const { merged, whole } = await bothWays(query, { id: 'u1' });
    expect(merged).toMatchObject({ data: whole.data, failed: false, orphans: 0 });
    expect(whole.errors).toBeUndefined();
  });

  test('introspection at the root is answered wherever it stands', async () => {
    const query =
      '{ ...F } fragment F on Query { users { id } __schema { queryType { name } } ... @defer { __type(name: "User") { name } } }';
    const { merged, whole } = await bothWays(query);
    const expected = { __schema: { queryType: { name: 'Query' } }, __type: { name: 'User' } };
    expect(whole.data).toMatchObject(expected);
    expect(merged.data).toEqual(whole.data);
  });
});
