/** The same field with other arguments: by the client, and by @requires of two fields. */
import type { Scenario } from '../../scenario.ts';

const comments = ['ann', 'bob', 'cem', 'dan'].map((authorId, index) => ({
  id: `c${index + 1}`,
  authorId,
  date: ({ format }: { format?: string }) => `${format ?? 'plain'} ${index + 1}`,
}));
const post = {
  id: 'p',
  comments: ({ limit }: { limit: number }) => comments.slice(0, limit),
};

interface Commented {
  readonly comments: readonly { readonly authorId: string; readonly date?: string }[];
}

const three = ['ann iso 1', 'bob iso 2', 'cem iso 3'];
const ids = (count: number) => comments.slice(0, count).map(({ id }) => ({ id }));

export const scenario: Scenario = {
  subgraphs: {
    posts: { query: { feed: [post] }, entities: { Post: [post] } },
    authors: {
      entities: {
        Post: [
          {
            id: 'p',
            commenters(this: Commented, { upper }: { upper: boolean }) {
              const names = this.comments.map(({ authorId, date }) => `${authorId} ${date}`);
              return upper ? names.map((name) => name.toUpperCase()) : names;
            },
            everyone(this: Commented) {
              return this.comments.map(({ authorId }) => authorId);
            },
          },
        ],
      },
    },
  },
  cases: [
    {
      name: 'required only',
      query: '{ feed { commenters } }',
      data: { feed: [{ commenters: three }] },
      asked: ['posts', 'authors'],
    },
    {
      name: 'the client asks for fewer',
      query: '{ feed { comments(limit: 1) { id } commenters } }',
      data: { feed: [{ comments: ids(1), commenters: three }] },
    },
    {
      name: 'the client asks by default',
      query: '{ feed { commenters comments { id date } } }',
      data: {
        feed: [
          {
            commenters: three,
            comments: comments.map(({ id }, index) => ({ id, date: `plain ${index + 1}` })),
          },
        ],
      },
    },
    {
      name: 'the client asks for the same',
      query: '{ feed { comments(limit: 3) { id } commenters } }',
      data: { feed: [{ comments: ids(3), commenters: three }] },
    },
    {
      name: 'the client asks by variable, in a fragment',
      query:
        'query ($n: Int!) { feed { ...F } } fragment F on Post { comments(limit: $n) { id } commenters }',
      variables: { n: 2 },
      data: { feed: [{ comments: ids(2), commenters: three }] },
    },
    {
      name: 'the client gives an alias',
      query: '{ feed { comments: comments(limit: 2) { id } everyone: commenters } }',
      data: { feed: [{ comments: ids(2), everyone: three }] },
    },
    {
      name: 'two fields require different arguments',
      query: '{ feed { commenters everyone } }',
      data: { feed: [{ commenters: three, everyone: ['ann', 'bob', 'cem', 'dan'] }] },
      asked: ['posts', 'authors', 'authors'],
    },
    {
      name: 'and the client has others, and arguments of its own there',
      query:
        'query ($up: Boolean) { feed { a: commenters(upper: $up) everyone b: commenters comments(limit: 1) { id } } }',
      variables: { up: true },
      data: {
        feed: [
          {
            a: three.map((name) => name.toUpperCase()),
            everyone: ['ann', 'bob', 'cem', 'dan'],
            b: three,
            comments: ids(1),
          },
        ],
      },
    },
  ],
};
