/** Actor tokens: what was signed comes back, and everything else is UNAUTHENTICATED. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { SignJWT } from 'jose';
import { gatewayActor } from '@arbiter/kernel/actor/actor.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import {
  actorTokenLifetimeSeconds,
  actorTokenReuseSeconds,
  createActorSigner,
  createActorVerifier,
  signActorToken,
} from './actor-token.ts';
import { parseSigningKey } from './signing-key.ts';

const key = parseSigningKey(Buffer.alloc(32, 1).toString('base64'));
const otherKey = parseSigningKey(Buffer.alloc(32, 2).toString('base64'));
const audience = 'registry';
const at = (seconds: number) => () => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000);
const clock = at(0);

const actor = testActor('alpha', { name: 'Ada Žižka 🎲', email: 'ada@example.org' });

const sign = (given = actor) => signActorToken(key, given, { audience, clock });
const verify = (token: string | undefined, seconds = 0) =>
  createActorVerifier([key], { audience, clock: at(seconds) })(token);

const refusal = { code: 'UNAUTHENTICATED' };
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (encoded: string | undefined) =>
  JSON.parse(Buffer.from(encoded ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('a token', () => {
  test('gives back the actor that was signed, whole', async () => {
    expect(await verify(sign())).toEqual(actor);
    const least = testActor('beta');
    expect(await verify(sign(least))).toEqual(least);
    const nobody = testActor('alpha', { isAnonymous: true });
    expect(await verify(sign(nobody))).toEqual(nobody);
    const gateway = gatewayActor('alpha');
    expect(await verify(sign(gateway))).toEqual(gateway);
  });

  test('lives for its minute and the tolerance, and no longer', async () => {
    const token = sign();
    await verify(token, actorTokenLifetimeSeconds - 1);
    await verify(token, actorTokenLifetimeSeconds + 4);
    await expect(verify(token, actorTokenLifetimeSeconds + 5)).rejects.toMatchObject(refusal);
  });

  test('is good for the subgraph it was made for only', async () => {
    const token = signActorToken(key, actor, { audience: 'audit', clock });
    await expect(verify(token)).rejects.toMatchObject(refusal);
  });

  test('of another key is refused', async () => {
    const token = signActorToken(otherKey, actor, { audience, clock });
    await expect(verify(token)).rejects.toMatchObject(refusal);
  });

  test.each([undefined, '', ' ', 'x', 'a.b', 'a.b.c', '..', 'null.null.null', 'é.é.é'])(
    'that is %j is refused',
    async (token) => {
      await expect(verify(token)).rejects.toMatchObject(refusal);
    },
  );

  test('says nothing of the reason to the caller, but to the log', async () => {
    const expired = verify(sign(), 3_600);
    await expect(expired).rejects.toMatchObject({
      message: 'This subgraph takes calls from its gateway only.',
      details: {},
      internal: expect.stringContaining('exp'),
    });
  });
});

describe('a tampered token', () => {
  test('with any character changed is refused', async () => {
    const token = sign();
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
    const [header, payload, signature] = sign().split('.');
    const claims = read(payload);
    const changed = { ...actor, accessLevel: 'ADMIN' };
    const forged = [header, part({ ...claims, actor: changed }), signature].join('.');
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
    const [, payload] = sign().split('.');
    const input = `${part({ ...header, typ: 'JWT', kid: key.kid })}.${payload}`;
    await expect(verify(`${input}.${signatureOf(input)}`)).rejects.toMatchObject(refusal);
  });
});

describe('a token that is signed well but says too little or too much', () => {
  const claims = { actor, iss: 'arbiter-gateway', aud: audience, sub: 'u' };
  const now = Math.floor(clock().getTime() / 1000);
  const complete = { ...claims, iat: now, exp: now + 60 };
  const signClaims = (given: object, header: object = { kid: key.kid }) =>
    new SignJWT({ ...given }).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(key.privateKey);
  const without = (name: string) =>
    Object.fromEntries(Object.entries(complete).filter(([key]) => key !== name));
  const withActor = (change: object) => ({ ...complete, actor: { ...actor, ...change } });

  test('is the control: complete, it is accepted', async () => {
    expect(await verify(await signClaims(complete))).toEqual(actor);
  });

  test.each(['actor', 'iss', 'aud', 'sub', 'iat', 'exp'])('lacking %s', async (name) => {
    await expect(verify(await signClaims(without(name)))).rejects.toMatchObject(refusal);
  });

  test.each([{}, { kid: otherKey.kid }, { kid: '' }])('with the header %j', async (header) => {
    await expect(verify(await signClaims(complete, header))).rejects.toMatchObject(refusal);
  });

  test.each([
    ['another issuer', { ...complete, iss: 'somebody' }],
    ['a time to begin that is still to come', { ...complete, nbf: now + 3_600 }],
    ['a life of more than its minute', { ...complete, exp: now + actorTokenLifetimeSeconds + 1 }],
    ['a life of years', { ...complete, exp: now + 1e9 }],
    ['a time of making that is still to come', { ...complete, iat: now + 30, exp: now + 90 }],
    ['an age that only a long life would allow', { ...complete, iat: now - 3_600, exp: now + 60 }],
    ['an unknown access level', withActor({ accessLevel: 'ROOT' })],
    ['an unknown kind of actor', withActor({ kind: 'GOD' })],
    ['an empty id', withActor({ id: '' })],
    ['a gateway that is none', withActor({ isGateway: false })],
    ['the tenant of all', withActor({ tenantId: '*' })],
    ['two tenants as one', withActor({ tenantId: 'a,b' })],
    ['all among the allowed tenants', withActor({ allowedTenants: ['*'] })],
    ['scopes that are no list', withActor({ scopes: '*' })],
    ['no actor', { ...complete, actor: null }],
    ['text for an actor', { ...complete, actor: 'admin' }],
  ])('with %s', async (_, given) => {
    await expect(verify(await signClaims(given))).rejects.toMatchObject(refusal);
  });
});

describe('tokens that are used again', () => {
  let seconds = 0;
  const moving = () => at(seconds)();
  const options = { audience, clock: moving };

  test('an actor keeps its token for half of its life, and each actor has its own', () => {
    seconds = 0;
    const signer = createActorSigner(key, options);
    const other = testActor('beta');
    const token = signer(actor);
    expect(signer(other)).not.toBe(token);
    seconds = actorTokenReuseSeconds - 1;
    expect(signer(actor)).toBe(token);
    seconds = actorTokenReuseSeconds;
    expect(signer(actor)).not.toBe(token);
    // An equal actor may have come by another credential.
    expect(signer({ ...actor })).not.toBe(token);
  });

  test('a token that is known is refused from the instant at which a new one would be', async () => {
    seconds = 0;
    const token = sign();
    const verifier = createActorVerifier([key], options);
    const first = await verifier(token);
    seconds = actorTokenLifetimeSeconds + 4;
    expect(await verifier(token)).toBe(first);
    seconds = actorTokenLifetimeSeconds + 5;
    await expect(verifier(token)).rejects.toMatchObject(refusal);
  });

  test('what is known by its text opens nothing under another text', async () => {
    seconds = 0;
    const token = sign();
    const verifier = createActorVerifier([key], options);
    await verifier(token);
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 2), async (place) => {
        const changed = token[place] === 'A' ? 'B' : 'A';
        const tampered = token.slice(0, place) + changed + token.slice(place + 1);
        await expect(verifier(tampered)).rejects.toMatchObject(refusal);
      }),
      { numRuns: 50 },
    );
  });
});

test('a key that follows another: tokens of both are good until the old one is taken away', async () => {
  const both = createActorVerifier([otherKey, key], { audience, clock });
  const tokens = [key, otherKey].map((each) => signActorToken(each, actor, { audience, clock }));
  for (const token of tokens) expect(await both(token)).toEqual(actor);
  const onlyNew = createActorVerifier([otherKey], { audience, clock });
  await expect(onlyNew(tokens[0])).rejects.toMatchObject(refusal);
  expect(await onlyNew(tokens[1])).toEqual(actor);
});
