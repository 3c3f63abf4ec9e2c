/**
 * Goal: a document can be asked for by its hash over each protocol; where only trusted documents run,
 * nothing else does. The manifest is that of the SDK's format.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { type LimitedGateway, startLimitedGateway } from './limited-gateway.fixture.ts';
import { openDocuments } from './open-documents.ts';
import { createPersistedDocuments } from './persisted-documents.ts';
import { createMemoryDocuments } from './seen-documents.ts';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const logger = testLogger();

const trusted = 'query Trusted { shelf { id } }';
const other = 'query Other { tags }';
const manifest = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [{ id: hashOf(trusted), name: 'Trusted', type: 'query', body: trusted }],
};

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly code?: string;
}
type Payload = Readonly<Record<string, unknown>>;
type Send = (url: string, payload: Payload) => Promise<Answer>;

const post: Send = async (url, payload) => {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  return (await answer.json()) as Answer;
};

const get: Send = async (url, payload) => {
  const texts = Object.entries(payload).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const headers = { 'apollo-require-preflight': 'yes' };
  const answer = await fetch(`${url}/graphql?${new URLSearchParams(texts)}`, { headers });
  return (await answer.json()) as Answer;
};

const overSocket: Send = async (url, payload) => {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const answer = Promise.withResolvers<Answer>();
  // The protocol asks for a query, be it empty.
  client.subscribe(
    { query: '', ...payload },
    {
      next: (result) => answer.resolve(result as unknown as Answer),
      error: (errors) => answer.resolve({ errors } as unknown as Answer),
      complete: () => undefined,
    },
  );
  try {
    return await answer.promise;
  } finally {
    await client.dispose();
  }
};

const overEventStream: Send = async (url, payload) => {
  const answer = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(payload),
  });
  const text = await answer.text();
  return JSON.parse(answer.ok ? /^data: (.+)$/m.exec(text)![1]! : text) as Answer;
};

const ways: [string, Send][] = [
  ['POST', post],
  ['GET', get],
  ['WebSocket', overSocket],
  ['event stream', overEventStream],
];
const codeOf = ({ errors, code }: Answer) => code ?? errors?.[0]?.extensions.code;
const automatic = (text: string, hash = hashOf(text)) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
});

let directory: string;
let path: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'trusted-'));
  path = join(directory, 'manifest.json');
  await writeFile(path, JSON.stringify(manifest));
});
afterAll(() => rm(directory, { recursive: true }));

async function openGateway(settings: {
  readonly only?: boolean;
  readonly path?: string;
  readonly redisUrl?: string;
}) {
  await using resources = new AsyncDisposableStack();
  const documents = await openDocuments(
    {
      TRUSTED_DOCUMENTS: settings.path,
      TRUSTED_DOCUMENTS_ONLY: settings.only ? 'true' : 'false',
      REDIS_URL: settings.redisUrl,
    },
    { logger, resources },
  );
  const gateway = resources.use(await startLimitedGateway({ documents }));
  const running = resources.move();
  return { ...gateway, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

describe('trusted documents', () => {
  let gateway: LimitedGateway;
  beforeAll(async () => {
    gateway = await openGateway({ path });
  });
  afterAll(async () => gateway[Symbol.asyncDispose]());

  describe.each(ways)('over %s', (_, send) => {
    test.each([
      ['id', { id: hashOf(trusted) }],
      ['documentId', { documentId: hashOf(trusted) }],
      ['documentId with the name of the hash', { documentId: `sha256:${hashOf(trusted)}` }],
      ['persistedQuery', automatic(trusted)],
      ['persistedQuery and text', { ...automatic(trusted), query: trusted }],
    ])('are run by %s', async (_name, payload) => {
      expect(await send(gateway.url, payload)).toEqual({ data: { shelf: { id: '0' } } });
    });

    test('others are run by their texts', async () => {
      expect(await send(gateway.url, { query: other })).toMatchObject({ data: {} });
    });

    test('unknown ids are not found', async () => {
      expect(codeOf(await send(gateway.url, { id: hashOf('unknown') }))).toBe('NOT_FOUND');
    });

    test('nothing to run is told', async () => {
      const before = gateway.asked();
      const answer = await send(gateway.url, { variables: { a: 1 } });
      expect(codeOf(answer)).toMatch(/^(BAD_REQUEST|BAD_USER_INPUT|GRAPHQL_PARSE_FAILED)$/);
      expect(gateway.asked()).toBe(before);
    });
  });
});

describe('trusted documents alone', () => {
  let gateway: LimitedGateway;
  beforeAll(async () => {
    gateway = await openGateway({ path, only: true });
  });
  afterAll(async () => gateway[Symbol.asyncDispose]());

  describe.each(ways)('over %s', (_, send) => {
    test.each([
      ['by id', { id: hashOf(trusted) }],
      ['by hash', automatic(trusted)],
      ['by the text', { query: trusted }],
    ])('are run %s', async (_name, payload) => {
      expect(await send(gateway.url, payload)).toEqual({ data: { shelf: { id: '0' } } });
    });

    test.each([
      ['a text', { query: other }],
      ['nearly the text', { query: `${trusted} ` }],
      ['a text with its hash', { ...automatic(other), query: other }],
      ['a text under the hash of another', { ...automatic(other, hashOf(trusted)), query: other }],
      ['a text under the id of another', { id: hashOf(trusted), query: other }],
      ['an unknown hash', automatic(other)],
      ['an unknown id', { documentId: 'x' }],
    ])('%s is refused', async (_name, payload) => {
      const before = gateway.asked();
      expect(codeOf(await send(gateway.url, payload))).toMatch(/^(FORBIDDEN|BAD_USER_INPUT)$/);
      expect(gateway.asked()).toBe(before);
    });
  });
});

describe('automatic persisted queries', () => {
  describe.each(ways)('over %s', (_, send) => {
    test('are asked for once, and then known', async () => {
      await using gateway = await openGateway({});
      expect(codeOf(await send(gateway.url, automatic(other)))).toBe('PERSISTED_QUERY_NOT_FOUND');
      const full = { ...automatic(other), query: other };
      expect(await send(gateway.url, full)).toMatchObject({ data: {} });
      expect(await send(gateway.url, automatic(other))).toEqual({ data: { tags: ['a', 'b'] } });
    });

    test('are not taken under the hash of something else, nor in another version', async () => {
      await using gateway = await openGateway({});
      const wrong = { ...automatic(trusted), query: other };
      expect(codeOf(await send(gateway.url, wrong))).toBe('BAD_USER_INPUT');
      const newer = { extensions: { persistedQuery: { version: 2, sha256Hash: hashOf(other) } } };
      expect(codeOf(await send(gateway.url, newer))).toBe('BAD_USER_INPUT');
      expect(codeOf(await send(gateway.url, automatic(trusted)))).toBe('PERSISTED_QUERY_NOT_FOUND');
    });
  });

  test('what is refused is not kept', async () => {
    await using gateway = await startLimitedGateway({ operation: { aliases: 0 } });
    const text = '{ a: tags }';
    await post(gateway.url, { ...automatic(text), query: text });
    expect(codeOf(await post(gateway.url, automatic(text)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test.each([
    ['text', 'anything that somebody wants to be kept'],
    ['a document without operations', 'fragment F on Query { tags }'],
  ])('%s is not kept', async (_, text) => {
    await using gateway = await openGateway({});
    await post(gateway.url, { ...automatic(text), query: text });
    expect(codeOf(await post(gateway.url, automatic(text)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('what is no hash is looked for nowhere, however long it is', async () => {
    const asked: string[] = [];
    const seen = { ...createMemoryDocuments(), get: async (hash: string) => void asked.push(hash) };
    await using gateway = await startLimitedGateway({
      documents: createPersistedDocuments({ seen }),
    });
    const real = hashOf(other);
    for (const hash of ['a'.repeat(1_000_000), real.toUpperCase(), `${real} `, `${real}\n`, real]) {
      const answer = await post(gateway.url, automatic(other, hash));
      expect(codeOf(answer)).toBe('PERSISTED_QUERY_NOT_FOUND');
    }
    expect(asked).toEqual([real]);
  });
});

describeWith(['redis-server'], 'automatic persisted queries in Redis', () => {
  test('are known to all gateways, and to one alone while Redis is gone', async () => {
    await using redis = await startRedis();
    await using first = await openGateway({ redisUrl: redis.url });
    await using second = await openGateway({ redisUrl: redis.url });
    const full = { ...automatic(other), query: other };
    // The connections may still be on their way.
    let answer = await post(second.url, automatic(other));
    for (let tries = 0; tries < 200 && answer.errors; tries += 1) {
      await post(first.url, full);
      await new Promise((resolve) => setTimeout(resolve, 10));
      answer = await post(second.url, automatic(other));
    }
    expect(answer).toEqual({ data: { tags: ['a', 'b'] } });
    await redis.kill();
    for (const { url } of [first, second]) {
      expect(await post(url, automatic(other))).toEqual({ data: { tags: ['a', 'b'] } });
      expect(codeOf(await post(url, automatic(trusted)))).toBe('PERSISTED_QUERY_NOT_FOUND');
    }
  });
});

describe('a manifest', () => {
  const open = (text: string | null) => async () => {
    const file = join(directory, 'odd.json');
    if (text === null) await rm(file, { force: true });
    else await writeFile(file, text);
    await openGateway({ path: file });
  };

  test.each([
    ['that is not there', null, /cannot be read \(ENOENT\)/],
    ['that is no JSON', '{', /is no persisted query manifest/],
    ['of another format', '{"operations":[]}', /is no persisted query manifest/],
  ])('%s stops the start', async (_, text, message) => {
    await expect(open(text)()).rejects.toThrow(message);
  });

  test('is needed where nothing else runs', async () => {
    await expect(openGateway({ only: true })).rejects.toThrow(/set TRUSTED_DOCUMENTS/);
  });

  test('of the SDK is taken', async () => {
    const sdk = new URL('../../../sdk/persisted-queries.json', import.meta.url).pathname;
    await using gateway = await openGateway({ path: sdk, only: true });
    expect(codeOf(await post(gateway.url, { query: other }))).toBe('FORBIDDEN');
  });
});
