/**
 * `arbiter token …`: JWTs without a provider. The installation's operator makes a key pair, gives the
 * server the public half (AUTH_PUBLIC_KEY) and signs tokens with the other one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, importPKCS8 } from 'jose';
import { urlSetting } from '@arbiter/server/config/env.ts';
import { isLoopbackHost } from '@arbiter/server/config/settings.ts';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { CliError } from './cli-error.ts';
import type { CliOutput } from './cli-streams.ts';

/** A token cannot be revoked; a day is as long as one should be good for. */
const maxMinutes = 24 * 60;
/** What the server takes as its issuer; anything else would stop its start. */
const issuerSetting = urlSetting('https:', 'http:').refine(
  (value) => !value.startsWith('http:') || isLoopbackHost(new URL(value).hostname),
  'must be a URL starting with https:// (http:// on loopback only)',
);
/** Only its owner reads it. */
const privateMode = 0o600;

/** What tokens say of themselves unless told otherwise, and the server's settings with it. */
export const usualToken = {
  /** A URL, as the server asks of an issuer. Of a domain that nobody can have (RFC 2606, section 2). */
  issuer: 'https://arbiter-cli.invalid',
  audience: 'arbiter',
} as const;

export interface KeyPairOptions {
  readonly out: string;
  readonly issuer: string;
  readonly audience: string;
}

/**
 * Writes the private key to the file and prints the settings by which a server accepts what it signs, a line
 * each.
 */
export function printKeyPair(
  { out, issuer, audience }: KeyPairOptions,
  { show, note }: CliOutput,
): void {
  const address = issuerSetting.safeParse(issuer);
  if (!address.success)
    throw new CliError(`--issuer ${issuer} ${address.error.issues[0]?.message}.`);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  try {
    writeFileSync(out, pem, { mode: privateMode, flag: 'wx' });
  } catch (error) {
    throw new CliError(`${out} cannot be written, or exists; give another --out.`, {
      cause: error,
    });
  }
  const settings = {
    AUTH_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }).trim(),
    AUTH_OIDC_ISSUER: issuer,
    AUTH_AUDIENCE: audience,
  };
  // Each in one line, as files of settings want it.
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  show(lines.join('\n'), { ...settings, privateKey: out });
  note(`Private key: ${out}. Next: ${signCommand({ out, issuer, audience })}`);
}

/** The command whose tokens the printed settings accept. */
function signCommand({ out, issuer, audience }: KeyPairOptions): string {
  const sign = `arbiter token sign --key ${out} --tenant <id>`;
  const ofIssuer = issuer === usualToken.issuer ? '' : ` --issuer ${issuer}`;
  const ofAudience = audience === usualToken.audience ? '' : ` --audience ${audience}`;
  return `${sign}${ofIssuer}${ofAudience}`;
}

export interface TokenOptions {
  readonly key: string;
  readonly tenant: string;
  readonly subject: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly audience: string;
  readonly issuer: string;
  readonly minutes: number;
}

/** Prints a token with the claims that the gateway reads. */
export async function printToken(
  { key, tenant, subject, roles, scopes, audience, issuer, minutes }: TokenOptions,
  { show, note }: CliOutput,
): Promise<void> {
  if (!isTenantId(tenant)) throw new CliError(`--tenant ${tenant} cannot name a tenant.`);
  if (!(minutes > 0 && minutes <= maxMinutes)) {
    throw new CliError(`--minutes must be 1 to ${maxMinutes}; a token cannot be revoked.`);
  }
  const now = Math.floor(systemClock().getTime() / 1000);
  const end = now + Math.round(minutes * 60);
  const token = await new SignJWT({ tenant_id: tenant, roles, scopes })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(end)
    .sign(await readPrivateKey(key));
  show(token, { token, tenantId: tenant, expiresAt: new Date(end * 1000).toISOString() });
  note(`Good for ${minutes} minutes; it cannot be revoked.`);
}

async function readPrivateKey(file: string) {
  try {
    return await importPKCS8(readFileSync(file, 'utf8'), 'EdDSA');
  } catch (error) {
    throw new CliError(
      `${file} holds no private key; make one with: arbiter token keys --out ${file}`,
      {
        cause: error,
      },
    );
  }
}
