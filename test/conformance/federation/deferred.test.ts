/**
 * An answer in parts, put together, is the answer in one, for random operations of which random parts
 * are deferred. A null that the schema forbids reaches no further than the part it is in, so there the
 * parts may hold more than the whole; everything else must be equal.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, print, validate } from 'graphql';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { choices, deferSome, mergeParts } from './deferred-operation.ts';
import { operations } from './random-operation.ts';
import { startFederation } from './servers.ts';

const { executor, schema, ask } = startFederation();

async function bothWays(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const signal = new AbortController().signal;
  const request = { document, variables, identity: testIdentity() };
  const merged = await mergeParts(await executor.executeInParts(request, signal));
  const whole = JSON.parse(JSON.stringify(await ask(document, variables))) as {
    data: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return { merged, whole };
}

/** Whether each value of the whole is in the parts; where the whole is null they may hold anything. */
function holds(parts: unknown, whole: unknown): boolean {
  if (whole === null || typeof whole !== 'object') return whole === null || parts === whole;
  if (parts === null || parts === undefined) return false;
  return Object.entries(whole).every(([key, value]) =>
    holds((parts as Record<string, unknown>)[key], value),
  );
}

/** Of a null that the schema forbids, whether a subgraph or the gateway has found it. */
const forbiddenNull = 'INTERNAL';

describe('parts put together', () => {
  test('are the whole, for random operations', async () => {
    let inParts = 0;
    await fc.assert(
      fc.asyncProperty(operations(schema), choices, async ({ query, variables }, chosen) => {
        fc.pre(validate(schema, parse(query)).length === 0);
        const deferred = print(deferSome(parse(query), chosen));
        expect(validate(schema, parse(deferred))).toEqual([]);
        const { merged, whole } = await bothWays(deferred, variables);
        inParts += merged.parts > 0 ? 1 : 0;
        expect(merged.failed).toBe(whole.errors !== undefined);
        const isCutShort = whole.errors?.some(
          ({ extensions }) => extensions.code === forbiddenNull,
        );
        if (isCutShort) expect(holds(merged.data, whole.data)).toBe(true);
        else expect(merged).toMatchObject({ data: whole.data, orphans: 0 });
      }),
      { numRuns: 300 },
    );
    // Else the property says nothing.
    expect(inParts).toBeGreaterThan(100);
  }, 120_000);
});
