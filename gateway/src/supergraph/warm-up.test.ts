/** Operations that are planned on a supergraph before it serves. */
import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { Planner } from '../planning/planner.ts';
import type { Generation } from './generation.ts';
import { people, peopleFederation } from './people.fixture.ts';
import type { Supergraph } from './supergraph.ts';
import { warmUp } from './warm-up.ts';

/** The supergraph with what its planner is asked, in order. */
function watched(supergraph: Supergraph, plan: Planner['plan'] = supergraph.planner.plan) {
  const asked: string[] = [];
  const planner: Planner = {
    ...supergraph.planner,
    async plan(request) {
      asked.push(request.text.replaceAll(/\s+/g, ' '));
      return plan(request);
    },
  };
  return { asked, supergraph: { ...supergraph, planner } };
}

const ask = (
  generation: Generation,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
) => generation.executor.execute({ document: parse(query), variables, identity: testIdentity() });

const often = '{ person { name } }';
const chosen = 'query A($more: Boolean!) { person { id name @include(if: $more) } }';
const gone = '{ person { age } }';

/** Has asked three operations, the first most. */
async function running() {
  const { supergraphs } = peopleFederation(people({ petFields: 'age: Int' }), () => ({
    data: { person: { name: 'Ada', id: '1' } },
  }));
  const old = supergraphs.current();
  for (const query of [gone, often, often, often]) await ask(old, query);
  await ask(old, chosen, { more: true });
  await ask(old, chosen, { more: true });
  return { supergraphs, old };
}

test('the most used are planned first; after the switch they need no planning', async () => {
  const { supergraphs } = await running();
  const next = watched(people({ petFields: 'size: Int' }));
  expect(await supergraphs.replaceWarm(next.supergraph)).toMatchObject({ warmed: 2 });
  const warmed = ['{ person { name } }', 'query A($more: Boolean!) { person { id name } }'];
  expect(next.asked).toEqual(warmed);
  const now = supergraphs.current();
  expect(now.supergraph).toBe(next.supergraph);
  expect(await ask(now, often)).toEqual({ data: { person: { name: 'Ada' } } });
  await ask(now, chosen, { more: true });
  expect(next.asked).toEqual(warmed);
  await ask(now, chosen, { more: false });
  expect(next.asked).toHaveLength(3);
});

test('what was warmed is known to the next switch, too, whether or not it was asked', async () => {
  const { supergraphs } = await running();
  await supergraphs.replaceWarm(people({ petFields: 'size: Int' }));
  const third = people({ petFields: 'weight: Int' });
  expect(await supergraphs.replaceWarm(third)).toMatchObject({ warmed: 2 });
});

test('the one that serves already is not replaced', async () => {
  const { supergraphs, old } = await running();
  expect(await supergraphs.replaceWarm(people({ petFields: 'age: Int' }))).toBeNull();
  expect(supergraphs.current()).toBe(old);
});

test('no more than so many are planned, and not for longer than the limit', async () => {
  const { old } = await running();
  const open = (supergraph: Supergraph) => peopleFederation(supergraph).supergraphs.current();
  const two = watched(people({ petFields: 'age: Int b: Int' }));
  const limits = { maxOperations: 2, maxMs: 60_000 };
  expect(await warmUp(open(two.supergraph), old, limits)).toMatchObject({ warmed: 2 });
  const stuck = watched(people({ petFields: 'c: Int' }), () => new Promise(() => undefined));
  const soon = { maxOperations: 2, maxMs: 10 };
  expect(await warmUp(open(stuck.supergraph), old, soon)).toMatchObject({ warmed: 0 });
});

test('what the planner refuses is left out', async () => {
  const { supergraphs } = await running();
  const refusing = watched(people({ petFields: 'd: Int' }), () => Promise.reject(new Error('no')));
  expect(await supergraphs.replaceWarm(refusing.supergraph)).toMatchObject({ warmed: 0 });
  expect(supergraphs.current().supergraph).toBe(refusing.supergraph);
});

test('a manager that is closed meanwhile takes nothing into use, and lets the planner rest', async () => {
  const { supergraphs, old } = await running();
  let rests = 0;
  const next = people({ petFields: 'e: Int' });
  const planner = { ...next.planner, rest: async () => void (rests += 1) };
  const replaced = supergraphs.replaceWarm({ ...next, planner });
  await supergraphs[Symbol.asyncDispose]();
  await replaced;
  expect(supergraphs.current()).toBe(old);
  expect(rests).toBe(1);
});
