/**
 * Goal: gateways that share a Redis share each user's limits, and with Redis gone everybody passes, which
 * the metrics tell. Method: two gateways in processes of their own, a real Redis that is killed, and the
 * whole of Arbiter for limits that an administrator changes.
 */
import { expect, jest, test } from '@jest/globals';
import { startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { startConstellation } from '../support/constellation.ts';
import { startForeignFederation, startForeignGateway } from '../support/foreign-federation.ts';
import { askGraphql, postGraphql } from '../support/http.ts';
import { startRemoteConstellation } from '../support/remote-constellation.ts';

jest.setTimeout(120_000);

const query = '{ books { title } }';
const statusOf = async (url: string) => (await postGraphql(url, query)).status;

async function countOf(url: string, metric: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${metric} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
}

describeWith(['redis-server'], 'two gateways', () => {
  test('share the limits of a user, and open when Redis is gone', async () => {
    await using redis = await startRedis();
    await using federation = await startForeignFederation();
    const env = {
      REDIS_URL: redis.url,
      RATE_LIMITS: 'on',
      RATE_LIMIT_PER_MINUTE: '1000',
      // However long the requests take: the next of them passes an hour after the turn of a day.
      RATE_LIMIT_PER_DAY: '20',
      // However busy the machine is.
      RATE_LIMIT_WAIT_MS: '20000',
    };
    await using first = await startForeignGateway(federation.file, env);
    await using second = await startForeignGateway(federation.file, env);
    const urls = [first.url, second.url];
    const statuses = await Promise.all(
      Array.from({ length: 50 }, (_, index) => statusOf(urls[index % 2]!)),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    for (const url of urls) expect(await statusOf(url)).toBe(429);

    await redis.kill();
    for (const url of urls) {
      for (let asked = 0; asked < 10; asked += 1) expect(await statusOf(url)).toBe(200);
      expect(await countOf(url, 'arbiter_rate_limit_uncounted_total')).toBeGreaterThanOrEqual(10);
    }
  });
});

const update = `mutation ($input: UpdateRateLimitConfigInput!) {
  updateRateLimitConfig(input: $input) { config { perMinute } }
}`;
const status = '{ rateLimitStatus { window operation limit remaining } }';
const reset = `mutation ($input: ResetRateLimitInput!) {
  resetRateLimit(input: $input) { status { remaining } }
}`;

test('in one process gateway and registry count the same', async () => {
  // The longest window: the clock seldom goes from one into the next.
  await using arbiter = await startConstellation({
    RATE_LIMITS: 'on',
    RATE_LIMIT_PER_MINUTE: '1000',
    RATE_LIMIT_PER_DAY: '100',
  });
  const { url } = arbiter;
  // One for this request; what is left is that of the gateway's counters.
  const { rateLimitStatus } = await askGraphql(url, status);
  expect(rateLimitStatus).toContainEqual({
    window: 'DAY',
    operation: null,
    limit: 100,
    remaining: 99,
  });
  for (let asked = 0; asked < 99; asked += 1) await askGraphql(url, '{ __typename }');
  expect((await postGraphql(url, '{ __typename }')).status).toBe(429);
  const registry = arbiter.server.subgraphs.find(({ name }) => name === 'registry')!;
  const actor = {
    kind: 'USER',
    id: 'operator',
    tenantId: 'default',
    accessLevel: 'ADMIN',
    scopes: ['tenant:admin'],
    allowedTenants: [],
  } as const;
  const identity = { actor, requestId: 'reset' };
  const variables = { input: { userId: 'local-developer' } };
  const { errors } = await registry.execute({ query: reset, variables, identity });
  expect(errors).toBeUndefined();
  expect((await postGraphql(url, '{ __typename }')).status).toBe(200);
});

test('an administrator gives a tenant limits of its own', async () => {
  await using arbiter = await startConstellation({
    RATE_LIMITS: 'on',
    RATE_LIMIT_OPERATIONS: 'createAgent=1',
    RATE_LIMIT_EVENTS_PER_SECOND: '3',
  });
  const { url } = arbiter;
  const agent =
    'mutation { createAgent(input: { name: "", type: BACKEND_ENGINEER }) { agent { id } } }';
  await postGraphql(url, agent);
  expect(await postGraphql(url, agent)).toMatchObject({
    status: 429,
    errors: [{ extensions: { code: 'RATE_LIMITED' } }],
  });
  const { updateRateLimitConfig } = await askGraphql(url, update, { input: { perMinute: 500 } });
  expect(updateRateLimitConfig).toEqual({ config: { perMinute: 500 } });
});

test('a registry behind HTTP tells the limits of a tenant to the gateway, and to nobody else', async () => {
  await using arbiter = await startRemoteConstellation({ RATE_LIMITS: 'on' });
  const { url, database } = arbiter;
  await database.query(
    `insert into registry.tenants (tenant_id, name, is_active, rate_limits, created_at, updated_at)
     values ('default', 'Default', true, '{"perMinute": 2, "operations": {}}', now(), now())`,
  );
  const asked = JSON.stringify({ tenantId: 'default' });
  for (const [method, path] of [
    ['POST', '/internal/tenants'],
    ['GET', '/internal/tenants'],
    ['POST', '/api/v1/../../internal/tenants'],
  ] as const) {
    const body = method === 'POST' ? { body: asked } : {};
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${url}${path}`, { method, headers, ...body })).status).toBe(404);
  }
  const statuses = [];
  for (let count = 0; count < 3; count += 1) {
    statuses.push((await postGraphql(url, '{ agents { nodes { id } } }')).status);
  }
  expect(statuses).toEqual([200, 200, 429]);
});

test('a tenant reports no more lineage in a second than allowed', async () => {
  await using arbiter = await startConstellation({
    RATE_LIMITS: 'on',
    RATE_LIMIT_EVENTS_PER_SECOND: '2',
  });
  const event = {
    eventType: 'START',
    eventTime: '2026-01-01T00:00:00Z',
    producer: 'https://example.com/producer',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: '019a0000-0000-7000-8000-000000000001' },
    job: { namespace: 'n', name: 'j' },
  };
  const report = (path: string, body: object) =>
    fetch(`${arbiter.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  // A batch that takes a whole second's limit passes, and what comes in the same second does not.
  const answers = await Promise.all([
    report('/api/v1/lineage/batch', [event, event, event]),
    ...Array.from({ length: 20 }, () => report('/api/v1/lineage', event)),
  ]);
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThan(0);
  const retryAfter = Number(refused[0]!.headers.get('retry-after'));
  // The rest of this second, and half of the next.
  expect([1, 2]).toContain(retryAfter);
  expect(await refused[0]!.json()).toMatchObject({ code: 'RATE_LIMITED', retryAfter });
  expect(answers.some((answer) => answer.status < 300)).toBe(true);
});
