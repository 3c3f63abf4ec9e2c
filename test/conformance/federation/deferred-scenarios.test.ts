/**
 * Every case of every scenario, with random parts of it deferred: put together, the parts are the
 * answer that the scenario expects. What plans are changed for (split fetches, twins, interface
 * objects) so holds in deferred parts as well.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, print, specifiedRules, validate } from 'graphql';
import { DeferRule } from '@arbiter/gateway/execution/deferred-rule.ts';
import { choices, deferSome, holds, mergeParts } from './deferred-operation.ts';
import { startScenario } from './scenario-federation.ts';
import type { Case, Scenario } from './scenario.ts';

const root = fileURLToPath(new URL('scenarios/', import.meta.url));
const loaded = await Promise.all(
  readdirSync(root).map(async (name) => {
    const { scenario } = (await import(`./scenarios/${name}/scenario.ts`)) as {
      scenario: Scenario;
    };
    return { name, scenario };
  }),
);

/** The same choices in every run; `DEFERRED_SEED` looks at others. */
const seed = Number(process.env['DEFERRED_SEED'] ?? 20220824);
/** Each case is small: few of its selections, so few ways to defer them. */
const numRuns = 5;

/**
 * Where the parts need not be the whole, because what a subgraph says of an object depends on how it is
 * asked, or when: on the way (`@provides`), at the root or by a key, before or after a mutation.
 */
const scenariosThatDiffer = new Set(['extends', 'invalid-values', 'key', 'mutations', 'provides']);
const alike = loaded.filter(({ name }) => !scenariosThatDiffer.has(name));

describe.each(alike)('$name', ({ name, scenario }) => {
  const federation = startScenario(`${root}${name}`, scenario, { sharesAnswers: true });
  const { apiSchema } = federation.supergraph;

  async function expectParts(each: Case): Promise<readonly string[]> {
    const { answer, asked } = await federation.runInParts(each);
    const merged = await mergeParts(answer);
    expect(merged.failed).toBe(each.errors !== undefined && each.errors.length > 0);
    // A null that the schema forbids reaches no further than its part.
    if (merged.failed) expect(holds(merged.data, each.data)).toBe(true);
    else expect(merged).toMatchObject({ data: each.data, orphans: 0 });
    return asked;
  }

  test.each(scenario.cases)('$name', async (each) => {
    const asked = await expectParts(each);
    if (each.askedInParts) expect(asked).toEqual(each.askedInParts);
    await fc.assert(
      fc.asyncProperty(choices, async (chosen) => {
        const query = print(deferSome(parse(each.query), chosen));
        fc.pre(validate(apiSchema, parse(query), [...specifiedRules, DeferRule]).length === 0);
        await expectParts({ ...each, query });
      }),
      { seed, numRuns },
    );
  });
});
