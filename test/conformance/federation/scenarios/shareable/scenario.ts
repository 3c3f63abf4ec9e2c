/** Fields, values and root fields that several subgraphs can answer, each some parts only. */
import type { Scenario } from '../../scenario.ts';

const inA = { id: '1', name: 'name', onlyA: 1, nested: { x: 5, fromA: 6 } };
const inB = { id: '1', name: 'name', onlyB: 2, nested: { x: 5, fromB: 7 } };

export const scenario: Scenario = {
  subgraphs: {
    a: { query: { a: inA, both: inA, point: { x: 1, y: 2, a: 3 } }, entities: { Product: [inA] } },
    b: { query: { b: inB, both: inB, point: { x: 1, y: 2, b: 4 } }, entities: { Product: [inB] } },
  },
  cases: [
    {
      name: 'from where one is',
      query: '{ a { name } b { name } }',
      data: { a: { name: 'name' }, b: { name: 'name' } },
    },
    {
      name: 'the parts of a value of both',
      query: '{ a { nested { x fromA fromB } } }',
      data: { a: { nested: { x: 5, fromA: 6, fromB: 7 } } },
      asked: ['a', 'b'],
    },
    {
      name: 'the parts of a root value of both',
      query: '{ point { x a b } }',
      data: { point: { x: 1, a: 3, b: 4 } },
    },
    {
      name: 'an entity at the root of both',
      query: '{ both { onlyA onlyB name } }',
      data: { both: { onlyA: 1, onlyB: 2, name: 'name' } },
    },
  ],
};
