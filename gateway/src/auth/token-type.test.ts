/** Goal: of what a provider signs, access tokens open the door and nothing else. Method: a real provider. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { type TestProvider, startTestProvider } from './identity-provider.fixture.ts';
import { readKeys } from './identity-provider.ts';
import { type JwtVerifier, createJwtVerifier } from './jwt-verifier.ts';
import { fixedKeys } from './key-source.ts';

let provider: TestProvider;
let verify: JwtVerifier;
beforeAll(async () => {
  provider = await startTestProvider();
  verify = createJwtVerifier({
    keys: fixedKeys(await readKeys(provider.jwksUrl)),
    audience: ['arbiter'],
    claimNames: { tenant: 'tenant_id', roles: 'roles' },
    clock: systemClock,
  });
});
afterAll(async () => {
  await provider[Symbol.asyncDispose]();
});

function sign(change: object, header: object) {
  const exp = Math.floor(systemClock().getTime() / 1000) + 60;
  return provider.sign({ aud: 'arbiter', sub: 'ada', exp, tenant_id: 'alpha', ...change }, header);
}

const refusal = { code: 'UNAUTHENTICATED', reason: 'type' };

describe('the type of the header', () => {
  test.each([
    {},
    ...['JWT', 'jwt', 'application/jwt', 'Application/JWT'].map((typ) => ({ typ })),
    ...['at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/At+Jwt'].map((typ) => ({ typ })),
  ])('%j is accepted', async (header) => {
    expect(await verify(await sign({}, header))).toMatchObject({ actor: { id: 'ada' } });
  });

  test.each([
    ...['logout+jwt', 'application/logout+jwt', 'LOGOUT+JWT', 'dpop+jwt', 'secevent+jwt'],
    ...['oauth-authz-req+jwt', 'token-introspection+jwt', 'kb+jwt', 'JOSE'],
    ...['JWT ', 'text/jwt', 'application/application/jwt', '', 7, null, ['at+jwt']],
  ])('%j is refused', async (typ) => {
    await expect(verify(await sign({}, { typ }))).rejects.toMatchObject(refusal);
  });
});

describe('a token that says it is just a JWT', () => {
  test.each<[string, object]>([
    ['tells of events', { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }],
    ['has the hash of an access token', { at_hash: 'x' }],
    ['has the hash of a code', { c_hash: 'x' }],
  ])('and %s is refused', async (_what, change) => {
    await expect(verify(await sign(change, { typ: 'JWT' }))).rejects.toMatchObject(refusal);
  });
});
