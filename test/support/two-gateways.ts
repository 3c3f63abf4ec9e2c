/**
 * Two gateways, the second in a process of its own, over the same subgraphs and one Redis, which carries
 * the events, keeps persisted queries and counts for the rate limits. People of any tenant come with
 * tokens of the test's own key pair.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { parseSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { startSubgraphServer } from '@arbiter/server/subgraph/http-server.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { startRedis } from '@arbiter/testkit/bus-servers.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { startArbiter } from './arbiter-process.ts';
import { type Constellation, startConstellation } from './constellation.ts';

export interface TwoGateways extends AsyncDisposable {
  readonly world: Constellation;
  readonly urls: readonly [string, string];
  /** Of a person of the tenant who has every role that is not for operators. */
  token(tenant: string, person?: string): Promise<string>;
}

const issuer = 'https://id.lab.example';

/** `env`: settings of both gateways. */
export async function startTwoGateways(
  env: Readonly<Record<string, string>> = {},
): Promise<TwoGateways> {
  await using starting = new AsyncDisposableStack();
  const redis = starting.use(await startRedis());
  const pair = generateKeyPairSync('ed25519');
  const signingKey = randomBytes(32).toString('base64');
  const settings = {
    ...env,
    REDIS_URL: redis.url,
    ARBITER_SIGNING_KEY: signingKey,
    AUTH_PUBLIC_KEY: pair.publicKey.export({ type: 'spki', format: 'pem' }),
    AUTH_OIDC_ISSUER: issuer,
    AUTH_AUDIENCE: 'arbiter',
    AUTH_UNKNOWN_TENANTS: 'accept',
  };
  const world = starting.use(await startConstellation(settings));
  const urls: Record<string, string> = {};
  const shared = { keys: [parseSigningKey(signingKey)], clock: systemClock, logger: testLogger() };
  for (const subgraph of world.server.subgraphs) {
    const place = { host: '127.0.0.1', port: 0, metrics: createMetrics() };
    const server = starting.use(await startSubgraphServer({ subgraph, ...shared, ...place }));
    urls[`${subgraph.name.toUpperCase()}_URL`] = server.url;
  }
  const command = [process.execPath, 'packages/launcher/src/main.ts'] as const;
  const second = starting.use(await startArbiter({ command, env: { ...settings, ...urls } }));
  const resources = starting.move();
  return {
    world,
    urls: [world.url, second.url],
    token: (tenant, person = 'ada') =>
      new SignJWT({ aud: 'arbiter', sub: person, tenant_id: tenant, roles: ['user'] })
        .setIssuer(issuer)
        .setProtectedHeader({ alg: 'EdDSA' })
        .setExpirationTime('5 minutes')
        .sign(pair.privateKey),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
