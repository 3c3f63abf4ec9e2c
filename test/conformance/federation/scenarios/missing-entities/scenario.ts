/** References to nothing, keys that are null, the same entity many times, lists within lists. */
import type { Scenario } from '../../scenario.ts';

const one = { id: '1', ref: { key: 'k' }, author: { ref: { key: 'k' } } };
const lost = { id: 'lost', ref: null, author: { ref: { key: null } } };
const two = { id: '2', ref: { key: null }, author: { ref: null } };

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: {
        posts: [one, lost, two, one, null],
        matrix: [[one, two], null, [one]],
        grid: [[[one, null], [two]], []],
      },
      entities: { Post: [one, lost, two] },
    },
    b: {
      entities: {
        Post: [
          { id: '1', likes: 1, must: 1 },
          { id: '2', likes: 2, must: null },
        ],
        Author: [{ ref: { key: 'k' }, name: 'Kay' }],
      },
    },
  },
  cases: [
    {
      name: 'one that its subgraph does not know is null',
      query: '{ posts { id likes } }',
      data: {
        posts: [
          { id: '1', likes: 1 },
          { id: 'lost', likes: null },
          { id: '2', likes: 2 },
          { id: '1', likes: 1 },
          null,
        ],
      },
      asked: ['a', 'b'],
    },
    {
      name: 'and takes its object along where it may not',
      query: '{ posts { must } }',
      data: { posts: [{ must: 1 }, null, null, { must: 1 }, null] },
      errors: [{ path: ['posts', 2, 'must'] }],
    },
    {
      name: 'keys that are null',
      query: '{ posts { author { name } } }',
      data: {
        posts: [
          { author: { name: 'Kay' } },
          { author: { name: null } },
          { author: { name: null } },
          { author: { name: 'Kay' } },
          null,
        ],
      },
    },
    {
      name: 'lists of lists',
      query: '{ matrix { likes id: likes } grid { likes } }',
      data: {
        matrix: [
          [
            { likes: 1, id: 1 },
            { likes: 2, id: 2 },
          ],
          null,
          [{ likes: 1, id: 1 }],
        ],
        grid: [[[{ likes: 1 }, null], [{ likes: 2 }]], []],
      },
    },
  ],
};
