/** What clients cannot see is still used inside, and never reaches them. */
import type { Scenario } from '../../scenario.ts';

const open = { __typename: 'Open', id: 'o', name: 'open', internal: 21 };
const closed = { __typename: 'Closed', id: 'c', name: 'closed' };

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: { things: [open, closed], hidden: 1, pick: ({ kind }: { kind: string }) => kind },
      entities: { Open: [open], Closed: [closed] },
    },
    b: {
      entities: {
        Open: [
          {
            id: 'o',
            kind: 'B',
            derived(this: { internal: number }) {
              return this.internal * 2;
            },
          },
        ],
      },
    },
  },
  cases: [
    {
      name: 'a hidden field is required',
      query: '{ things { ... on Open { internal: derived name } } }',
      data: { things: [{ internal: 42, name: 'open' }, null] },
      errors: [{ path: ['things', 1], code: 'INTERNAL' }],
    },
    {
      name: 'a hidden value is none',
      query: '{ pick(kind: A) things { ... on Open { kind } } }',
      data: { pick: 'A', things: [{ kind: null }, null] },
      errors: [{ path: ['things', 0, 'kind'] }, { path: ['things', 1] }],
    },
    {
      name: 'introspection does not know it',
      query:
        '{ __type(name: "Open") { fields { name } } closed: __type(name: "Closed") { name } kind: __type(name: "Kind") { enumValues { name } } }',
      data: {
        __type: {
          fields: [{ name: 'id' }, { name: 'name' }, { name: 'derived' }, { name: 'kind' }],
        },
        closed: null,
        kind: { enumValues: [{ name: 'A' }] },
      },
    },
  ],
};
