/** A key by which a subgraph cannot be asked stands before the one by which it can. */
import type { Scenario } from '../../scenario.ts';

const thing = { id: 'i', code: 'c', size: 4 };

export const scenario: Scenario = {
  subgraphs: {
    a: { query: { a: thing }, entities: { Thing: [thing] } },
    b: {
      query: { b: { id: 'i', code: 'c' } },
      entities: {
        Thing: [
          {
            code: 'c',
            doubled(this: { size: number; id?: string }) {
              return this.id === undefined ? this.size * 2 : null;
            },
          },
        ],
      },
    },
  },
  cases: [
    {
      name: 'the subgraph is entered again by the key that it resolves',
      query: '{ b { doubled } }',
      data: { b: { doubled: 8 } },
      asked: ['b', 'a', 'b'],
    },
    {
      name: 'and for the first time',
      query: '{ a { doubled } }',
      data: { a: { doubled: 8 } },
      asked: ['a', 'b'],
    },
  ],
};
