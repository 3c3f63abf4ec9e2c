/** Rate limits as clients of each protocol meet them, and the limits that tenants have of their own. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { createRateLimitMetrics } from '@arbiter/server/rate-limit/rate-limit-metrics.ts';
import { createRateLimiter } from '@arbiter/server/rate-limit/rate-limiter.ts';
import { type RateLimits, defaultRateLimits } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import { createMemoryCounters } from '@arbiter/server/rate-limit/usage-counters.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import type { RestRequest } from '@arbiter/server/subgraph/subgraph.ts';
import { createRegistryCredentials } from '../auth/registry-credentials.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { type LimitedGateway, startLimitedGateway } from './limited-gateway.fixture.ts';
import { createRequestLimiter } from './request-limiter.ts';
import { type TenantSettings, createTenantSettings } from './tenant-limits.ts';

const logger = testLogger();
const usualTenants: TenantSettings = { limitsOf: async () => null };

let gateway: LimitedGateway;
let registry: Registry;
let tenants: TenantSettings;
beforeEach(() => {
  registry = new Registry();
  tenants = usualTenants;
});
afterEach(async () => gateway[Symbol.asyncDispose]());

async function open(limits: Partial<RateLimits>): Promise<void> {
  const limiter = createRequestLimiter({
    limiter: createRateLimiter({ counters: createMemoryCounters(), logger }),
    limits: { ...defaultRateLimits, ...limits },
    tenants,
    metrics: createRateLimitMetrics(registry),
    clock: systemClock,
  });
  gateway = await startLimitedGateway({ limiter, actor: { tenantId: 'lab' } });
}

const post = (query: string, path = '/graphql') =>
  fetch(`${gateway.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
const tags = '{ tags }';

test('headers tell how much is left of what is nearest to its end', async () => {
  await open({ perMinute: 3, perHour: 100 });
  const before = Math.floor(Date.now() / 1_000);
  const { headers, status } = await post(tags);
  expect(status).toBe(200);
  expect(headers.get('x-ratelimit-limit')).toBe('3');
  expect(headers.get('x-ratelimit-remaining')).toBe('2');
  expect(headers.get('x-ratelimit-window')).toBe('minute');
  expect(headers.get('retry-after')).toBeNull();
  const reset = Number(headers.get('x-ratelimit-reset'));
  expect(reset).toBeGreaterThanOrEqual(before);
  // The rest of this minute, and all of the next.
  expect(reset).toBeLessThanOrEqual(Math.ceil(Date.now() / 1_000) + 120);
});

test('pages of other origins may read them', async () => {
  await open({});
  const headers = { origin: 'http://localhost:5173' };
  const answer = await fetch(`${gateway.url}/health`, { headers });
  const exposed = answer.headers.get('access-control-expose-headers');
  expect(exposed).toContain('x-ratelimit-remaining');
  expect(exposed).toContain('retry-after');
});

test.each([
  [{ perMinute: 2 }, 'minute', 60],
  [{ perHour: 2 }, 'hour', 3_600],
  [{ perDay: 2 }, 'day', 86_400],
])('%j: the third request is refused, and no subgraph asked', async (limits, window, seconds) => {
  await open(limits);
  await post(tags);
  await post(tags);
  const answer = await post(tags);
  expect(answer.status).toBe(429);
  const retryAfter = Number(answer.headers.get('retry-after'));
  // The rest of this window, and until half of the two uses in it has faded.
  expect(retryAfter).toBeGreaterThan(seconds / 2 - 30);
  expect(retryAfter).toBeLessThanOrEqual(1.5 * seconds);
  expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(answer.headers.get('x-ratelimit-window')).toBe(window);
  expect(await answer.json()).toEqual({
    errors: [
      {
        message: `There are at most 2 requests a ${window}; wait ${retryAfter} s.`,
        extensions: { code: 'RATE_LIMITED', retryAfter, requestId: expect.any(String) },
      },
    ],
  });
  expect(gateway.asked()).toBe(2);
  const metrics = await registry.metrics();
  expect(metrics).toContain(`arbiter_rate_limit_refusals_total{window="${window}"} 1`);
});

test.each([
  [{ tenantPerMinute: 2 }, 'minute'],
  [{ tenantPerHour: 2 }, 'hour'],
  [{ tenantPerDay: 2 }, 'day'],
])('%j: the third request of the tenant is refused', async (limits, window) => {
  await open(limits);
  const first = await post(tags);
  expect(first.headers.get('x-ratelimit-limit')).toBe('2');
  expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
  expect(first.headers.get('x-ratelimit-window')).toBe(window);
  await post(tags);
  const answer = await post(tags);
  expect(answer.status).toBe(429);
  expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
  const retryAfter = Number(answer.headers.get('retry-after'));
  expect(await answer.json()).toMatchObject({
    errors: [
      {
        message: `There are at most 2 requests of the whole tenant a ${window}; wait ${retryAfter} s.`,
        extensions: { code: 'RATE_LIMITED', retryAfter },
      },
    ],
  });
  expect(gateway.asked()).toBe(2);
});

test('headers are of the user’s limit where that is the tighter one', async () => {
  await open({ perMinute: 3, tenantPerMinute: 4 });
  expect((await post(tags)).headers.get('x-ratelimit-limit')).toBe('3');
});

test('requests that are wrong count too', async () => {
  await open({ perMinute: 2 });
  await post('{ nothing }');
  await post('{');
  expect((await post(tags)).status).toBe(429);
});

test('a mutation has a limit of its own, under any name and however it is reached', async () => {
  await open({ operations: { addBook: 2 } });
  const books = [
    'mutation { addBook(title: "a") { id } }',
    'mutation M { other: addBook(title: "b") { id } }',
    'mutation { ...m } fragment m on Mutation { x: addBook(title: "c") { id } }',
  ];
  const statuses = [];
  for (const book of books) statuses.push((await post(book)).status);
  expect(statuses).toEqual([200, 200, 429]);
  expect((await post('mutation { removeBook(id: "1") { id } }')).status).toBe(200);
});

describe('a mutation counts as often as one operation does it', () => {
  const aliased = 'mutation { a: addBook(title: "a") { id } b: addBook(title: "b") { id } }';
  const spread = `mutation { ...m ... { ...m } } fragment m on Mutation { ...n x: addBook(title: "x") { id } }
    fragment n on Mutation { y: addBook(title: "y") { id } }`;
  const merged = 'mutation { addBook(title: "a") { id } addBook(title: "a") { title } }';

  test.each([
    ['under several names', aliased, 2],
    ['in fragments', spread, 2],
    ['under one name', merged, 1],
  ])('%s', async (_, query, calls) => {
    await open({ operations: { addBook: 5 } });
    const statuses: number[] = [];
    for (let asked = 0; asked < 6; asked += 1) statuses.push((await post(query)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(Math.floor(5 / calls));
    expect(statuses.at(-1)).toBe(429);
  });

  test('more of them than a minute has are a request all the same', async () => {
    await open({ perMinute: 2, operations: { addBook: 1 } });
    for (let asked = 0; asked < 2; asked += 1) await post(aliased);
    expect((await post('{ tags }')).status).toBe(429);
  });

  test('more of them than a minute has are no matter of waiting', async () => {
    await open({ operations: { addBook: 1 } });
    const answer = await post(aliased);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', limit: 'addBook', maximum: 1 } }],
    });
    expect(gateway.asked()).toBe(0);
  });
});

test('over event streams it is the same', async () => {
  await open({ perMinute: 1 });
  const first = await post(tags, '/graphql/stream');
  expect(first.headers.get('x-ratelimit-remaining')).toBe('0');
  await first.text();
  const answer = await post(tags, '/graphql/stream');
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({ code: 'RATE_LIMITED' });
});

test('over a WebSocket the operation gets an error, and the socket stays', async () => {
  await open({ perMinute: 1 });
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const closed = jest.fn();
  client.on('closed', closed);
  const ask = () =>
    new Promise((resolve) => {
      const sink = { next: resolve, error: resolve, complete: () => undefined };
      client.subscribe({ query: tags }, sink);
    });
  const kept = client.iterate({ query: 'subscription { added { id } }' });
  void kept.next();
  while (gateway.asked() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const refusal = await ask();
  expect(refusal).toMatchObject([
    { extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) } },
  ]);
  expect(closed).not.toHaveBeenCalled();
  await client.dispose();
});

test('a tenant has the limits that it was given', async () => {
  const none = { perMinute: null, perHour: null, perDay: null, operations: {} };
  tenants = { limitsOf: async (id) => (id === 'lab' ? { ...none, perMinute: 1 } : null) };
  await open({});
  expect((await post(tags)).headers.get('x-ratelimit-limit')).toBe('1');
  expect((await post(tags)).status).toBe(429);
});

test('and those for all of its users together, 0 for none', async () => {
  const none = { perMinute: null, perHour: null, perDay: null, operations: {} };
  tenants = { limitsOf: async () => ({ ...none, tenantPerMinute: 5, tenantPerHour: 0 }) };
  await open({ tenantPerMinute: 1, tenantPerHour: 1 });
  expect((await post(tags)).headers.get('x-ratelimit-limit')).toBe('5');
  expect((await post(tags)).status).toBe(200);
});

describe('the limits of a tenant', () => {
  const given = {
    perMinute: 7,
    perHour: null,
    perDay: null,
    tenantPerHour: 0,
    operations: { addBook: 2 },
  };
  const active = { tenantId: 'lab', isActive: true, rateLimits: given };
  const answerOf = (body: object, status = 200) => ({
    status,
    headers: {},
    body: JSON.stringify(body),
  });

  /** A registry that answers so. */
  function registryThat(rest: SubgraphSource['rest']) {
    const asked: { path: string; request: RestRequest }[] = [];
    const source = {
      rest: (path: string, request: RestRequest) => {
        asked.push({ path, request });
        return rest(path, request);
      },
    } as SubgraphSource;
    const credentials = createRegistryCredentials({ registry: () => source, clock: systemClock });
    return { asked, settings: createTenantSettings(credentials, logger) };
  }

  beforeEach(() => open({}));

  test('are asked of the registry by the gateway itself, once for a while', async () => {
    const { asked, settings } = registryThat(async () => answerOf(active));
    const all = await Promise.all([1, 2, 3].map(() => settings.limitsOf('lab')));
    expect(all).toEqual([given, given, given]);
    expect(await settings.limitsOf('lab')).toEqual(given);
    expect(asked).toHaveLength(1);
    const { path, request } = asked[0]!;
    expect(path).toBe('/internal/tenants');
    expect(JSON.parse(String(request.body))).toEqual({ tenantId: 'lab' });
    expect(request.identity.actor).toMatchObject({ kind: 'SERVICE', id: 'gateway' });
    await settings.limitsOf('another');
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['that knows no such tenant', async () => answerOf({}, 404)],
    ['that fails', async () => answerOf({}, 500)],
    [
      'that answers something else',
      async () => answerOf({ ...active, rateLimits: { perMinute: -1 } }),
    ],
    [
      'that cannot be reached',
      async () => {
        throw new Error('away');
      },
    ],
    ['that says nothing', () => new Promise<never>(() => undefined)],
  ])('are the usual ones with a registry %s', async (_, rest) => {
    const { settings } = registryThat(rest);
    expect(await settings.limitsOf('lab')).toBeNull();
  });

  test('are the usual ones without a registry', async () => {
    expect(await createTenantSettings(undefined, logger).limitsOf('lab')).toBeNull();
  });
});
