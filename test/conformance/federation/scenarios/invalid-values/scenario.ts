/** A subgraph serves another schema than it was composed with: what does not fit is null, and said. */
import type { Scenario } from '../../scenario.ts';

const served = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar Any
  type Query { o: Odd list: [Odd] must: Odd }
  type Odd @key(fields: "id") { id: ID! mood: Any count: Any ratio: Any name: Any flag: Any table: Any moods: Any deep: Any child: Odd }
`;
const fine = {
  id: '1',
  mood: 'GOOD',
  count: 1,
  ratio: 0.5,
  name: 'n',
  flag: true,
  table: [[1], null],
  moods: ['BAD'],
  deep: [[['a', null]], null],
  child: null,
};
const odd = {
  ...fine,
  mood: 'UGLY',
  count: '1',
  ratio: 'half',
  name: 5,
  table: [[1, null], [2], [1.5]],
  moods: ['BAD', 'UGLY'],
  deep: [[['a', 3]], [null]],
  child: { ...fine, flag: null },
};

export const scenario: Scenario = {
  served: { a: served },
  subgraphs: {
    a: {
      query: { o: odd, list: [fine, { ...fine, flag: null }, odd], must: null },
      entities: { Odd: [fine] },
    },
    b: { entities: { Odd: [{ id: '1', note: 'noted' }] } },
  },
  cases: [
    {
      name: 'enum, Int, Float and String',
      query: '{ o { mood count ratio name note } }',
      data: { o: { mood: null, count: null, ratio: null, name: null, note: 'noted' } },
      errors: [
        { path: ['o', 'mood'], code: 'INTERNAL' },
        { path: ['o', 'count'] },
        { path: ['o', 'ratio'] },
        { path: ['o', 'name'] },
      ],
    },
    {
      name: 'under an alias',
      query: '{ o { id: mood } }',
      data: { o: { id: null } },
      errors: [{ path: ['o', 'id'] }],
    },
    {
      name: 'lists of lists',
      query: '{ o { table moods deep } }',
      data: { o: { table: [null, [2], null], moods: null, deep: [[['a', null]], null] } },
      errors: [
        { path: ['o', 'table', 0, 1] },
        { path: ['o', 'table', 2, 0] },
        { path: ['o', 'moods', 1] },
        { path: ['o', 'deep', 0, 0, 1] },
        { path: ['o', 'deep', 1, 0] },
      ],
    },
    {
      name: 'null for non-null takes the parent with it',
      query: '{ o { child { flag } id } }',
      data: { o: { child: null, id: '1' } },
      errors: [{ path: ['o', 'child', 'flag'] }],
    },
    {
      name: 'and the list, where items may not be null',
      query: '{ list { flag } o { id } }',
      data: { list: null, o: { id: '1' } },
      errors: [{ path: ['list', 1, 'flag'] }],
    },
    {
      name: 'and everything, where nothing may be null',
      query: '{ must { id } o { id } }',
      data: null,
      errors: [{ path: ['must'] }],
    },
    {
      name: 'values that fit',
      query: '{ list { id ... @skip(if: true) { flag } table moods } }',
      data: {
        list: [
          { id: '1', table: [[1], null], moods: ['BAD'] },
          { id: '1', table: [[1], null], moods: ['BAD'] },
          { id: '1', table: [null, [2], null], moods: null },
        ],
      },
      errors: [
        { path: ['list', 2, 'table', 0, 1] },
        { path: ['list', 2, 'table', 2, 0] },
        { path: ['list', 2, 'moods', 1] },
      ],
    },
  ],
};
