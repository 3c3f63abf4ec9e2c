/** Planning in a thread: as in this one, and what becomes of operations that stop the thread. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { compileSupergraph } from '../supergraph/compile-supergraph.ts';
import { openSupergraph } from '../supergraph/open-supergraph.ts';
import { peopleSdl } from '../supergraph/people.fixture.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import { printSchema } from 'graphql';
import { createPlanningMetrics } from './planning-metrics.ts';
import type { Planner } from './planner.ts';
import type { PlanningLimits } from './worker-planner.ts';

jest.setTimeout(120_000);

const opened: Planner[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((planner) => planner.rest()));
});

const logger = testLogger();

async function open(sdl: string, limits: Partial<PlanningLimits> = {}) {
  const registry = new Registry();
  const metrics = createPlanningMetrics(registry);
  const supergraph = await openSupergraph({ sdl, logger, metrics, limits });
  const { planner } = supergraph;
  opened.push(planner);
  const valuesOf = async (name: string) =>
    (await registry.getSingleMetric(name)?.get())?.values.filter(({ value }) => value > 0) ?? [];
  return {
    supergraph,
    plan: (text: string) => planner.plan(asked(text)),
    rest: () => planner.rest(),
    outcomes: async () =>
      Object.fromEntries(
        (await valuesOf('arbiter_plannings_total')).map(({ labels, value }) => [
          labels['outcome'],
          value,
        ]),
      ),
    restarts: async () => (await valuesOf('arbiter_planner_restarts_total'))[0]?.value ?? 0,
    waiting: async () => (await valuesOf('arbiter_plannings_in_progress'))[0]?.value ?? 0,
  };
}

const asked = (text: string) => ({ text, operationName: undefined, activeLabels: [] });

/** A thousand characters that stand for 2¹⁶ fetches; 2¹¹ of them take seconds. */
const depth = 16;
const bomb = [
  '{ person { ...F0 } }',
  ...Array.from(
    { length: depth },
    (_, level) =>
      `fragment F${level} on Person { a: friend { ...F${level + 1} } b: friend { ...F${level + 1} } }`,
  ),
  `fragment F${depth} on Person { name }`,
].join(' ');

const sdl = peopleSdl({ petFields: 'friend: Person' });

describe('a supergraph with its planner in a thread', () => {
  test('is the same, and plans the same, as in this thread', async () => {
    const { supergraph, plan } = await open(sdl);
    const here = loadSupergraph(sdl);
    expect(printSchema(supergraph.apiSchema)).toBe(printSchema(here.apiSchema));
    expect(printSchema(supergraph.fullSchema)).toBe(printSchema(here.fullSchema));
    const { subgraphs, id, overrideLabels } = here;
    expect(supergraph).toMatchObject({ subgraphs, id, overrideLabels });
    const text = '{ person { name friend { name } } }';
    expect(await plan(text)).toEqual(await here.planner.plan(asked(text)));
  });

  test('is refused for the same reasons', async () => {
    const broken = sdl.replace('type Query', 'type Query implements Nothing');
    const messageOf = (error: unknown) => (error as Error).message;
    const there = await open(broken).catch(messageOf);
    expect(there).toMatch(/Nothing/);
    expect(() => compileSupergraph(broken)).toThrow();
  });

  test('says what the planner cannot do, as in this thread', async () => {
    const { plan, outcomes } = await open(sdl);
    await expect(plan('{ nothing }')).resolves.toMatchObject({
      plan: undefined,
      faults: [{ responseName: 'nothing' }],
    });
    await expect(plan('subscription { nothing }')).rejects.toThrow(/nothing/);
    expect(await outcomes()).toEqual({ planned: 1, fault: 1 });
  });
});

describe('operations that are asked for at once', () => {
  test('are planned once when they are equal', async () => {
    const { plan, outcomes, waiting } = await open(sdl);
    const plans = ['{ person { name } }', '{ person { id } }', '{ person { name } }'].map(plan);
    expect(await waiting()).toBe(2);
    const [one, other, again] = await Promise.all(plans);
    expect(again).toBe(one);
    expect(other).not.toEqual(one);
    expect(await outcomes()).toEqual({ planned: 2 });
    expect(await waiting()).toBe(0);
  });

  test('are refused when too many wait', async () => {
    const { plan } = await open(sdl, { maxWaiting: 1 });
    const plans = ['{ person { name } }', '{ person { id } }', '{ person { a: id } }'].map(plan);
    const [one, other, third] = await Promise.allSettled(plans);
    expect([one?.status, other?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(third).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
  });
});

describe('an operation that stops the thread', () => {
  test.each([
    ['takes too long', { planMs: 2_000 }, 'TIMEOUT', 'timeout'],
    ['takes too much memory', { maxHeapMib: 64, planMs: 100_000 }, 'UNAVAILABLE', 'died'],
  ])('as it %s is refused; others are planned', async (_, limits, code, outcome) => {
    const { plan, outcomes, restarts, waiting } = await open(sdl, limits);
    const [bad, good] = await Promise.allSettled([plan(bomb), plan('{ person { name } }')]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code } });
    expect(good).toMatchObject({ status: 'fulfilled', value: { plan: { kind: 'Fetch' } } });
    expect(await restarts()).toBe(1);
    // Asked again it costs nothing.
    await expect(plan(bomb)).rejects.toMatchObject({ code });
    expect(await outcomes()).toEqual({ planned: 1, [outcome]: 1, refused: 1 });
    expect(await waiting()).toBe(0);
  });
});

describe('resting', () => {
  test('ends the thread; who plans later waits for another', async () => {
    const { plan, rest, restarts } = await open(sdl);
    await rest();
    await rest();
    expect(await plan('{ person { name } }')).toMatchObject({ plan: { kind: 'Fetch' } });
    expect(await restarts()).toBe(0);
  });

  test('refuses what is being planned', async () => {
    const { plan, rest } = await open(sdl, { planMs: 100_000 });
    const refused = expect(plan(bomb)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await rest();
    await refused;
    expect(await plan('{ person { name } }')).toMatchObject({ plan: { kind: 'Fetch' } });
  });

  test('is not needed for the process to end', async () => {
    const program = `
      import { openSupergraph } from ${JSON.stringify(new URL('../supergraph/open-supergraph.ts', import.meta.url).href)};
      const metrics = { observe() {}, countWaiting() {}, countRestart() {} };
      const { planner } = await openSupergraph({ sdl: ${JSON.stringify(sdl)}, metrics, logger: console });
      await planner.plan({ text: '{ person { name } }', activeLabels: [] });
      console.log('planned');`;
    const args = ['--input-type=module', '--eval', program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
    expect(stdout).toBe('planned\n');
  });
});
