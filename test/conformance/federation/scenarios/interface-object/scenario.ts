/** A subgraph that adds fields to all members of an interface without knowing them. */
import type { Scenario } from '../../scenario.ts';

const book = { __typename: 'Book', id: 'b', title: 'Dune', pages: 600 };
const film = { __typename: 'Film', id: 'f', title: 'Alien', minutes: 117 };
const all = [book, film];
interface Rated {
  readonly id: string;
  readonly [field: string]: unknown;
}

const rated = (id: string, stars: number, similar: string): Rated => ({
  id,
  stars,
  similar: () => [ratings.find(({ id: each }) => each === similar)],
  headline(this: { title: string }) {
    return `${this.title}!`;
  },
});

const ratings = [rated('b', 5, 'f'), rated('f', 4, 'b')];

export const scenario: Scenario = {
  subgraphs: {
    catalogue: {
      query: {
        media: all,
        medium: ({ id }: { id: string }) => all.find((each) => each.id === id),
        books: [book],
      },
      entities: { Media: all, Book: [book], Film: [film] },
    },
    ratings: {
      query: { best: { id: 'b', stars: 5 }, rated: [{ id: 'f' }, { id: 'b' }] },
      entities: { Media: ratings },
    },
  },
  cases: [
    {
      name: 'from the subgraph that knows the members',
      query: '{ media { stars ... on Book { pages } ... on Film { minutes stars } } }',
      data: {
        media: [
          { stars: 5, pages: 600 },
          { stars: 4, minutes: 117 },
        ],
      },
      asked: ['catalogue', 'ratings'],
    },
    {
      name: 'from the one that does not',
      query: '{ best { __typename stars title } }',
      data: { best: { __typename: 'Book', stars: 5, title: 'Dune' } },
    },
    { name: 'its own fields alone', query: '{ best { stars } }', data: { best: { stars: 5 } } },
    {
      name: 'members of it',
      query: '{ rated { ... on Film { minutes } ... on Book { stars } } }',
      data: { rated: [{ minutes: 117 }, { stars: 5 }] },
    },
    {
      name: 'back and forth',
      query:
        '{ medium(id: "f") { similar { __typename title similar { stars ... on Film { minutes } } } } }',
      data: {
        medium: {
          similar: [{ __typename: 'Book', title: 'Dune', similar: [{ stars: 4, minutes: 117 }] }],
        },
      },
    },
    {
      name: 'what it requires',
      query: '{ books { headline title: pages } rated { headline } }',
      data: {
        books: [{ headline: 'Dune!', title: 600 }],
        rated: [{ headline: 'Alien!' }, { headline: 'Dune!' }],
      },
    },
    {
      name: 'what it requires of some members only',
      query: '{ media { stars ... on Book { headline } } }',
      data: { media: [{ stars: 5, headline: 'Dune!' }, { stars: 4 }] },
    },
    {
      name: 'the type of a member stays',
      query:
        '{ media { ... on Film { headline __typename } ... on Book { stars t: __typename } } }',
      data: {
        media: [
          { stars: 5, t: 'Book' },
          { headline: 'Alien!', __typename: 'Film' },
        ],
      },
    },
  ],
};
