/** Every folder of scenarios/: our answers are the expected ones, whoever holds what subgraphs answer. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { startScenario } from './scenario-federation.ts';
import type { Case, Scenario } from './scenario.ts';

const root = fileURLToPath(new URL('scenarios/', import.meta.url));
const folders = readdirSync(root);
const loaded = await Promise.all(
  folders.map(async (name) => {
    const { scenario } = (await import(`./scenarios/${name}/scenario.ts`)) as {
      scenario: Scenario;
    };
    return { name, scenario };
  }),
);

function shown({ data, errors = [] }: ExecutionResult) {
  const found = errors.map(({ path, extensions }) => ({ path, code: extensions['code'] }));
  return JSON.parse(JSON.stringify({ data: data ?? null, errors: found })) as {
    data: unknown;
    errors: object[];
  };
}

function expectCase(each: Case, { data, errors }: ReturnType<typeof shown>) {
  expect(data).toEqual(each.data);
  expect(errors).toHaveLength(each.errors?.length ?? 0);
  for (const error of each.errors ?? []) {
    expect(errors).toContainEqual(expect.objectContaining(error));
  }
}

describe.each(loaded)('$name', ({ name, scenario }) => {
  const owned = startScenario(`${root}${name}`, scenario, { sharesAnswers: false });
  const shared = startScenario(`${root}${name}`, scenario, { sharesAnswers: true });

  test.each(scenario.cases)('$name', async (each) => {
    const { result, asked } = await owned.run(each);
    expectCase(each, shown(result));
    if (each.asked) expect(asked).toEqual(each.asked);
    expectCase(each, shown((await shared.run(each)).result));
  });
});
