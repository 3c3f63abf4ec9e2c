/** Interfaces and unions whose members and fields differ from subgraph to subgraph. */
import type { Scenario } from '../../scenario.ts';

const post = { __typename: 'Post', id: 'p', text: 'hello', likes: 3 };
const poll = { __typename: 'Poll', id: 'q', text: 'which?' };
const ad = { __typename: 'Ad', id: 'a', text: 'buy', score: 1 };
const scored = { __typename: 'Post', id: 'p', likes: 3, score: 8 };

export const scenario: Scenario = {
  subgraphs: {
    a: {
      query: { feed: [post, poll], search: [poll, post], node: () => post },
      entities: { Post: [post], Poll: [poll] },
    },
    b: {
      query: { ads: [ad, scored], hits: [scored, ad] },
      entities: { Post: [scored], Ad: [ad], Poll: [{ id: 'q', score: 9 }] },
    },
  },
  cases: [
    {
      name: 'a field that the interface has in another subgraph',
      query: '{ feed { score text } }',
      data: {
        feed: [
          { score: 8, text: 'hello' },
          { score: 9, text: 'which?' },
        ],
      },
    },
    {
      name: 'members that one subgraph has',
      query: '{ ads { __typename text score } }',
      data: {
        ads: [
          { __typename: 'Ad', text: 'buy', score: 1 },
          { __typename: 'Post', text: 'hello', score: 8 },
        ],
      },
    },
    {
      name: 'unions of different members',
      query:
        '{ hits { ... on Post { likes text } ... on Ad { text } ... on Poll { text } } search { __typename ... on Entry { id: text } } }',
      data: {
        hits: [{ likes: 3, text: 'hello' }, { text: 'buy' }],
        search: [
          { __typename: 'Poll', id: 'which?' },
          { __typename: 'Post', id: 'hello' },
        ],
      },
    },
    {
      name: 'an interface within another',
      query: '{ node(id: "p") { ... on Entry { text ... on Post { likes score } } } }',
      data: { node: { text: 'hello', likes: 3, score: 8 } },
    },
    {
      name: 'fields of one name and different meaning in members',
      query: '{ feed { ... on Post { value: likes } ... on Poll { value: score } } }',
      data: { feed: [{ value: 3 }, { value: 9 }] },
    },
  ],
};
