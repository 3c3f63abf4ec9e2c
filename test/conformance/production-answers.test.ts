/**
 * Goal: in production no answer says more than what the catalogue of errors promises: no stack trace,
 * plan, trace or timing, no name or address of a subgraph. Method: a real gateway over a subgraph whose
 * every answer is full of such things; every kind of error there is, over every protocol; each answer
 * is walked through to its last key.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import WebSocket from 'ws';
import {
  type FaultyFederation,
  bothQuery,
  faultyAnswer,
  startFaultyFederation,
} from '../support/faulty-federation.ts';
import type { Conduct } from '../support/faulty-subgraph.ts';
import { openEventStream, openSocketStream } from '../support/streams.ts';
import { until } from '../support/until.ts';

jest.setTimeout(60_000);

let federation: FaultyFederation;
beforeAll(async () => {
  federation = await startFaultyFederation();
});
afterAll(async () => {
  await federation[Symbol.asyncDispose]();
});

/** What docs/reference/errors.md lists. */
const promised = new Set([
  ...['code', 'requestId', 'field', 'allowed', 'retryAfter', 'cursor'],
  ...['reasons', 'state', 'currentVersion', 'faults', 'limit', 'maximum'],
]);

/** What a careless subgraph, or a library in it, adds to errors and answers. */
const leaks = {
  stacktrace: ['Error: LEAKED', '    at resolve (/srv/registry/agent.ts:7:11)'],
  exception: { message: 'LEAKED', stacktrace: ['at LEAKED'] },
  serviceName: 'LEAKED-name',
  sql: 'select LEAKED from registry.agents',
  query: '{ LEAKED }',
  variables: { LEAKED: true },
  classification: 'LEAKED',
  http: { status: 500, url: 'http://10.0.0.7/LEAKED' },
  ftv1: 'LEAKED',
  tracing: { version: 1, execution: { resolvers: ['LEAKED'] } },
  cost: { LEAKED: 1 },
};
const codes = [
  ...['NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'BAD_USER_INPUT', 'UNAVAILABLE', 'TIMEOUT'],
  ...['RATE_LIMITED', 'UNAUTHENTICATED', 'PAYLOAD_TOO_LARGE', 'INTERNAL', 'SUBSCRIPTION_GAP'],
  ...['GRAPHQL_VALIDATION_FAILED', 'DOWNSTREAM_SERVICE_ERROR', 'SOMETHING_ELSE'],
];
const withLeaks = (answer: object) => JSON.stringify({ ...answer, extensions: leaks });
const refusal = (code: string) => ({
  message: 'Said.',
  path: ['tournament'],
  extensions: { code, ...leaks },
});
const nothing = { tournament: null, match: null };

const behave = (conduct: Partial<Conduct>) =>
  federation.faulty.behave({ kind: 'answer', body: faultyAnswer, ...conduct });

/** Fails unless the answer, and whatever JSON is in it, keeps to what is promised. */
function expectDiscreet(text: string, url: string): void {
  expect(text).not.toMatch(
    /LEAKED|node_modules|\bat \S+ \(|\.ts:\d|10\.0\.0\.7|tournaments subgraph.*http/,
  );
  expect(text).not.toContain(new URL(url).host);
  const documents = text
    .split(/\r?\n/)
    .map((line) => line.replace(/^data: /, ''))
    .filter((line) => line.startsWith('{') || line.startsWith('['));
  for (const document of documents) walk(JSON.parse(document) as unknown, '');
}

/** Extensions are those of errors, and hold what is promised. */
function walk(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value)) {
    const place = `${path}/${name}`;
    if (name === 'extensions') {
      expect(place).toMatch(/\/(errors|payload)\/\d+\/extensions$|^\/\d+\/extensions$/);
      expect(Object.keys(child as object).filter((each) => !promised.has(each))).toEqual([]);
    } else walk(child, place);
  }
}

async function post(body: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${federation.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return answer.text();
}
const ask = (query: string, rest: object = {}, headers: Record<string, string> = {}) =>
  post(JSON.stringify({ query, ...rest }), headers);

/** By which clients ask for what they should not get. */
const curious = {
  'apollo-federation-include-trace': 'ftv1',
  'apollo-query-plan-experimental': '1',
  'apollo-expose-query-plan': 'true',
  'apollo-require-preflight': '1',
  'x-apollo-tracing': '1',
};

describe('an answer of a subgraph', () => {
  test('that is right: what it adds stays inside, whatever the client asks for', async () => {
    await behave({ body: withLeaks(JSON.parse(faultyAnswer) as object) });
    const text = await ask(bothQuery, { extensions: { tracing: true, queryPlan: true } }, curious);
    expect(JSON.parse(text)).toMatchObject({ data: { tournament: { name: 'Open' } } });
    expectDiscreet(text, federation.faulty.url);
  });

  test.each(codes)('that refuses with %s', async (code) => {
    await behave({ body: withLeaks({ data: nothing, errors: [refusal(code)] }) });
    const text = await ask(bothQuery, {}, curious);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ path: ['tournament'] }] });
    expectDiscreet(text, federation.faulty.url);
  });

  test('that has errors without codes, or of other forms', async () => {
    const odd = [
      { message: 'LEAKED' },
      { message: 'LEAKED', extensions: null },
      { message: 'LEAKED', extensions: { code: 7, ...leaks } },
      { message: 'LEAKED', path: ['no', 'such', 7], locations: [{ line: 1, column: 1 }] },
    ];
    await behave({ body: withLeaks({ data: nothing, errors: odd }) });
    expectDiscreet(await ask(bothQuery), federation.faulty.url);
    await behave({ body: withLeaks({ errors: odd }) });
    expectDiscreet(await ask(bothQuery), federation.faulty.url);
  });

  test('that holds what the schema does not allow', async () => {
    const data = { tournament: { __typename: 'LEAKED', name: { LEAKED: 1 } }, match: 'LEAKED' };
    await behave({ body: withLeaks({ data }) });
    expectDiscreet(await ask(bothQuery), federation.faulty.url);
  });

  test.each<Partial<Conduct>>([
    { kind: 'garbage' },
    { kind: 'half-a-response' },
    { kind: 'wrong-type' },
    { kind: 'html-500' },
    { kind: 'busy-503' },
    { kind: 'asked-too-often', retryAfter: 9 },
    { kind: 'refuses-the-gateway' },
    { kind: 'silent' },
    { kind: 'flapping' },
  ])('that is none: %o', async (conduct) => {
    await behave(conduct);
    expectDiscreet(await ask(bothQuery), federation.faulty.url);
    await recover();
  });

  test('that cannot be had, and then is not asked for', async () => {
    await federation.faulty.kill();
    await until('the circuit opens', async () => {
      expectDiscreet(await ask(bothQuery), federation.faulty.url);
      const line = 'arbiter_circuit_breaker_state{subgraph="tournaments",state="open"}';
      return (await federation.metric(line)) === 1;
    });
    const text = await ask(bothQuery);
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ extensions: { code: 'UNAVAILABLE' } }, {}],
    });
    expectDiscreet(text, federation.faulty.url);
    await federation.faulty.restart();
    await recover();
  });

  test('that comes in parts', async () => {
    await behave({
      body: withLeaks({ data: nothing, errors: [refusal('NOT_FOUND'), refusal('NO')] }),
    });
    const accept = 'multipart/mixed;deferSpec=20220824, application/json';
    const deferred = bothQuery.replace(/tournament\(.*\}/, '... @defer { $& }');
    const text = await ask(deferred, {}, { accept, ...curious });
    expect(text).toContain('"hasNext":false');
    expectDiscreet(text, federation.faulty.url);
  });
});

async function recover(): Promise<void> {
  await behave({});
  await until('it serves again', async () => !(await ask(bothQuery)).includes('errors'));
}

describe('a request that is wrong', () => {
  const variables = { id: { LEAKED: true } };
  test.each<[string, () => Promise<string>]>([
    ['no JSON', () => post('{"query":')],
    ['no object', () => post('[]')],
    ['no document', () => post('{}')],
    ['no syntax', () => ask('{ agent(')],
    ['an unknown field', () => ask('{ nothing }')],
    ['a field of another type', () => ask('{ agent { id } }')],
    ['a word that an enum does not have', () => ask('{ workflows(state: NONE) { nodes { id } } }')],
    [
      'a variable of no type',
      () => ask('query ($id: ID!) { agent(id: $id) { id } }', { variables }),
    ],
    ['variables that are none', () => ask('{ __typename }', { variables: 7 })],
    ['an unknown operation', () => ask('query A { __typename }', { operationName: 'B' })],
    ['a subscription by POST', () => ask('subscription { workflowEvents { cursor } }')],
    ['an unknown persisted query', () => post(persisted('0'.repeat(64)))],
    ['a wrong hash', () => post(persisted('0'.repeat(64), '{ __typename }'))],
    ['another media type', () => post('{}', { 'content-type': 'text/html', ...curious })],
    ['a form without preflight', () => post('a=1', { 'content-type': 'text/plain' })],
    ['too large', () => post(`{"query":"${'x'.repeat(11 * 1024 * 1024)}"}`)],
    ['another origin', () => ask('{ __typename }', {}, { origin: 'https://elsewhere.example' })],
    ['a GET that mutates', () => get('/graphql?query=mutation{x}', curious)],
    ['an unknown path', () => get('/no/such?LEAKED')],
    ['an event stream without a document', () => get('/graphql/stream')],
    ['an event stream of no syntax', () => get('/graphql/stream?query={', { accept: sse })],
  ])('%s', async (_, send) => {
    const text = await send();
    expect(text.length).toBeGreaterThan(0);
    // What the client has sent may be said to it; that is not what leaks.
    const own = text.replace(/got invalid value .*?(?=; |")/g, '');
    const body = own.startsWith('{') ? (JSON.parse(own.replace(/LEAKED/g, '')) as object) : {};
    walk(body, '');
    expect(own).not.toMatch(/stacktrace|node_modules|\bat \S+ \([^)]*:\d+:\d+\)|exception/);
  });
});

const sse = 'text/event-stream';

function persisted(sha256Hash: string, query?: string): string {
  return JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } });
}

async function get(path: string, headers: Record<string, string> = {}): Promise<string> {
  return (await fetch(`${federation.url}${path}`, { headers })).text();
}

describe('a stream', () => {
  const follow = 'subscription { workflowEvents { cursor event { id } } }';
  const text = withLeaks({
    data: { workflowEvents: null },
    errors: [
      { message: 'Said.', extensions: { code: 'FORBIDDEN', ...leaks } },
      { message: 'LEAKED', extensions: leaks },
      { message: 'LEAKED' },
    ],
  });

  test.each([
    ['over graphql-ws', openSocketStream],
    ['over server-sent events', openEventStream],
  ])('%s, with errors in an event and at its end', async (_, open) => {
    await federation.steady.behave({ kind: 'ends-streams', body: text });
    const stream = open(federation.url, follow);
    const told = [await stream.next(), await stream.next().catch(String)];
    for (const each of told) expectDiscreet(JSON.stringify(each), federation.steady.url);
    expect(JSON.stringify(told)).toContain('Said.');
    await stream.close();
  });

  test('over graphql-ws, refused: frames hold what is promised', async () => {
    const url = `${federation.url.replace('http', 'ws')}/graphql`;
    const socket = new WebSocket(url, 'graphql-transport-ws');
    const frames: string[] = [];
    socket.on('message', (data) => void frames.push((data as Buffer).toString()));
    await new Promise((resolve) => socket.once('open', resolve));
    const send = (message: object) => socket.send(JSON.stringify(message));
    send({ type: 'connection_init' });
    await until('it is acknowledged', () => frames.length === 1);
    const documents = ['{ nothing }', '{ agent(', 'subscription { a: __typename b: __typename }'];
    documents.forEach((query, index) =>
      send({ type: 'subscribe', id: String(index), payload: { query, extensions: leaks } }),
    );
    await until('all are refused', () => frames.length === 1 + documents.length);
    for (const frame of frames.slice(1)) {
      expect(JSON.parse(frame)).toMatchObject({ type: 'error' });
      expectDiscreet(frame, federation.steady.url);
    }
    socket.terminate();
  });
});
