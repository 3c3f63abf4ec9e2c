/** `@defer` as Apollo Client 4 reads it, over HTTP, in each of the forms that it knows. */
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type HeldFederation, startHeldFederation } from '../support/held-federation.ts';
import { within } from '../support/until.ts';

/** How long a test waits for an answer. */
const answerTimeoutMs = 10_000;

let world: HeldFederation;
beforeEach(async () => {
  world = await startHeldFederation();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

type Handler = NonNullable<ApolloClient.Options['incrementalHandler']>;

function connect(incrementalHandler: Handler) {
  return new ApolloClient({
    link: new HttpLink({ uri: `${world.url}/graphql` }),
    cache: new InMemoryCache(),
    incrementalHandler,
  });
}

const handlers: [string, () => Handler][] = [
  ['2022', () => new Defer20220824Handler()],
  // Its declarations are not written for `exactOptionalPropertyTypes`.
  ['v0.2', () => new GraphQL17Alpha9Handler() as Handler],
];

describe.each(handlers)('the form %s', (_form, createHandler) => {
  test('shows the first part, then the rest', async () => {
    world.hold('scores');
    const client = connect(createHandler());
    const seen: unknown[] = [];
    const query = gql`
      query {
        people {
          id
          name
          ... @defer(label: "works") {
            works {
              id
              title
              ... @defer(label: "reviews") {
                reviews
              }
            }
          }
        }
      }
    `;
    const done = new Promise<void>((resolve, reject) => {
      client.watchQuery({ query }).subscribe({
        next: ({ data, dataState, error }) => {
          if (error) reject(error);
          if (data === undefined) return;
          seen.push(data);
          if (seen.length === 2) world.release('scores');
          if (dataState === 'complete') resolve();
        },
        error: reject,
      });
    });
    await within(answerTimeoutMs, done, 'the whole answer');
    const names = (extra: object[]) => [
      { __typename: 'Person', id: 'ada', name: 'Ada', ...extra[0] },
      { __typename: 'Person', id: 'bob', name: 'Bob', ...extra[1] },
    ];
    expect(seen[0]).toEqual({ people: names([]) });
    const work = (id: string, title: string | null, reviews: object) => ({
      __typename: 'Work',
      id,
      title,
      ...reviews,
    });
    expect(seen[1]).toEqual({
      people: names([
        { works: [work('notes', 'Notes', {}), work('engine', null, {})] },
        { works: [work('song', 'Song', {})] },
      ]),
    });
    const whole = {
      people: names([
        {
          works: [
            work('notes', 'Notes', { reviews: ['good'] }),
            work('engine', null, { reviews: null }),
          ],
        },
        { works: [work('song', 'Song', { reviews: [] })] },
      ]),
    };
    expect(seen.at(-1)).toEqual(whole);
    client.stop();
  });

  test('gets the errors of parts', async () => {
    world.takeAway('works');
    const client = connect(createHandler());
    const query = gql`
      query {
        person(id: "bob") {
          id
          ... @defer {
            motto
          }
        }
      }
    `;
    const { data, error } = await client.query({ query, errorPolicy: 'all' });
    expect(data).toMatchObject({ person: { id: 'bob', motto: null } });
    expect(error).toBeDefined();
    client.stop();
  });
});
