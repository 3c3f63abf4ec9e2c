/** Supergraphs that replace one another while requests are under way. */
import { expect, test } from '@jest/globals';
import { type ExecutionResult, parse } from 'graphql';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { Generation } from './generation.ts';
import { people, peopleFederation } from './people.fixture.ts';

const [one, two, elsewhere] = [
  people(),
  people({ petFields: 'age: Int' }),
  people({ peopleUrl: 'people:2' }),
];
const urlOne = 'http://people:1';
const pets = 'http://pets:1';

const ask = (generation: Generation, query: string) =>
  generation.executor.execute({ document: parse(query), identity: testIdentity() });

test('the same supergraph again is no replacement', () => {
  const { supergraphs } = peopleFederation(one);
  const before = supergraphs.current();
  expect(supergraphs.replace(people())).toBe(false);
  expect(supergraphs.current()).toBe(before);
});

test('a request finishes on the generation that it began with, whose sources stay until then', async () => {
  const answer = Promise.withResolvers<ExecutionResult>();
  const { supergraphs, open } = peopleFederation(one, () => answer.promise);
  const old = supergraphs.current();
  const leave = old.enter();
  const result = ask(old, '{ person { name } }');
  expect(supergraphs.replace(elsewhere)).toBe(true);
  expect(supergraphs.current().supergraph).toBe(elsewhere);
  expect(supergraphs.generationsInUse()).toBe(2);
  expect(open).toEqual([urlOne, pets, 'http://people:2']);
  answer.resolve({ data: { person: { name: 'Ada' } } });
  expect(await result).toEqual({ data: { person: { name: 'Ada' } } });
  leave();
  expect(supergraphs.generationsInUse()).toBe(1);
  expect(open).toEqual([pets, 'http://people:2']);
});

test('leaving twice takes nothing from others', () => {
  const { supergraphs, open } = peopleFederation(one);
  const old = supergraphs.current();
  const [first, second] = [old.enter(), old.enter()];
  supergraphs.replace(elsewhere);
  first();
  first();
  expect(open).toContain(urlOne);
  second();
  expect(open).not.toContain(urlOne);
});

test('a request that validated before and begins after finds its sources open again', async () => {
  const { supergraphs, open } = peopleFederation(one, () => ({
    data: { person: { name: 'Ada' } },
  }));
  supergraphs.replace(elsewhere);
  expect(open).not.toContain(urlOne);
  const old = supergraphs.generationOf(one.apiSchema);
  const leave = old.enter();
  expect(open).toContain(urlOne);
  expect(await ask(old, '{ person { name } }')).toEqual({ data: { person: { name: 'Ada' } } });
  leave();
  expect(open).not.toContain(urlOne);
});

test('a subgraph that stays where it is keeps its source', () => {
  const { supergraphs, open } = peopleFederation(one);
  const source = supergraphs.current().sources.get('people');
  supergraphs.replace(two);
  expect(supergraphs.current().sources.get('people')).toBe(source);
  expect(open).toEqual([urlOne, pets]);
});

test('what cannot serve leaves the current one alone', () => {
  const { supergraphs, open } = peopleFederation(one);
  supergraphs.beforeServing(({ supergraph }) => {
    if (supergraph === elsewhere) throw new Error('refused');
  });
  expect(() => supergraphs.replace(elsewhere)).toThrow('refused');
  expect(supergraphs.current().supergraph).toBe(one);
  expect(open).toEqual([urlOne, pets]);
});

test('listeners are told before and after, until they stop', async () => {
  const { supergraphs } = peopleFederation(one);
  const told: string[] = [];
  supergraphs.beforeServing(() => void told.push('before'));
  const listener = () => void told.push('after');
  const stop = supergraphs.onReplaced(listener);
  supergraphs.onReplaced(listener);
  supergraphs.replace(two);
  expect(told).toEqual(['before', 'after', 'after']);
  stop();
  supergraphs.replace(one);
  expect(told.slice(3)).toEqual(['before', 'after']);
});

test('the end closes every source', async () => {
  const { supergraphs, open } = peopleFederation(one);
  await supergraphs[Symbol.asyncDispose]();
  expect(open).toEqual([]);
});
