/** Fields that a subgraph gives on one path only, below unions and objects too. */
import type { Scenario } from '../../scenario.ts';

const provided = { id: 'a', name: 'provided' };
const book = { __typename: 'Book', id: 'b', author: provided };
const film = { __typename: 'Film', id: 'f', director: provided };

export const scenario: Scenario = {
  subgraphs: {
    books: {
      query: { books: [book], bestseller: book, media: [book, film] },
      entities: { Book: [book], Film: [film] },
    },
    authors: { entities: { Author: [{ id: 'a', name: 'asked', born: 1900 }] } },
  },
  cases: [
    {
      name: 'not on this path',
      query: '{ books { author { name } } }',
      data: { books: [{ author: { name: 'asked' } }] },
      asked: ['books', 'authors'],
    },
    {
      name: 'on this path',
      query: '{ bestseller { author { name } } }',
      data: { bestseller: { author: { name: 'provided' } } },
      asked: ['books'],
    },
    {
      name: 'with a field that is not',
      query: '{ bestseller { author { name: born id: name } } }',
      data: { bestseller: { author: { name: 1900, id: 'provided' } } },
      asked: ['books', 'authors'],
    },
    {
      name: 'on members of a union',
      query: '{ media { ... on Book { author { name } } ... on Film { director { name } } } }',
      data: { media: [{ author: { name: 'provided' } }, { director: { name: 'provided' } }] },
      asked: ['books'],
    },
  ],
};
