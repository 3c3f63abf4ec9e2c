/**
 * Signing in as a browser does, at a real OpenID provider and at GitHub's endpoints, over HTTP. What the
 * registry is asked is recorded; what it does with it, its own tests say.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { toAppError } from '@arbiter/server/graphql/http-refusal.ts';
import type { RestRequest } from '@arbiter/server/subgraph/subgraph.ts';
import { keepSecret, testLogger } from '@arbiter/testkit/test-logs.ts';
import { sendProblem } from './problem.ts';
import { seal, unseal } from './sign-in-cookie.ts';
import {
  type FakeProvider,
  githubSecret,
  oidcSecret,
  startGithub,
  startOidcProvider,
} from './sign-in-providers.fixture.ts';
import { mountSignIn, ownPath } from './sign-in-routes.ts';

interface Asked {
  readonly path: string;
  readonly actor: string;
  readonly body: Readonly<Record<string, unknown>>;
}

let http: FastifyInstance;
let base: string;
let oidc: FakeProvider;
let github: FakeProvider;
let asked: Asked[];
/** Address and program that the registry was told of last. */
let from: readonly (string | undefined)[];
let isAway: boolean;
let outcome: { status: number; body: object };
const sessionToken = keepSecret('session token', 'as_4e17d0b9c2f85a36');
const signedIn = { token: sessionToken, expiresAt: '2099-01-01T00:00:00.000Z' };

beforeAll(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  oidc = await startOidcProvider(`${base}/auth/callback/oidc`);
  github = await startGithub();
  http = fastify();
  http.setErrorHandler<Error>((error, _request, reply) =>
    sendProblem(reply, 'test', toAppError(error)),
  );
  const registry = {
    async rest(path: string, { identity, body }: RestRequest) {
      if (isAway) throw new Error('The registry is away.');
      from = [identity.clientAddress, identity.userAgent];
      asked.push({
        path,
        actor: identity.actor.id,
        body: JSON.parse(body.toString()) as object as Asked['body'],
      });
      return { status: outcome.status, headers: {}, body: JSON.stringify(outcome.body) };
    },
  };
  mountSignIn(http, {
    registry: () => registry,
    logger: testLogger(),
    settings: signInTestSettings(),
  });
  await http.listen({ host: '127.0.0.1', port });
});
afterAll(async () => {
  await http.close();
  await oidc[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
});
beforeEach(() => {
  asked = [];
  isAway = false;
  outcome = { status: 200, body: signedIn };
  Object.assign(oidc.person, { email: 'ada@lab.example', isVerified: true, otherEmail: undefined });
});

function signInTestSettings() {
  return {
    AUTH_BASE_URL: base,
    AUTH_OIDC_SIGN_IN_ISSUER: oidc.url,
    AUTH_OIDC_CLIENT_ID: 'arbiter',
    AUTH_OIDC_CLIENT_SECRET: oidcSecret,
    AUTH_GITHUB_CLIENT_ID: 'arbiter',
    AUTH_GITHUB_CLIENT_SECRET: githubSecret,
    AUTH_GITHUB_URL: github.url,
    AUTH_GITHUB_API_URL: github.url,
    AUTH_SESSION_HOURS: 12,
    AUTH_SESSION_IDLE_MINUTES: 30,
    AUTH_SIGN_IN_DOMAINS: ['lab.example'],
    AUTH_SIGN_IN_TENANT: 'lab',
  };
}

async function freePort(): Promise<number> {
  const trial = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(trial, 'listening');
  const { port } = trial.address() as { port: number };
  trial.close();
  await once(trial, 'close');
  return port;
}

/** A browser: follows redirects, keeps cookies by host. */
function browser() {
  const jar = new Map<string, string>();
  const go = async (address: string): Promise<Response> => {
    const url = new URL(address);
    const own = [...jar].filter(([key]) => key.startsWith(`${url.host} `));
    const cookie = own.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie, 'user-agent': 'Ada/1.0' },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value && !line.includes('Max-Age=0')) jar.set(`${url.host} ${name}`, value);
      else jar.delete(`${url.host} ${name}`);
    }
    return answer;
  };
  const follow = async (address: string, until: (url: string) => boolean) => {
    let [at, answer] = [address, await go(address)];
    for (let hops = 0; hops < 10 && answer.status >= 300 && answer.status < 400; hops += 1) {
      at = new URL(answer.headers.get('location') ?? '', at).href;
      if (until(at)) break;
      answer = await go(at);
    }
    return { at, answer };
  };
  return { jar, go, follow };
}

const isCallback = (url: string) => url.includes('/auth/callback/');
const never = (url: string) => url.endsWith('/workflows?mine=1');

test('an address of the userinfo endpoint is not proved by the ID token, which has another', async () => {
  oidc.person.otherEmail = 'bob@lab.example';
  await browser().follow(`${base}/auth/login/oidc`, (url) => url === `${base}/`);
  expect(asked).toMatchObject([{ body: { subject: 'ada', verifiedEmail: null, admitTo: null } }]);
});

describe.each(['oidc', 'github'])('by %s', (provider) => {
  const login = () =>
    `${base}/auth/login/${provider}?returnTo=%2Fworkflows%3Fmine%3D1&invitation=ai_1`;

  test('a person comes back with a session, where they wanted to go', async () => {
    const person = browser();
    const { at, answer } = await person.follow(login(), never);
    expect(at).toBe(`${base}/workflows?mine=1`);
    const cookies = answer.headers.getSetCookie();
    expect(cookies[0]).toMatch(
      /^arbiter_session=as_4e17d0b9c2f85a36; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    );
    expect(person.jar.get(`${new URL(base).host} arbiter_sign_in`)).toBeUndefined();
    expect(asked).toEqual([
      {
        path: '/internal/sign-in',
        actor: 'gateway',
        body: expect.objectContaining({
          provider: provider.toUpperCase(),
          verifiedEmail: 'ada@lab.example',
          invitation: 'ai_1',
          admitTo: 'lab',
          githubLogin: provider === 'github' ? 'ada' : null,
          replaces: null,
          session: { lifetimeSeconds: 43_200, idleSeconds: 1_800 },
        }),
      },
    ]);
    expect(from).toEqual(['127.0.0.1', 'Ada/1.0']);
  });

  test('nobody finishes what another browser began, nor with another state', async () => {
    const { at } = await browser().follow(login(), isCallback);
    expect((await browser().go(at)).status).toBe(401);
    const person = browser();
    const own = await person.follow(login(), isCallback);
    const forged = new URL(own.at);
    forged.searchParams.set('state', 'forged');
    expect((await person.go(forged.href)).status).toBe(401);
    const failed = { path: '/internal/sign-in-failures', actor: 'gateway' };
    const kind = provider.toUpperCase();
    expect(asked).toEqual([
      { ...failed, body: { provider: kind, reason: 'NOT_BEGUN' } },
      { ...failed, body: { provider: kind, reason: 'NOT_PROVED' } },
    ]);
  });

  test('the session that the browser had is named, by its hash, to be ended', async () => {
    const person = browser();
    await person.follow(login(), never);
    await person.follow(login(), never);
    const tokenHash = createHash('sha256').update(sessionToken).digest('hex');
    expect(asked.map(({ body }) => body['replaces'])).toEqual([null, tokenHash]);
    expect(JSON.stringify(asked)).not.toContain(sessionToken);
  });

  test('who proved nothing is refused also while the registry is away', async () => {
    isAway = true;
    const { at } = await browser().follow(login(), isCallback);
    expect((await browser().go(at)).status).toBe(401);
  });

  test('who is not let in gets no cookie, and is told why', async () => {
    outcome = { status: 403, body: { reason: 'NOT_INVITED' } };
    const { answer } = await browser().follow(login(), never);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('invitation') });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

test('an address that the provider did not verify counts for nothing', async () => {
  oidc.person.isVerified = false;
  await browser().follow(`${base}/auth/login/oidc`, (url) => url === `${base}/`);
  expect(asked[0]?.body).toMatchObject({ verifiedEmail: null, admitTo: null });
});

test('an address of another domain is admitted nowhere', async () => {
  oidc.person.email = 'eve@lab.example.evil.example';
  await browser().follow(`${base}/auth/login/oidc`, (url) => url === `${base}/`);
  expect(asked[0]?.body).toMatchObject({ admitTo: null });
});

test('logging out ends the session and takes the cookie', async () => {
  const headers = { cookie: `arbiter_session=${sessionToken}` };
  const answer = await fetch(`${base}/auth/logout`, { method: 'POST', headers });
  expect(answer.status).toBe(204);
  expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=0');
  expect(asked).toMatchObject([{ path: '/internal/sign-out', actor: 'gateway' }]);
  expect(JSON.stringify(asked)).not.toContain(sessionToken);
});

test('what is sent to log out is not read, as everybody may send it', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify('a'.repeat(10_000));
  const answer = await fetch(`${base}/auth/logout`, { method: 'POST', headers, body });
  expect(answer.status).toBe(413);
});

describe('where a link leads afterwards', () => {
  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'workflows',
    '',
    '/\t/evil.example',
  ])('%j is refused', async (returnTo) => {
    const url = `${base}/auth/login/oidc?${new URLSearchParams({ returnTo }).toString()}`;
    expect((await browser().go(url)).status).toBe(400);
  });

  test.each([
    '/.//other.example',
    '/..//other.example',
    '/a/..//other.example',
    '/./\\other.example',
  ])('is never elsewhere: %s', (text) => {
    expect(() => ownPath(text, base)).toThrow('returnTo must be a path');
  });

  test('is this server, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webPath(), fc.webUrl()), (text) => {
        try {
          const path = ownPath(text, base);
          expect(new URL(path, base).origin).toBe(base);
          expect(path.startsWith('//')).toBe(false);
        } catch (error) {
          expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
        }
      }),
    );
  });
});

describe('a link to another tenant', () => {
  const begin = (query: string, headers: Record<string, string>) =>
    http.inject({
      url: `/auth/login/oidc?${query}`,
      headers: { host: new URL(base).host, ...headers },
    });
  const session = { cookie: `arbiter_session=${sessionToken}` };
  const crossSite = { 'sec-fetch-site': 'cross-site' };

  test.each(['invitation=ai_1', 'tenant=beta'])(
    'of another site moves nobody who is signed in: %s',
    async (query) => {
      const refused = await begin(query, { ...session, ...crossSite });
      expect(refused.statusCode).toBe(403);
      expect(refused.headers['set-cookie']).toBeUndefined();
      expect(refused.json()).toMatchObject({ detail: expect.stringContaining('Sign out first') });
    },
  );

  test.each<[string, string, Record<string, string>]>([
    ['of another site, for who is not signed in', 'invitation=ai_1', crossSite],
    ['of an own page', 'tenant=beta', { ...session, 'sec-fetch-site': 'same-origin' }],
    ['that was typed', 'tenant=beta', { ...session, 'sec-fetch-site': 'none' }],
    ['to nowhere in particular', 'returnTo=/x', { ...session, ...crossSite }],
  ])('begins a sign-in %s', async (_whence, query, headers) => {
    expect((await begin(query, headers)).statusCode).toBe(302);
  });
});

test('who tries codes in vain is refused before the provider is asked', async () => {
  const door = fastify();
  door.setErrorHandler<Error>((error, _request, reply) =>
    sendProblem(reply, 'test', toAppError(error)),
  );
  const registry = { rest: async () => ({ status: 204, headers: {}, body: '' }) };
  const logger = testLogger();
  mountSignIn(door, { registry: () => registry, logger, settings: signInTestSettings() });
  const begun = await door.inject('/auth/login/oidc');
  const [cookie = ''] = String(begun.headers['set-cookie']).split(';');
  const state = new URL(String(begun.headers.location)).searchParams.get('state');
  const issuer = encodeURIComponent(oidc.url);
  const tryCode = async (code: string, remoteAddress: string) => {
    const url = `/auth/callback/oidc?code=${code}&state=${state}&iss=${issuer}`;
    return (await door.inject({ url, headers: { cookie }, remoteAddress })).statusCode;
  };
  for (let tried = 0; tried < 60; tried += 1) {
    expect(await tryCode(`c${tried}`, '192.0.2.1')).toBe(401);
  }
  expect(await tryCode('another', '192.0.2.1')).toBe(429);
  expect(await tryCode('another', '192.0.2.2')).toBe(401);
  await door.close();
});

test('what is sealed is opened with its secret alone, and unchanged', () => {
  const sealed = seal({ state: 's' }, { secret: 'one', atMs: 2 });
  expect(unseal(sealed, { secret: 'one', atMs: 1 })).toEqual({ state: 's' });
  expect(unseal(sealed, { secret: 'two', atMs: 1 })).toBeNull();
  fc.assert(
    fc.property(fc.nat(sealed.length - 2), fc.constantFrom(...'ABab01'), (at, character) => {
      fc.pre(sealed[at] !== character);
      const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
      expect(unseal(changed, { secret: 'one', atMs: 1 })).toBeNull();
    }),
  );
});

test('what is sealed ends, however long a browser keeps it', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (endsAtMs, nowMs) => {
      const sealed = seal({ state: 's' }, { secret: 'one', atMs: endsAtMs });
      const opened = unseal(sealed, { secret: 'one', atMs: nowMs });
      expect(opened).toEqual(nowMs < endsAtMs ? { state: 's' } : null);
    }),
  );
});

test('over TLS the cookies are bound to this very host', async () => {
  const secure = fastify();
  const settings = { ...signInTestSettings(), AUTH_BASE_URL: 'https://arbiter.lab.example' };
  mountSignIn(secure, { registry: () => undefined, logger: testLogger(), settings });
  const begun = await secure.inject('/auth/login/github');
  expect(begun.headers['set-cookie']).toMatch(
    /^__Host-arbiter_sign_in=\S+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
  );
  const ended = await secure.inject({ method: 'POST', url: '/auth/logout' });
  expect(ended.headers['set-cookie']).toMatch(/^__Host-arbiter_session=; Path=\/;.*; Secure$/);
  await secure.close();
});
