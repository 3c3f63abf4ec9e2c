/** Actor tokens: what was signed comes back, and everything else is UNAUTHENTICATED. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { SignJWT } from 'jose';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { actorTokenLifetimeSeconds, signActorToken, verifyActorToken } from './actor-token.ts';
import { parseSigningKey } from './signing-key.ts';

const key = parseSigningKey(Buffer.alloc(32, 1).toString('base64'));
const otherKey = parseSigningKey(Buffer.alloc(32, 2).toString('base64'));
const audience = 'registry';
const at = (seconds: number) => () => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000);
const clock = at(0);

const identity: RequestIdentity = {
  ...testIdentity('alpha', { name: 'Ada Žižka 🎲', email: 'ada@example.org' }),
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  clientAddress: '192.0.2.1',
  userAgent: 'curl/8',
};

const sign = (given = identity) => signActorToken(key, given, { audience, clock });
const verify = (token: string | undefined, seconds = 0) =>
  verifyActorToken(key, token, { audience, clock: at(seconds) });

const refusal = { code: 'UNAUTHENTICATED' };
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (encoded: string | undefined) =>
  JSON.parse(Buffer.from(encoded ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('a token', () => {
  test('gives back the identity that was signed, whole', async () => {
    expect(await verify(await sign())).toEqual(identity);
    const least = { actor: testIdentity().actor, requestId: 'r' };
    expect(await verify(await sign(least))).toEqual(least);
  });

  test('lives for its minute and the tolerance, and no longer', async () => {
    const token = await sign();
    await verify(token, actorTokenLifetimeSeconds - 1);
    await verify(token, actorTokenLifetimeSeconds + 4);
    await expect(verify(token, actorTokenLifetimeSeconds + 5)).rejects.toMatchObject(refusal);
  });

  test('is good for the subgraph it was made for only', async () => {
    const token = await signActorToken(key, identity, { audience: 'audit', clock });
    await expect(verify(token)).rejects.toMatchObject(refusal);
  });

  test('of another key is refused', async () => {
    const token = await signActorToken(otherKey, identity, { audience, clock });
    await expect(verify(token)).rejects.toMatchObject(refusal);
  });

  test.each([undefined, '', ' ', 'x', 'a.b', 'a.b.c', '..', 'null.null.null', 'é.é.é'])(
    'that is %j is refused',
    async (token) => {
      await expect(verify(token)).rejects.toMatchObject(refusal);
    },
  );

  test('says nothing of the reason to the caller, but to the log', async () => {
    const expired = verify(await sign(), 3_600);
    await expect(expired).rejects.toMatchObject({
      message: 'This subgraph takes calls from its gateway only.',
      details: {},
      internal: expect.stringContaining('exp'),
    });
  });
});

describe('a tampered token', () => {
  test('with any character changed is refused', async () => {
    const token = await sign();
    // All but the last character, which holds bits that stand for nothing.
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

  test('that claims another tenant or level under the old signature is refused', async () => {
    const [header, payload, signature] = (await sign()).split('.');
    const claims = read(payload);
    const changed = { ...identity, actor: { ...identity.actor, accessLevel: 'ADMIN' } };
    const forged = [header, part({ ...claims, identity: changed }), signature].join('.');
    await expect(verify(forged)).rejects.toMatchObject(refusal);
  });

  test.each([
    ['no algorithm', { alg: 'none' }, () => ''],
    ['no algorithm in capitals', { alg: 'None' }, () => ''],
    [
      'the public key as a shared secret',
      { alg: 'HS256' },
      (input: string) =>
        createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' }))
          .update(input)
          .digest('base64url'),
    ],
  ])('that says %s is refused', async (_, header, signatureOf) => {
    const [, payload] = (await sign()).split('.');
    const input = `${part({ ...header, typ: 'JWT' })}.${payload}`;
    await expect(verify(`${input}.${signatureOf(input)}`)).rejects.toMatchObject(refusal);
  });
});

describe('a token that is signed well but says too little or too much', () => {
  const claims = { identity, iss: 'arbiter-gateway', aud: audience, sub: 'u' };
  const now = Math.floor(clock().getTime() / 1000);
  const complete = { ...claims, iat: now, exp: now + 60 };
  const signClaims = (given: object) =>
    new SignJWT({ ...given }).setProtectedHeader({ alg: 'EdDSA' }).sign(key.privateKey);
  const without = (name: string) =>
    Object.fromEntries(Object.entries(complete).filter(([key]) => key !== name));
  const withActor = (change: object) => ({
    ...complete,
    identity: { ...identity, actor: { ...identity.actor, ...change } },
  });

  test('is the control: complete, it is accepted', async () => {
    expect(await verify(await signClaims(complete))).toEqual(identity);
  });

  test.each(['identity', 'iss', 'aud', 'sub', 'iat', 'exp'])('lacking %s', async (name) => {
    await expect(verify(await signClaims(without(name)))).rejects.toMatchObject(refusal);
  });

  test.each([
    ['another issuer', { ...complete, iss: 'somebody' }],
    ['a time to begin that is still to come', { ...complete, nbf: now + 3_600 }],
    ['an unknown access level', withActor({ accessLevel: 'ROOT' })],
    ['an unknown kind of actor', withActor({ kind: 'GOD' })],
    ['an empty id', withActor({ id: '' })],
    ['the tenant of all', withActor({ tenantId: '*' })],
    ['two tenants as one', withActor({ tenantId: 'a,b' })],
    ['all among the allowed tenants', withActor({ allowedTenants: ['*'] })],
    ['scopes that are no list', withActor({ scopes: '*' })],
    ['no request id', { ...complete, identity: { ...identity, requestId: '' } }],
    ['no actor', { ...complete, identity: { requestId: 'r' } }],
    ['text for an identity', { ...complete, identity: 'admin' }],
  ])('with %s', async (_, given) => {
    await expect(verify(await signClaims(given))).rejects.toMatchObject(refusal);
  });
});
