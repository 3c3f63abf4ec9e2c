/**
 * Tokens of an identity provider, against a real one on loopback: what is accepted, every claim that can
 * be wrong, keys that change, and a provider that is away.
 */
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { type TestProvider, startTestProvider } from './identity-provider.fixture.ts';
import { discoverKeys, readKeys } from './identity-provider.ts';
import { type JwtVerifierOptions, createJwtVerifier } from './jwt-verifier.ts';
import { fixedKeys, followedKeys } from './key-source.ts';
import { parseTokenKeys } from './token-keys.ts';

const logger = testLogger();
const begin = Date.parse('2026-01-01T00:00:00Z');
const seconds = begin / 1000;
let nowMs = begin;
const clock = () => new Date(nowMs);

let provider: TestProvider;
beforeEach(async () => {
  nowMs = begin;
  provider = await startTestProvider();
});
afterEach(async () => {
  await provider[Symbol.asyncDispose]();
});

const claims = (change: object = {}) => ({
  iss: provider.issuer,
  aud: 'arbiter',
  sub: 'ada',
  exp: seconds + 3_600,
  tenant_id: 'alpha',
  roles: ['user'],
  ...change,
});

function verifier(change: Partial<JwtVerifierOptions> = {}) {
  return createJwtVerifier({
    keys: followedKeys({ read: () => discoverKeys(provider.issuer), clock, logger }),
    issuer: provider.issuer,
    audience: ['arbiter', 'other'],
    claimNames: { tenant: 'tenant_id', roles: 'roles' },
    clock,
    ...change,
  });
}

const refusal = { code: 'UNAUTHENTICATED' };

test('a good token gives its caller, with the end of both', async () => {
  const given = claims({
    email: 'ada@example.org',
    name: 'Ada',
    scope: 'openid workflow:write',
    allowed_tenants: ['beta'],
    access_level: 'READ_CROSS',
  });
  expect(await verifier()(await provider.sign(given))).toEqual({
    actor: {
      kind: 'USER',
      id: 'ada',
      tenantId: 'alpha',
      accessLevel: 'READ_CROSS',
      scopes: ['workflow:write'],
      allowedTenants: ['beta'],
      name: 'Ada',
      email: 'ada@example.org',
    },
    expiresAt: new Date(begin + 3_605_000),
  });
});

test.each(['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'])('%s is accepted', async (alg) => {
  provider.rotate(alg);
  const verify = verifier();
  expect(await verify(await provider.sign(claims()))).toMatchObject({ actor: { id: 'ada' } });
});

describe('refused', () => {
  test.each<[string, object]>([
    ['another issuer', { iss: 'https://evil.example' }],
    ['no issuer', { iss: undefined }],
    ['another audience', { aud: 'somebody' }],
    ['no audience', { aud: undefined }],
    ['only other audiences', { aud: ['a', 'b'] }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['no end', { exp: undefined }],
    ['an end that is no number', { exp: 'tomorrow' }],
    ['an end that has come', { exp: seconds - 5 }],
    ['a beginning that has not', { nbf: seconds + 6 }],
    ['no tenant', { tenant_id: undefined }],
    ['an empty tenant', { tenant_id: '' }],
    ['the tenant of all', { tenant_id: '*' }],
    ['a tenant with a space', { tenant_id: 'a b' }],
    ['a tenant with a quote', { tenant_id: "a'b" }],
    ['a tenant that is a list', { tenant_id: ['alpha'] }],
    ['a bad tenant among the allowed', { allowed_tenants: ['beta', '*'] }],
    ['allowed tenants that are text', { allowed_tenants: 'beta' }],
    ['an unknown level', { access_level: 'ROOT' }],
    ['roles that are numbers', { roles: [1] }],
    ['scopes that are an object', { scopes: { all: true } }],
  ])('%s', async (_what, change) => {
    const token = await provider.sign(claims(change));
    await expect(verifier()(token)).rejects.toMatchObject(refusal);
  });

  test('a key that is not published, under the name of one that is', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const known = await provider.sign(claims());
    const { kid } = JSON.parse(Buffer.from(known.split('.')[0]!, 'base64url').toString()) as {
      kid: string;
    };
    const header = { alg: 'ES256', kid };
    const forged = await new SignJWT(claims()).setProtectedHeader(header).sign(privateKey);
    await expect(verifier()(forged)).rejects.toMatchObject(refusal);
  });

  test.each(['none', 'None', 'HS256', 'HS512', 'RS256', 'ES384', ''])(
    'a header that says %j over the same claims',
    async (alg) => {
      const token = await provider.sign(claims());
      const [header, payload] = token.split('.');
      const { kid } = JSON.parse(Buffer.from(header!, 'base64url').toString()) as { kid: string };
      const input = `${Buffer.from(JSON.stringify({ alg, kid })).toString('base64url')}.${payload}`;
      const secret = provider.publicKey.export({ type: 'spki', format: 'pem' });
      const signatures = [
        '',
        token.split('.')[2]!,
        createHmac('sha256', secret).update(input).digest('base64url'),
      ];
      const verify = verifier();
      for (const signature of signatures) {
        await expect(verify(`${input}.${signature}`)).rejects.toMatchObject(refusal);
      }
    },
  );

  test.each(['', 'x', 'a.b', 'a.b.c', '..', '.'.repeat(100), 'e30.e30.e30', 'é.é.é'])(
    'what is no token: %j',
    async (token) => {
      await expect(verifier()(token)).rejects.toMatchObject(refusal);
    },
  );

  test('a token with any character changed', async () => {
    const token = await provider.sign(claims());
    const verify = verifier();
    await verify(token);
    const places = fc.nat(token.length - 2);
    const characters = fc.constantFrom(...'ABCDwxyz0189-_.');
    await fc.assert(
      fc.asyncProperty(places, characters, async (place, character) => {
        fc.pre(token[place] !== character);
        const tampered = token.slice(0, place) + character + token.slice(place + 1);
        await expect(verify(tampered)).rejects.toMatchObject(refusal);
      }),
    );
  });

  test('claims of any shape: a caller with a valid tenant, or nobody', async () => {
    const names = [
      'tenant_id',
      'roles',
      'scope',
      'scopes',
      'access_level',
      'allowed_tenants',
      'sub',
    ];
    const verify = verifier();
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 2 })),
        async (change) => {
          const token = await provider.sign(claims(change));
          const caller = await verify(token).catch((error: unknown) => {
            expect(error).toMatchObject(refusal);
            return null;
          });
          if (!caller) return;
          expect(caller.actor.tenantId).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]*$/);
          expect(Array.isArray(caller.actor.scopes)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('time', () => {
  test('clocks may differ by five seconds, and by no more', async () => {
    const token = await provider.sign(claims({ exp: seconds + 60, nbf: seconds + 5 }));
    const verify = verifier();
    await verify(token);
    nowMs = begin + 64_000;
    await verify(token);
    nowMs = begin + 65_000;
    await expect(verify(token)).rejects.toMatchObject({ message: 'The token has expired.' });
  });

  test('a token that is known is known as the same caller, and no longer than it lives', async () => {
    const token = await provider.sign(claims({ exp: seconds + 120 }));
    const verify = verifier();
    const first = await verify(token);
    expect(await verify(token)).toBe(first);
    nowMs = begin + 125_000;
    await expect(verify(token)).rejects.toMatchObject(refusal);
  });
});

describe('keys that change', () => {
  test('a new key is found when its first token comes; the provider is not asked for each', async () => {
    const verify = verifier();
    await verify(await provider.sign(claims()));
    expect(provider.keyRequests()).toBe(1);
    provider.rotate();
    const unknown = await provider.sign(claims());
    // Within the cooldown it is not asked: anybody can name keys that there are not.
    await expect(verify(unknown)).rejects.toMatchObject(refusal);
    expect(provider.keyRequests()).toBe(1);
    nowMs += 30_000;
    await verify(unknown);
    expect(provider.keyRequests()).toBe(2);
  });

  test('many tokens at once ask once', async () => {
    const verify = verifier();
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, index) => provider.sign(claims({ sub: `user-${index}` }))),
    );
    await Promise.all(tokens.map((token) => verify(token)));
    expect(provider.keyRequests()).toBe(1);
  });

  test('a key that was withdrawn is not good for ever', async () => {
    const keys = followedKeys({ read: () => discoverKeys(provider.issuer), clock, logger });
    const verify = verifier({ keys });
    const token = await provider.sign(claims({ exp: seconds + 36_000 }));
    await verify(token);
    const hint = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as {
      alg: string;
      kid: string;
    };
    provider.withdraw(hint.kid);
    provider.rotate();
    nowMs += 10 * 60_000;
    // The keys are read behind this request, which does not wait for it.
    await verify(token);
    while ((await keys(hint)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    nowMs += 5 * 60_000;
    await expect(verify(token)).rejects.toMatchObject(refusal);
  });
});

describe('a provider that is away', () => {
  const away = { code: 'UNAVAILABLE', details: { retryAfter: 2 } };
  test.each<[string, Parameters<TestProvider['misbehave']>[0]]>([
    ['breaks off', (response) => response.destroy()],
    ['fails', (response) => response.writeHead(500).end()],
    ['has moved', (response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['says no JSON', (response) => response.end('<html>')],
    ['says something else', (response) => response.end('{"keys":"none"}')],
    ['has no keys', (response) => response.end('{"keys":[]}')],
    ['never ends', (response) => response.write('x'.repeat(600 * 1024))],
  ])('that %s: UNAVAILABLE, not a refusal; then it is asked again', async (_what, fault) => {
    const keys = followedKeys({ read: () => readKeys(provider.jwksUrl), clock, logger });
    const verify = verifier({ keys });
    const token = await provider.sign(claims());
    provider.misbehave(fault);
    await expect(verify(token)).rejects.toMatchObject(away);
    const asked = provider.keyRequests();
    await expect(verify(token)).rejects.toMatchObject(away);
    expect(provider.keyRequests()).toBe(asked);
    provider.misbehave(null);
    nowMs += 2_000;
    await verify(token);
  });

  test('changes nothing for keys that are known, for a day', async () => {
    const verify = verifier();
    const far = { exp: seconds + 10 * 86_400 };
    await verify(await provider.sign(claims()));
    provider.misbehave((response) => response.destroy());
    nowMs += 23 * 60 * 60_000;
    await verify(await provider.sign(claims({ ...far, sub: 'bob' })));
    provider.rotate();
    nowMs += 60_000;
    // It may be signed by a key that is new.
    await expect(verify(await provider.sign(claims(far)))).rejects.toMatchObject(away);
    nowMs += 2 * 60 * 60_000;
    await expect(verify(await provider.sign(claims(far)))).rejects.toMatchObject(away);
  });

  test.each(['http://id.lab.example/keys', 'http://127.0.0.1.lab.example/keys', 'ftp://a/keys'])(
    'or has its keys at %s, where others can change them on the way: they are not read',
    async (jwks_uri) => {
      provider.describe({ jwks_uri });
      await expect(discoverKeys(provider.issuer)).rejects.toThrow(/https:/);
    },
  );

  test('or calls itself otherwise: its keys are not taken', async () => {
    provider.describe({ issuer: 'https://evil.example' });
    const token = await provider.sign(claims());
    await expect(verifier()(token)).rejects.toMatchObject(away);
  });
});

describe('a key that is given', () => {
  const pem = () => provider.publicKey.export({ type: 'spki', format: 'pem' });

  test('needs nobody to be asked, and no name', async () => {
    const keys = fixedKeys(parseTokenKeys(pem()));
    await verifier({ keys, issuer: undefined })(await provider.sign(claims({ iss: 'any' })));
    expect(provider.keyRequests()).toBe(0);
  });

  test('may be one of several, in any form', async () => {
    const old = pem();
    provider.rotate();
    const jwk = provider.publicKey.export({ format: 'jwk' });
    const token = await provider.sign(claims());
    const forms = [
      `${old}${pem()}`,
      pem().replaceAll('\n', String.raw`\n`),
      JSON.stringify(jwk),
      JSON.stringify({ keys: [jwk] }),
    ];
    for (const form of forms) await verifier({ keys: fixedKeys(parseTokenKeys(form)) })(token);
    await expect(verifier({ keys: fixedKeys(parseTokenKeys(old)) })(token)).rejects.toMatchObject(
      refusal,
    );
  });

  const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
  const ed = generateKeyPairSync('ed25519');
  test.each<[string, string]>([
    ['nothing', ''],
    ['a word', 'hush'],
    ['a shared secret', JSON.stringify({ kty: 'oct', k: 'aHVzaA' })],
    ['a private key', ed.privateKey.export({ type: 'pkcs8', format: 'pem' })],
    ['a private JWK', JSON.stringify(ed.privateKey.export({ format: 'jwk' }))],
    ['a key too short', rsa(1_024).publicKey.export({ type: 'spki', format: 'pem' })],
    ['an empty set', '{"keys":[]}'],
    [
      'a key that signs no tokens',
      generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'pem' }),
    ],
  ])('is not %s', (_what, text) => {
    expect(() => parseTokenKeys(text)).toThrow();
  });
});
