/** A field whose interface has no runtime type in its subgraph: the plan leaves it out, or is empty. */
import type { Scenario } from '../../scenario.ts';

const holder = { node: { __typename: 'Concrete', id: '1' }, size: 3 };

export const scenario: Scenario = {
  subgraphs: {
    a: { query: { a: null, b: 7, c: holder, cs: [holder, holder] } },
    b: { entities: { Concrete: [{ id: '1', field: 'f' }] } },
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
      name: 'twice: nothing is executed either',
      query: '{ a { field } again: a { field } }',
      data: null,
      errors: [{ path: ['a'] }, { path: ['again'] }],
      asked: [],
    },
    {
      name: 'beside introspection, which needs no subgraph',
      query: '{ __typename a { field } }',
      data: { __typename: 'Query', a: null },
      errors: [{ path: ['a'] }],
      asked: [],
    },
    {
      name: 'with a second root field',
      query: '{ a { field } b }',
      data: { a: null, b: 7 },
      errors: [{ path: ['a'] }],
    },
    {
      name: 'below another object',
      query: '{ c { size node { field } } }',
      data: { c: { size: 3, node: null } },
      errors: [{ path: ['c', 'node'] }],
    },
    {
      name: 'in a list',
      query: '{ cs { node { ...F } size } } fragment F on Node { field }',
      data: {
        cs: [
          { node: null, size: 3 },
          { node: null, size: 3 },
        ],
      },
      errors: [{ path: ['cs', 0, 'node'] }, { path: ['cs', 1, 'node'] }],
    },
    {
      name: 'when it is skipped, nothing is wrong',
      query: '{ b a @skip(if: true) { field } }',
      data: { b: 7 },
    },
    {
      name: 'introspection alone is no empty plan',
      query: '{ __typename __type(name: "Node") { name } }',
      data: { __typename: 'Query', __type: { name: 'Node' } },
      asked: [],
    },
    {
      name: 'nor is an operation all of which is skipped',
      query: 'query ($yes: Boolean!) { a @skip(if: $yes) { field } }',
      variables: { yes: true },
      data: {},
      asked: [],
    },
  ],
};
