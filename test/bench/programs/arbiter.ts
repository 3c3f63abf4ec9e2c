/**
 * Our gateway: over the given subgraphs, or with all four in its own process; in production mode with what
 * that needs, and with the token that its clients have to show.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { readLauncherSettings } from '@arbiter/launcher/config.ts';
import { launch } from '@arbiter/launcher/launch.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { announce, stringArgument } from './program.ts';

const urls = JSON.parse(stringArgument('urls')) as Record<string, string>;
const remote = Object.entries(urls).map(([name, url]) => [`${name.toUpperCase()}_URL`, url]);
const isProduction = stringArgument('mode') === 'production';
const issuer = generateKeyPairSync('ed25519');
let statements = 0;

const server = await launch(
  readLauncherSettings({
    PORT: '0',
    ARBITER_DATA_DIR: stringArgument('data'),
    DATABASE_URL: stringArgument('database'),
    ...Object.fromEntries(remote),
    ...(isProduction ? securitySettings() : {}),
  }),
  {
    logger: createLogger({ level: 'error', service: 'bench' }),
    onQuery: () => void (statements += 1),
  },
);
const headers = isProduction ? { authorization: `Bearer ${await memberToken()}` } : {};
announce({ url: server.url, headers }, () => ({ statements }));

function securitySettings(): Record<string, string> {
  return {
    ARBITER_MODE: 'production',
    // Counted as in production, by one who asks more often than anybody may.
    RATE_LIMIT_PER_MINUTE: '1000000000',
    RATE_LIMIT_PER_HOUR: '1000000000',
    RATE_LIMIT_PER_DAY: '1000000000',
    RATE_LIMIT_TENANT_PER_MINUTE: '1000000000',
    RATE_LIMIT_TENANT_PER_HOUR: '1000000000',
    RATE_LIMIT_TENANT_PER_DAY: '1000000000',
    ARBITER_SIGNING_KEY: randomBytes(32).toString('base64'),
    AUTH_PUBLIC_KEY: issuer.publicKey.export({ type: 'spki', format: 'pem' }),
    AUTH_OIDC_ISSUER: 'https://id.lab.example',
    AUTH_AUDIENCE: 'arbiter',
    AUTH_UNKNOWN_TENANTS: 'accept',
  };
}

/** Of a member of the tenant that the seed fills. */
function memberToken(): Promise<string> {
  return new SignJWT({ sub: 'bench', aud: 'arbiter', tenant_id: 'default', roles: ['user'] })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer('https://id.lab.example')
    .setExpirationTime('1 day')
    .sign(issuer.privateKey);
}
