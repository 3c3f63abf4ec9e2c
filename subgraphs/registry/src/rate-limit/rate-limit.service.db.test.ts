/** Rate limits of tenants through the executed schema on a real database, and by the internal route. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gatewayActor, serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';

const config = `tenantId perMinute perHour perDay operations { name limit } isOverridden version`;
const read = `query ($tenantId: ID) { rateLimitConfig(tenantId: $tenantId) { ${config} } }`;
const update = `mutation ($input: UpdateRateLimitConfigInput!) {
  updateRateLimitConfig(input: $input) { config { ${config} } }
}`;
const status = `query ($userId: ID, $tenantId: ID) {
  rateLimitStatus(userId: $userId, tenantId: $tenantId) {
    identifier window operation limit remaining
  }
}`;
const reset = `mutation ($input: ResetRateLimitInput!) {
  resetRateLimit(input: $input) { status { window operation remaining } }
}`;

const admin = testIdentity('operators', { accessLevel: 'ADMIN' });
const usual = {
  perMinute: 100,
  perHour: 1_000,
  perDay: 10_000,
  operations: [
    { name: 'reportMatch', limit: 50 },
    { name: 'startWorkflow', limit: 30 },
  ],
};

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const eventsOf = (type: string) =>
  run.database.query<{ tenant_id: string; envelope: { change: object } }>(
    `select tenant_id, envelope from registry.outbox where envelope->>'type' = $1 order by ordinal`,
    [type],
  );

async function changesOf(tenantId: string): Promise<object[]> {
  const events = await eventsOf('TENANT_UPDATED');
  return events
    .filter(({ tenant_id }) => tenant_id === tenantId)
    .map(({ envelope }) => envelope.change);
}

const updateTenant = `mutation ($input: UpdateTenantInput!) {
  updateTenant(input: $input) { tenant { id } }
}`;
const readTenant = `query ($id: ID!) { tenant(id: $id) { rateLimits { perDay operations } } }`;

const createTenant = (id: string) =>
  run.ask(
    'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id } } }',
    { input: { id } },
    admin,
  );

async function askRoute(tenantId: unknown, actor = gatewayActor('default')) {
  const route = run.subgraph.routes.find(({ path }) => path === '/internal/tenants');
  const answer = await route!.handle({
    identity: { actor, requestId: 'r' },
    headers: {},
    body: Buffer.from(JSON.stringify({ tenantId })),
  });
  return { status: answer.status, body: JSON.parse(answer.body) as Record<string, unknown> };
}

describe('limits of a tenant', () => {
  test('are the usual ones at first', async () => {
    const { rateLimitConfig } = await run.ask(read, { tenantId: 'fresh' }, admin);
    expect(rateLimitConfig).toEqual({
      ...usual,
      tenantId: 'fresh',
      isOverridden: false,
      version: 0,
    });
    await createTenant('fresh');
    expect(await askRoute('fresh')).toMatchObject({
      status: 200,
      body: { rateLimits: { perMinute: null, perHour: null, perDay: null, operations: {} } },
    });
  });

  test('are those that an administrator gives, with an event of the tenant', async () => {
    await createTenant('given');
    const operations = [{ name: 'createAgent', limit: 5 }];
    const input = { tenantId: 'given', perMinute: 7, operations };
    const answer = await run.ask(update, { input }, admin);
    const expected = {
      tenantId: 'given',
      perMinute: 7,
      perHour: 1_000,
      perDay: 10_000,
      operations: [...operations, ...usual.operations],
      isOverridden: true,
      version: 2,
    };
    expect(answer).toEqual({ updateRateLimitConfig: { config: expected } });
    expect(await run.ask(read, { tenantId: 'given' }, admin)).toEqual({
      rateLimitConfig: expected,
    });
    expect(await askRoute('given')).toEqual({
      status: 200,
      body: {
        tenantId: 'given',
        isActive: true,
        rateLimits: { perMinute: 7, perHour: null, perDay: null, operations: { createAgent: 5 } },
      },
    });
    expect(await changesOf('given')).toMatchObject([
      {
        action: 'UPDATE',
        before: { rateLimits: { perMinute: null } },
        after: { rateLimits: { perMinute: 7 } },
      },
    ]);
  });

  test('are replaced as a whole; the same again changes nothing', async () => {
    await createTenant('replaced');
    const input = { tenantId: 'replaced', perMinute: 7, perDay: 9 };
    await run.ask(update, { input }, admin);
    await run.ask(update, { input }, admin);
    const next = { tenantId: 'replaced', perHour: 8, expectedVersion: 2 };
    const answer = await run.ask(update, { input: next }, admin);
    expect(answer).toMatchObject({
      updateRateLimitConfig: { config: { perMinute: 100, perHour: 8, perDay: 10_000, version: 3 } },
    });
    expect(await changesOf('replaced')).toHaveLength(2);
  });

  test('are those that `updateTenant` gives, and the other way round', async () => {
    await createTenant('both-ways');
    const rateLimits = { perDay: 4, operations: { reportMatch: 3 } };
    await run.ask(updateTenant, { input: { id: 'both-ways', rateLimits } }, admin);
    const { rateLimitConfig } = await run.ask(read, { tenantId: 'both-ways' }, admin);
    expect(rateLimitConfig).toMatchObject({
      perDay: 4,
      operations: [
        { name: 'reportMatch', limit: 3 },
        { name: 'startWorkflow', limit: 30 },
      ],
      isOverridden: true,
    });
    await run.ask(update, { input: { tenantId: 'both-ways' } }, admin);
    expect(await run.ask(readTenant, { id: 'both-ways' }, admin)).toEqual({
      tenant: { rateLimits: { perDay: null, operations: {} } },
    });
  });

  test('are also of all its users together, 0 for none; and do not come back as usual', async () => {
    await createTenant('together');
    const whole = `mutation ($input: UpdateRateLimitConfigInput!) {
      updateRateLimitConfig(input: $input) {
        config { tenantPerMinute tenantPerHour tenantPerDay isOverridden }
      }
    }`;
    const input = { tenantId: 'together', tenantPerMinute: 70, tenantPerHour: 0 };
    expect(await run.ask(whole, { input }, admin)).toEqual({
      updateRateLimitConfig: {
        config: {
          tenantPerMinute: 70,
          tenantPerHour: 0,
          tenantPerDay: 1_000_000,
          isOverridden: true,
        },
      },
    });
    const { rateLimits } = (await askRoute('together')).body;
    expect(rateLimits).toMatchObject({ tenantPerMinute: 70, tenantPerHour: 0 });
    const shown = await run.ask(
      `{ tenant(id: "together") { rateLimits { tenantPerMinute tenantPerHour tenantPerDay } } }`,
      {},
      admin,
    );
    expect(shown).toEqual({
      tenant: { rateLimits: { tenantPerMinute: 70, tenantPerHour: 0, tenantPerDay: null } },
    });
    const back = { tenantId: 'together' };
    expect(await run.ask(whole, { input: back }, admin)).toMatchObject({
      updateRateLimitConfig: { config: { tenantPerMinute: 10_000, isOverridden: false } },
    });
  });

  test('are not changed behind the back of who has read them', async () => {
    await createTenant('stale');
    const input = { tenantId: 'stale', perMinute: 1, expectedVersion: 3 };
    const { extensions } = await run.refuse(update, { input }, admin);
    expect(extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
  });

  test('are given to no tenant that was never created', async () => {
    const { extensions } = await run.refuse(update, { input: { tenantId: 'nobody' } }, admin);
    expect(extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.tenantId' });
  });

  test.each([
    [{ perMinute: 0 }, 'input.perMinute'],
    [{ perHour: 1_000_000_001 }, 'input.perHour'],
    [{ perDay: -1 }, 'input.perDay'],
    [{ tenantPerDay: -1 }, 'input.tenantPerDay'],
    [{ tenantPerHour: 1_000_000_001 }, 'input.tenantPerHour'],
    [{ tenantId: 'a,b' }, 'input.tenantId'],
    [{ operations: [{ name: 'no name', limit: 1 }] }, 'input.operations'],
    [{ operations: [{ name: 'a', limit: 0 }] }, 'input.operations.a'],
    [
      {
        operations: [
          { name: 'a', limit: 1 },
          { name: 'a', limit: 2 },
        ],
      },
      'input.operations[1].name',
    ],
    [
      { operations: Array.from({ length: 101 }, (_, index) => ({ name: `m${index}`, limit: 1 })) },
      'input.operations',
    ],
  ])('are refused: %j', async (input, field) => {
    const { extensions } = await run.refuse(update, { input }, admin);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('whoever is no administrator', () => {
  const user = testIdentity('alpha', {
    accessLevel: 'WRITE_CROSS',
    allowedTenants: ['given'],
    scopes: [],
  });

  test.each([
    [read, {}, 'ADMIN'],
    [update, { input: { perMinute: 1 } }, 'tenant:admin'],
    [reset, { input: { userId: 'user-of-alpha' } }, 'tenant:admin'],
    [status, { userId: 'somebody' }, 'ADMIN'],
    [status, { tenantId: 'given' }, 'ADMIN'],
  ])('may not %s', async (document, variables, needed) => {
    const { extensions } = await run.refuse(document, variables, user);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: [needed] });
  });

  test('sees what is left for themselves', async () => {
    const { rateLimitStatus } = await run.ask(status, {}, user);
    expect(rateLimitStatus).toEqual([
      {
        identifier: 'user-of-alpha',
        window: 'MINUTE',
        operation: null,
        limit: 100,
        remaining: 100,
      },
      {
        identifier: 'user-of-alpha',
        window: 'HOUR',
        operation: null,
        limit: 1_000,
        remaining: 1_000,
      },
      {
        identifier: 'user-of-alpha',
        window: 'DAY',
        operation: null,
        limit: 10_000,
        remaining: 10_000,
      },
      expect.objectContaining({ operation: 'reportMatch', limit: 50 }),
      expect.objectContaining({ operation: 'startWorkflow', limit: 30 }),
      ...[10_000, 100_000, 1_000_000].map((limit) =>
        expect.objectContaining({ identifier: 'alpha', operation: null, limit, remaining: limit }),
      ),
    ]);
  });
});

test('a reset leaves everything, and an event', async () => {
  const answer = await run.ask(reset, { input: { userId: 'ada', tenantId: 'given' } }, admin);
  expect(answer).toMatchObject({
    resetRateLimit: {
      status: [
        { window: 'MINUTE', operation: null, remaining: 7 },
        ...Array.from({ length: 8 }, () => ({})),
      ],
    },
  });
  expect(await eventsOf('RATE_LIMIT_RESET')).toMatchObject([{ tenant_id: 'given' }]);
});

test('the internal route answers nobody but the gateway', async () => {
  expect(await askRoute('given', admin.actor)).toMatchObject({ status: 404 });
  expect(await askRoute('given', serviceActor('metrics', 'given'))).toMatchObject({ status: 404 });
  for (const tenantId of [7, null]) {
    expect(await askRoute(tenantId)).toMatchObject({ status: 400 });
  }
  for (const tenantId of ['', 'a,b', 'never-created']) {
    expect(await askRoute(tenantId)).toMatchObject({ status: 404 });
  }
});
