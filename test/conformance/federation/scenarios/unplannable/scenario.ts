/** An interface without members that is an object in another subgraph: the planner gives up on it. */
import type { Scenario } from '../../scenario.ts';

const other = { id: 'o', size: 5 };

export const scenario: Scenario = {
  subgraphs: {
    a: { query: { other }, entities: { Other: [other] } },
    b: {
      query: { a: { id: '1' }, b: 7, other2: { id: 'o' }, c: { size: 3 } },
      mutation: { touch: { id: 'o' } },
    },
  },
  cases: [
    {
      name: 'alone: nothing is executed',
      query: '{ a { field } }',
      data: null,
      errors: [{ path: ['a'], code: 'INTERNAL' }],
      asked: [],
    },
    {
      name: 'alone in a mutation',
      query: 'mutation { set { field } }',
      data: null,
      errors: [{ path: ['set'] }],
      asked: [],
    },
    {
      name: 'beside others',
      query: '{ b: a { field } id: b ...F } fragment F on Query { other2 { size } other2 { id } }',
      data: { b: null, id: 7, other2: { size: 5, id: 'o' } },
      errors: [{ path: ['b'], code: 'INTERNAL' }],
    },
    {
      name: 'below another object',
      query: '{ c { size node { field } } b }',
      data: { c: null, b: 7 },
      errors: [{ path: ['c'] }],
    },
    {
      name: 'in a mutation',
      query: 'mutation { set { field } touch { size } }',
      data: { set: null, touch: { size: 5 } },
      errors: [{ path: ['set'] }],
    },
    {
      name: 'when it is skipped, nothing is wrong',
      query: 'query ($yes: Boolean = true) { b a @skip(if: $yes) { field } }',
      data: { b: 7 },
      asked: ['b'],
    },
    { name: 'what the subgraph itself knows', query: '{ a { id } }', data: { a: { id: '1' } } },
  ],
};
