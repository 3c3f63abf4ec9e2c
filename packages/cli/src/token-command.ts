/**
 * `arbiter token …`: JWTs without a provider. The installation's operator makes a key pair, gives the
 * server the public half (AUTH_PUBLIC_KEY) and signs tokens with the other one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, importPKCS8 } from 'jose';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { CliError } from './cli-error.ts';
import type { CliOutput } from './cli-streams.ts';

/** A token cannot be revoked; a day is as long as one should be good for. */
const maxMinutes = 24 * 60;
/** Only its owner reads it. */
const privateMode = 0o600;

/** Writes the private key to the file and prints the public one as a line of settings. */
export function printKeyPair({ out }: { readonly out: string }, { show, note }: CliOutput): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  try {
    writeFileSync(out, pem, { mode: privateMode, flag: 'wx' });
  } catch (error) {
    throw new CliError(`${out} cannot be written, or exists; give another --out.`, {
      cause: error,
    });
  }
  const text = publicKey.export({ type: 'spki', format: 'pem' }).trim();
  // In one line, as files of settings want it.
  show(`AUTH_PUBLIC_KEY=${JSON.stringify(text)}`, { AUTH_PUBLIC_KEY: text, privateKey: out });
  note(`Private key: ${out}. Next: arbiter token sign --key ${out} --tenant <id>`);
  note(
    'Production mode needs AUTH_OIDC_ISSUER and AUTH_AUDIENCE too: sign with these as --issuer and --audience.',
  );
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
