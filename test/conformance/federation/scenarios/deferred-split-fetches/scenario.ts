/**
 * A deferred part whose fetch needs one field with two arguments, and so becomes two fetches; and a
 * part that waits for both, because it is about the objects that they bring.
 */
import type { Scenario } from '../../scenario.ts';

const authorIds = ['ann', 'bob', 'cem'];
const post = {
  id: 'p',
  title: 'Post',
  comments: ({ limit }: { limit: number }) =>
    authorIds.slice(0, limit).map((authorId) => ({ authorId })),
};

interface Commented {
  readonly comments: readonly { readonly authorId: string }[];
}

const authorsOf = ({ comments }: Commented) => comments.map(({ authorId }) => ({ id: authorId }));
const named = authorIds.map((id) => ({ id, name: id.toUpperCase() }));

export const scenario: Scenario = {
  subgraphs: {
    posts: { query: { feed: [post] }, entities: { Post: [post] } },
    authors: {
      entities: {
        Post: [
          {
            id: 'p',
            first(this: Commented) {
              return authorsOf(this)[0];
            },
            commenters(this: Commented) {
              return authorsOf(this);
            },
          },
        ],
        Author: authorIds.map((id) => ({ id })),
      },
    },
    people: { entities: { Author: named } },
  },
  cases: [
    {
      name: 'both halves in one part',
      query: '{ feed { title ... @defer { first { id } commenters { id } } } }',
      data: {
        feed: [
          { title: 'Post', first: { id: 'ann' }, commenters: authorIds.map((id) => ({ id })) },
        ],
      },
      asked: ['posts', 'authors', 'authors'],
      askedInParts: ['posts', 'posts', 'authors', 'authors'],
    },
    {
      name: 'a part that waits for both',
      query:
        '{ feed { title ... @defer { first { id ... @defer { name } } commenters { id ... @defer { name } } } } }',
      data: { feed: [{ title: 'Post', first: named[0], commenters: named }] },
    },
    {
      name: 'one half now, the other in a part',
      query: '{ feed { first { id } ... @defer { commenters { name } } } }',
      data: {
        feed: [{ first: { id: 'ann' }, commenters: named.map(({ name }) => ({ name })) }],
      },
    },
    {
      name: 'beside what the client asks with arguments of its own',
      query:
        '{ feed { comments(limit: 2) { authorId } ... @defer { first { name } commenters { name } } } }',
      data: {
        feed: [
          {
            comments: [{ authorId: 'ann' }, { authorId: 'bob' }],
            first: { name: 'ANN' },
            commenters: named.map(({ name }) => ({ name })),
          },
        ],
      },
    },
  ],
};
