/**
 * Cookies of signing in. What a sign-in needs when the person comes back travels sealed in a cookie of
 * their browser, so that any instance of the gateway can finish what another one began, and nobody else
 * can begin it for them.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const sealedShape = z.object({ value: z.unknown(), endsAtMs: z.number() });

/** When what is sealed ends (`seal`), or what time it is (`unseal`), beside the secret. */
export interface SealKey {
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** Seals JSON with a key made of the secret, until `atMs`: a browser may keep a cookie as long as it likes. */
export function seal(value: object, { secret, atMs }: SealKey): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyOf(secret), nonce);
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify({ value, endsAtMs: atMs }), 'utf8'),
    cipher.final(),
  ]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** What was sealed and has not ended at `atMs`; null for anything else. */
export function unseal(text: string, { secret, atMs }: SealKey): unknown {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length <= nonceBytes + tagBytes) return null;
  try {
    const decipher = createDecipheriv(algorithm, keyOf(secret), bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const opened = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
    const json: unknown = JSON.parse(Buffer.concat([opened, decipher.final()]).toString());
    const { value, endsAtMs } = sealedShape.parse(json);
    return atMs < endsAtMs ? value : null;
  } catch {
    return null;
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'arbiter sign-in cookie', 32));
}

export interface CookieOptions {
  readonly maxAgeSeconds: number;
  /** Whether it is sent over TLS only. */
  readonly isSecure: boolean;
}

/** A `Set-Cookie` value that no script reads and no other site's request but a link carries. */
export function writeCookie(name: string, value: string, options: CookieOptions): string {
  const { maxAgeSeconds, isSecure } = options;
  // The path that the prefix `__Host-` asks for.
  const attributes = ['Path=/', `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Lax'];
  return [`${name}=${value}`, ...attributes, ...(isSecure ? ['Secure'] : [])].join('; ');
}
