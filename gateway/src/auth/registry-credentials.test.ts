/**
 * API keys, sessions and tenants, asked of a registry behind HTTP: what is kept and for how long, and a
 * registry that is away.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import { httpSource } from '../subgraphs/http-source.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { credentialOf } from './credential.ts';
import { type FakeRegistry, startFakeRegistry } from './fake-registry.fixture.ts';
import { type RegistryCredentials, createRegistryCredentials } from './registry-credentials.ts';

let nowMs: number;
let registry: FakeRegistry;
let source: SubgraphSource | undefined;
let credentials: RegistryCredentials;
const clock = () => new Date(nowMs);

beforeEach(async () => {
  nowMs = Date.parse('2026-01-01T00:00:00Z');
  registry = await startFakeRegistry();
  const { url, signingKey: key } = registry;
  source = httpSource({ name: 'registry', url, key, clock: systemClock });
  credentials = createRegistryCredentials({ registry: () => source, clock });
});
afterEach(async () => {
  await source?.close();
  await registry[Symbol.asyncDispose]();
});

const resolve = (token: string, clientAddress?: string) =>
  credentials.resolve(credentialOf({ authorization: `Bearer ${token}` })!, clientAddress);

describe('an API key or a session', () => {
  test('stands for the actor that the registry says; only the hash of the token is sent', async () => {
    const actor = testActor('alpha', { name: 'Ada', scopes: ['lineage:write'] });
    for (const prefix of ['ak', 'as'] as const) {
      const token = registry.issue(prefix, actor);
      expect(await resolve(token)).toEqual({
        actor,
        expiresAt: null,
        credentialId: expect.stringMatching(/^credential-/),
      });
      expect(JSON.stringify(registry.questions)).not.toContain(token);
    }
    expect(registry.questions).toMatchObject([{ kind: 'API_KEY' }, { kind: 'SESSION' }]);
    expect(registry.callers[0]?.actor).toMatchObject({ kind: 'SERVICE', id: 'gateway' });
  });

  test('that is revoked is good for 15 s at most, and is asked about once until then', async () => {
    const token = registry.issue('ak', testActor('alpha'));
    await Promise.all(Array.from({ length: 10 }, () => resolve(token)));
    registry.revoke(token);
    nowMs += 14_999;
    expect(await resolve(token)).toMatchObject({ actor: { tenantId: 'alpha' } });
    expect(registry.questions).toHaveLength(1);
    nowMs += 1;
    expect(await resolve(token)).toBeNull();
  });

  test('that is unknown is asked about again after two seconds', async () => {
    const token = `ak_${'y'.repeat(43)}`;
    for (let each = 0; each < 5; each += 1) expect(await resolve(token)).toBeNull();
    expect(registry.questions).toHaveLength(1);
    nowMs += 2_000;
    await resolve(token);
    expect(registry.questions).toHaveLength(2);
  });

  test('ends at its time, also while it is kept', async () => {
    const token = registry.issue('as', testActor('alpha'), new Date(nowMs + 3_000));
    expect(await resolve(token)).toMatchObject({ expiresAt: new Date(nowMs + 3_000) });
    nowMs += 3_000;
    expect(await resolve(token)).toBeNull();
  });

  test.each([500, 503, 401, 403, 302])(
    'a registry that answers %d has not said that it is unknown',
    async (status) => {
      const token = registry.issue('ak', testActor('alpha'));
      registry.fail(status);
      await expect(resolve(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      registry.fail(null);
      expect(await resolve(token)).not.toBeNull();
    },
  );

  test('no registry, or one that is away longer than the answer is kept: UNAVAILABLE', async () => {
    const token = registry.issue('ak', testActor('alpha'));
    await resolve(token);
    registry.fail(503);
    nowMs += 15_000;
    await expect(resolve(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await source?.close();
    source = undefined;
    await expect(resolve(token)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: { retryAfter: expect.any(Number) },
    });
  });
});

describe('a tenant', () => {
  test('is there or not, and known for 15 s', async () => {
    registry.tenants.add('alpha');
    expect(await credentials.tenant('alpha')).toEqual({
      tenantId: 'alpha',
      isActive: true,
      rateLimits: { perMinute: null, perHour: null, perDay: null, operations: {} },
    });
    expect(await credentials.tenant('beta')).toBeNull();
    registry.tenants.delete('alpha');
    nowMs += 15_000;
    expect(await credentials.tenant('alpha')).toBeNull();
  });

  test('that is known stays so for an hour while the registry is away; an unknown one is not guessed', async () => {
    registry.tenants.add('alpha');
    await credentials.tenant('alpha');
    registry.fail(503);
    nowMs += 59 * 60_000;
    expect(await credentials.tenant('alpha')).not.toBeNull();
    await expect(credentials.tenant('beta')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    nowMs += 60_000;
    await expect(credentials.tenant('alpha')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('an address that tries keys which nobody has', () => {
  const guess = (index: number) => `ak_${String(index).padStart(43, 'z')}`;
  const tryMany = async (address: string) => {
    for (let index = 0; index < 60; index += 1) {
      expect(await resolve(guess(index), address)).toBeNull();
    }
  };
  const refusal = { code: 'RATE_LIMITED', details: { retryAfter: 60 } };

  test('is refused after sixty in a minute, before the registry is asked', async () => {
    await tryMany('192.0.2.1');
    const asked = registry.questions.length;
    await expect(resolve(guess(60), '192.0.2.1')).rejects.toMatchObject(refusal);
    expect(registry.questions).toHaveLength(asked);
    expect(await resolve(guess(60), '192.0.2.2')).toBeNull();
    nowMs += 60_000;
    expect(await resolve(guess(60), '192.0.2.1')).toBeNull();
  });

  test('of IPv6 is all of its network', async () => {
    await tryMany('2001:db8::1');
    await expect(resolve(guess(60), '2001:db8::ffff:2')).rejects.toMatchObject(refusal);
    expect(await resolve(guess(60), '2001:db8:0:1::1')).toBeNull();
  });

  test('shuts out nobody there whose key was good before', async () => {
    const key = registry.issue('ak', testActor('alpha'));
    expect(await resolve(key, '192.0.2.1')).not.toBeNull();
    await tryMany('192.0.2.1');
    nowMs += 20_000;
    expect(await resolve(key, '192.0.2.1')).not.toBeNull();
  });

  test('may try one and the same as often as it likes', async () => {
    for (let times = 0; times < 20; times += 1) {
      expect(await resolve(guess(1), '192.0.2.1')).toBeNull();
      nowMs += 2_500;
    }
    for (let index = 2; index < 20; index += 1) {
      expect(await resolve(guess(index), '192.0.2.1')).toBeNull();
    }
  });
});
