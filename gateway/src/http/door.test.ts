/**
 * The door of production: whoever does not show who it is gets nothing, on any path; who does gets what
 * is theirs.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type DoorWorld, allowedOrigin, inSeconds, startDoorWorld } from './door.fixture.ts';

let world: DoorWorld;
beforeAll(async () => {
  world = await startDoorWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});
beforeEach(() => void world.registry.callers.splice(0));

/** What a header can hold; DEL it cannot. */
const asLatin1 = (code: number) => String.fromCharCode(code === 0x7f ? 0x20 : code);

const query = '{ agents { nodes { id } } }';
const ask = (...given: Parameters<DoorWorld['ask']>) => world.ask(...given);
const token = (claims?: object) => world.token(claims);
const postQuery = (given?: string, text = query, url = world.gateway.url) =>
  ask('/graphql', given, { method: 'POST', body: JSON.stringify({ query: text }), url });

test('a page of a sibling domain changes nothing by the cookie of a session', async () => {
  const cookie = `arbiter_session=as_${'A'.repeat(43)}`;
  const body = JSON.stringify({ query });
  for (const site of ['same-site', 'cross-site']) {
    const headers = { cookie, 'sec-fetch-site': site };
    const { status, text } = await ask('/graphql', undefined, { method: 'POST', headers, body });
    expect(status).toBe(403);
    expect(text).toContain('FORBIDDEN');
  }
  const headers = { cookie, 'sec-fetch-site': 'same-site' };
  expect((await ask('/graphql', await token(), { method: 'POST', headers, body })).status).toBe(
    200,
  );
});

describe('without a token', () => {
  const open = new Set(['/health', '/ready']);

  test('every route that there is refuses, whatever the method, but probes', async () => {
    const paths = world.gateway.routes.map(({ path }) => path.replace('*', 'x'));
    expect(paths).toEqual(
      expect.arrayContaining(['/graphql', '/graphql/stream', '/api/v1/lineage', '/metrics']),
    );
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
    const closed = [...paths, '/', '/elsewhere', '/internal/credentials', '/Health', '/ready/'];
    for (const path of new Set(closed)) {
      if (open.has(path) || path.startsWith('/auth/')) continue;
      for (const method of methods) {
        const { status, headers, text } = await ask(path, undefined, { method });
        expect([method, path, status]).toEqual([method, path, 401]);
        expect(headers.get('www-authenticate')).toBe('Bearer realm="arbiter"');
        if (method !== 'HEAD') expect(text).toContain('UNAUTHENTICATED');
      }
    }
    expect(world.registry.callers).toEqual([]);
  });

  test('whatever is sent in place of one, the answer is a refusal', async () => {
    const values = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map(asLatin1) });
    const names = fc.constantFrom('authorization', 'cookie', 'x-request-id', 'traceparent');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, values), values, async (headers, path) => {
        const at = `/${encodeURIComponent(path)}`;
        for (const place of ['/graphql', at]) {
          const body = JSON.stringify({ query });
          const { status, text } = await ask(place, undefined, { method: 'POST', headers, body });
          expect([place, status]).toEqual([place, 401]);
          expect(text).not.toMatch(/ at .*\.ts|node_modules/);
        }
      }),
    );
    expect(world.registry.callers).toEqual([]);
  });

  test('GraphQL is refused as GraphQL says, anything else as problem details', async () => {
    const { headers, text } = await postQuery();
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message: expect.any(String),
          extensions: { code: 'UNAUTHENTICATED', requestId: headers.get('x-request-id') },
        },
      ],
    });
    const accept = 'application/graphql-response+json';
    const chosen = await ask('/graphql', undefined, { method: 'POST', headers: { accept } });
    expect(chosen.headers.get('content-type')).toMatch(accept);
    const problem = await ask('/api/v1/lineage', undefined, { method: 'POST' });
    expect(problem.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(problem.text)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('probes say that it is up and ready, and nothing else', async () => {
    const health = await ask('/health');
    expect([health.status, JSON.parse(health.text)]).toEqual([200, { status: 'healthy' }]);
    const ready = await ask('/ready');
    expect([ready.status, JSON.parse(ready.text)]).toEqual([200, { status: 'ready' }]);
  });
});

describe('with a token', () => {
  test('the subgraph is asked for its actor, with the id of the request', async () => {
    const headers = { 'x-request-id': 'mine', 'user-agent': 'curl/8' };
    const body = JSON.stringify({ query });
    const answer = await ask('/graphql', await token(), { method: 'POST', headers, body });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { data: { agents: { nodes: [] } } },
    ]);
    expect(world.registry.callers.at(-1)).toMatchObject({
      actor: { id: 'ada', tenantId: 'alpha', accessLevel: 'ISOLATED', scopes: ['*'] },
      requestId: 'mine',
      clientAddress: '127.0.0.1',
      userAgent: 'curl/8',
    });
  });

  test.each<[string, () => Promise<string> | string]>([
    ['that has expired', () => token({ exp: inSeconds(-60) })],
    ['for somebody else', () => token({ aud: 'other' })],
    ['of another issuer', () => token({ iss: 'https://evil.example' })],
    ['without a tenant', () => token({ tenant_id: undefined })],
    ['of a tenant that does not exist', () => token({ tenant_id: 'nowhere' })],
    ['that is none', () => 'hush'],
    ['of a key that is not known', () => `ak_${'z'.repeat(43)}`],
    ['of a session that is not known', () => `as_${'z'.repeat(43)}`],
  ])('%s: 401 that says so', async (_what, make) => {
    const { status, headers, text } = await postQuery(await make());
    expect([status, headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="arbiter", error="invalid_token"',
    ]);
    expect(text).toContain('UNAUTHENTICATED');
  });

  test('an API key and a session stand for their actor, also for lineage', async () => {
    for (const prefix of ['ak', 'as'] as const) {
      const given = world.issue(prefix, testActor('beta', { id: prefix }));
      expect((await postQuery(given)).status).toBe(200);
      expect(world.registry.callers.at(-1)?.actor).toMatchObject({ id: prefix, tenantId: 'beta' });
      const answer = await ask('/api/v1/lineage', given, { method: 'POST', body: '{}' });
      expect([answer.status, JSON.parse(answer.text)]).toEqual([201, { tenant: 'beta' }]);
    }
  });

  test('a session comes by cookie too, but not at the wish of another site', async () => {
    const cookie = `arbiter_session=${world.issue('as', testActor('beta'))}`;
    const post = (headers: Record<string, string>) =>
      ask('/graphql', undefined, { method: 'POST', headers, body: JSON.stringify({ query }) });
    expect((await post({ cookie })).status).toBe(200);
    expect((await post({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ cookie, origin: 'https://evil.example' })).status).toBe(403);
  });

  test('what is not there is not there', async () => {
    const given = await token();
    for (const path of ['/', '/elsewhere', '/internal/credentials', '/internal/tenants']) {
      for (const method of ['GET', 'POST']) {
        expect([path, (await ask(path, given, { method })).status]).toEqual([path, 404]);
      }
    }
  });

  test('metrics are for administrators', async () => {
    expect((await ask('/metrics', await token())).status).toBe(403);
    const admin = await ask('/metrics', await token({ roles: ['admin'] }));
    expect(admin.text).toMatch(/^process_cpu_seconds_total/m);
  });

  test('who is refused is counted, by what is wrong with the credential', async () => {
    const shown: [string, string | undefined][] = [
      ['missing', undefined],
      ['malformed', 'a.b.c'],
      ['expired', await token({ exp: inSeconds(-60) })],
      ['issuer', await token({ iss: 'https://elsewhere.example' })],
      ['audience', await token({ aud: 'elsewhere' })],
      ['tenant', await token({ tenant_id: 'a;b' })],
      ['unknown_key', `ak_${'x'.repeat(43)}`],
    ];
    const admin = await token({ roles: ['admin'] });
    const countOf = async (reason: string) => {
      const name = `arbiter_authentication_refusals_total{reason="${reason}"} `;
      const line = (await ask('/metrics', admin)).text.split('\n').find((l) => l.startsWith(name));
      return Number(line?.slice(name.length) ?? 0);
    };
    for (const [reason, credential] of shown) {
      const before = await countOf(reason);
      expect((await postQuery(credential)).status).toBe(401);
      expect([reason, (await countOf(reason)) - before]).toEqual([reason, 1]);
    }
  });

  test('metrics may have a loopback port of their own, and are nowhere else then', async () => {
    const apart = await world.start({ METRICS_PORT: '0' });
    const given = await token({ roles: ['admin'] });
    expect((await ask('/metrics', given, { url: apart.url })).status).toBe(404);
  });
});

describe('the schema', () => {
  const introspection = '{ __schema { queryType { name } } }';
  const typo = '{ agentz { nodes { id } } }';
  const word = 'query ($t: AgentType!) { agents(filter: { types: [$t] }) { nodes { id } } }';

  test('is not shown, nor what a client may have meant', async () => {
    const given = await token();
    const asked = await postQuery(given, introspection);
    expect(asked.text).toContain('introspection has been disabled');
    expect(asked.text).not.toMatch(/"Query"|Apollo/);
    const { text } = await postQuery(given, typo);
    expect(text).toContain('Cannot query field');
    expect(text).not.toMatch(/Did you mean|agents/);
    const body = JSON.stringify({ query: word, variables: { t: 'GENERAL' } });
    const wrong = await ask('/graphql', given, { method: 'POST', body });
    expect(wrong.text).toContain('errors');
    expect(wrong.text).not.toMatch(/Did you mean|GENERAL_PURPOSE|allowed/);
  });

  test('nor over event streams and sockets', async () => {
    for (const text of [introspection, typo]) {
      const body = JSON.stringify({ query: text });
      const answer = await ask('/graphql/stream', await token(), { method: 'POST', body });
      expect(answer.text).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(answer.text).not.toMatch(/Did you mean|agents|"Query"/);
    }
  });

  test('is shown where INTROSPECTION says so', async () => {
    const shown = await world.start({ INTROSPECTION: 'true' });
    const given = await token();
    expect((await postQuery(given, introspection, shown.url)).text).toContain('"Query"');
    expect((await postQuery(given, typo, shown.url)).text).toContain('Did you mean');
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    ask('/graphql', undefined, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  test('may ask before they call when they are listed, and read the answer', async () => {
    const { status, headers } = await preflight(allowedOrigin);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(allowedOrigin);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
    expect(headers.get('vary')).toMatch(/origin/i);
    const refused = await ask('/graphql', undefined, { headers: { origin: allowedOrigin } });
    // A page must be able to read why it was refused.
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(allowedOrigin);
  });

  test('are answered before a body is read, whoever sends one', async () => {
    const init = {
      method: 'OPTIONS',
      headers: { origin: allowedOrigin, 'access-control-request-method': 'POST' },
      body: '{ this is no JSON',
    };
    expect((await ask('/graphql', undefined, init)).status).toBe(204);
  });

  test.each(['https://evil.example', 'http://localhost:3000', 'null'])(
    '%s may not',
    async (origin) => {
      const { status, headers } = await preflight(origin);
      expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null]);
      const called = await ask('/graphql', await token(), { method: 'POST', headers: { origin } });
      expect([called.status, called.headers.get('access-control-allow-origin')]).toEqual([
        403,
        null,
      ]);
    },
  );
});

test('what is no address is answered like every other mistake', async () => {
  const { status, text } = await ask('/%zz', undefined, { headers: { 'x-request-id': 'mine' } });
  expect([status, JSON.parse(text)]).toMatchObject([
    400,
    { code: 'BAD_USER_INPUT', requestId: 'mine' },
  ]);
});

test('every answer has the headers that browsers need to be careful', async () => {
  const answers = [
    await ask('/health'),
    await ask('/graphql'),
    await postQuery(await token()),
    await ask('/elsewhere', await token()),
    await ask('/%zz'),
    await ask('/graphql', undefined, { headers: { origin: 'https://evil.example' } }),
  ];
  for (const { headers } of answers) {
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

describe('behind a proxy', () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
  const body = JSON.stringify({ query });

  test('that is not trusted, what it says counts for nothing', async () => {
    const given = await token();
    const { headers } = await ask('/graphql', given, { method: 'POST', headers: forwarded, body });
    expect(world.registry.callers.at(-1)?.clientAddress).toBe('127.0.0.1');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test.each(['1', 'loopback', '127.0.0.0/8, 10.0.0.1'])(
    'that TRUST_PROXY=%s names',
    async (trust) => {
      const { url } = await world.start({ TRUST_PROXY: trust });
      const init = { method: 'POST', headers: forwarded, body, url };
      const { headers } = await ask('/graphql', await token(), init);
      expect(world.registry.callers.at(-1)?.clientAddress).toBe('203.0.113.9');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
    },
  );
});

test('when the provider and the registry are away, it is a matter of time, not of the token', async () => {
  const fresh = await world.start({});
  world.provider.misbehave((response) => response.destroy());
  const first = await postQuery(await token(), query, fresh.url);
  expect([first.status, first.headers.get('retry-after')]).toEqual([503, '2']);
  world.provider.misbehave(null);
  world.registry.fail(500);
  expect((await postQuery(`ak_${'q'.repeat(43)}`, query, fresh.url)).status).toBe(503);
  world.registry.fail(null);
});

test('lines carry tenant, user and request id; no credential is written', async () => {
  const given = await token({ sub: 'line-reader' });
  await ask('/graphql', given, { headers: { 'x-request-id': 'line-1', cookie: 'a=hush' } });
  const found = world.lines.map((line) => JSON.parse(line) as object);
  expect(found).toContainEqual(
    expect.objectContaining({ requestId: 'line-1', tenant: 'alpha', user: 'line-reader' }),
  );
  const written = world.lines.join('\n');
  for (const secret of [...world.secrets, 'hush']) {
    expect(written).not.toContain(secret.split('.')[2] ?? secret);
  }
});
