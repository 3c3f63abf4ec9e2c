/**
 * The audits of GraphQL over HTTP (graphql-http, the reference implementation's own suite) against
 * the gateway as it is started, CSRF prevention included; and the statuses that they do not ask about.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AuditResult, serverAudits } from 'graphql-http';
import { type Constellation, startConstellation } from '../support/constellation.ts';

/**
 * What we deliberately do not offer, all of it optional (MAY). The audits send these as any page could
 * make a browser send them, without asking us first: CSRF prevention wants a header that no form and
 * no image can set (`apollo-require-preflight`), or a content type that makes the browser ask.
 */
const deliberate = {
  '5A70': 'notice: MAY accept application/x-www-form-urlencoded formatted GET requests',
  D6D5: 'notice: MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
  '6A70':
    'notice: MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
};
/** Of graphql-http 1.23; fewer would mean that the suite did not run. */
const auditCount = 61;

let world: Constellation;
beforeAll(async () => {
  world = await startConstellation();
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

test('every audit passes but for three that are deliberate', async () => {
  const results: AuditResult[] = [];
  for (const audit of serverAudits({ url: `${world.url}/graphql` })) results.push(await audit.fn());
  const failed = results.filter(({ status }) => status !== 'ok');
  expect(results).toHaveLength(auditCount);
  expect(
    Object.fromEntries(failed.map(({ id, status, name }) => [id, `${status}: ${name}`])),
  ).toEqual(deliberate);
});

test('what the three ask for is answered when the request cannot come from a form', async () => {
  const search = new URLSearchParams({
    query: 'query ($yes: Boolean!) { __typename @include(if: $yes) }',
    variables: '{"yes":true}',
  });
  const answer = await fetch(`${world.url}/graphql?${search}`, {
    headers: { 'apollo-require-preflight': 'true', accept: 'application/json' },
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
});

const refusals = [
  ['a document that does not parse', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { query: '{ nope }' }, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a variable of the wrong type',
    { query: 'query ($id: ID!) { workflow(id: $id) { id } }', variables: { id: [[]] } },
    'BAD_USER_INPUT',
  ],
  [
    'an operation that is not there',
    { query: 'query A { __typename }', operationName: 'B' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
] as const;

const accepted = [
  ['application/json', 200],
  ['*/*', 200],
  ['application/json, application/graphql-response+json;q=0.9', 200],
  ['application/graphql-response+json', 400],
  ['application/graphql-response+json, application/json;q=0.9', 400],
] as const;

describe.each(refusals)('%s', (_what, body, code) => {
  test.each(accepted)('for %s: %i', async (accept, status) => {
    const answer = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(status);
    const chosen = status === 200 ? 'application/json' : 'application/graphql-response+json';
    expect(answer.headers.get('content-type')).toBe(`${chosen}; charset=utf-8`);
    const { data, errors } = (await answer.json()) as Record<string, { extensions: object }[]>;
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toMatchObject({ code });
  });
});

test.each([
  ['no operation at all', 'POST', '{}', 400],
  ['a body that is no JSON', 'POST', '{', 400],
  ['a mutation by GET', 'GET', 'mutation { __typename }', 405],
  ['a GET without a preflight header', 'GET ', '{ __typename }', 400],
])('refusals of HTTP keep their status: %s', async (_what, method, text, status) => {
  const isGet = method.startsWith('GET');
  const answer = await fetch(
    `${world.url}/graphql${isGet ? `?query=${encodeURIComponent(text)}` : ''}`,
    {
      method: method.trim(),
      headers: {
        accept: 'application/json',
        ...(isGet ? {} : { 'content-type': 'application/json' }),
        ...(method === 'GET' ? { 'apollo-require-preflight': 'true' } : {}),
      },
      ...(isGet ? {} : { body: text }),
    },
  );
  expect(answer.status).toBe(status);
});

const subscription = 'subscription S { workflowEvents { cursor } }';

describe('a subscription over plain HTTP is told where streams are', () => {
  const post = (body: unknown, accept: string) =>
    fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });

  test.each([
    'application/json',
    'application/graphql-response+json',
    '*/*',
    'multipart/mixed, application/json',
    'multipart/mixed; subscriptionSpec=1.0, application/json',
  ])('for %s', async (accept) => {
    const answer = await post({ query: subscription }, accept);
    expect(answer.status).toBe(406);
    const { data, errors } = (await answer.json()) as Record<string, { message: string }[]>;
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/WebSocket at \/graphql .*\/graphql\/stream/),
        extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
      },
    ]);
  });

  test('and by its name among others, which are answered by theirs', async () => {
    const query = `${subscription} query Q { __typename }`;
    const accept = 'application/json';
    expect((await post({ query, operationName: 'S' }, accept)).status).toBe(406);
    const answer = await post({ query, operationName: 'Q' }, accept);
    expect([answer.status, await answer.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
  });

  test('but what is wrong with it first', async () => {
    const answer = await post({ query: 'subscription { nope }' }, 'application/json');
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  test('and by GET that nothing but queries comes so', async () => {
    const search = new URLSearchParams({ query: subscription });
    const headers = { 'apollo-require-preflight': 'true' };
    expect((await fetch(`${world.url}/graphql?${search}`, { headers })).status).toBe(405);
  });

  test('in a batch, as any batch', async () => {
    const answer = await post([{ query: subscription }], 'application/json');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/batch/i);
  });
});

test('an operation that was not asked for does not run', async () => {
  const query =
    'mutation A { createWorkflow(input: { name: "unasked" }) { workflow { id } } } query Q { workflows(first: 200) { nodes { name } } }';
  const post = async (body: object) => {
    const answer = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.text();
  };
  await post({ query: query.slice(0, query.indexOf(' query Q')), operationName: 'B' });
  expect(await post({ query, operationName: 'Q' })).not.toContain('unasked');
});
