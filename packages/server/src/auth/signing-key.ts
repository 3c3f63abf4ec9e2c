/**
 * The keys of actor tokens: Ed25519, given by `ARBITER_SIGNING_KEY` and `ARBITER_VERIFY_KEYS` or, in
 * development, made once and kept in a file that only its owner can read, so that processes started
 * apart share it. Several keys between commas let one follow the other without a pause.
 */
import {
  type KeyObject,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
} from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config/env.ts';

/** Tells whether a token is genuine. */
export interface VerifyKey {
  /** Thumbprint of the public key (RFC 7638), by which a token names it. */
  readonly kid: string;
  readonly publicKey: KeyObject;
}

export interface SigningKey extends VerifyKey {
  readonly privateKey: KeyObject;
}

/** The first signs, all of them verify. */
export type SigningKeys = readonly [SigningKey, ...SigningKey[]];

const pemBegin = '-----BEGIN';
const keyBytes = 32;
/** Two while one follows the other; more are a mistake of whoever wrote them. */
const maxKeys = 8;
/** DER of an Ed25519 PKCS #8 key up to its seed (RFC 8410, section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
/** DER of an Ed25519 public key up to its bytes (RFC 8410, section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The keys in a setting, between commas: each 32 bytes in base64 or base64url, or a PKCS #8 PEM.
 * Errors: ConfigError, which never repeats the value.
 */
export function parseSigningKeys(text: string): SigningKeys {
  const [first, ...others] = items(text).map(parseSigningKey);
  if (!first || others.length >= maxKeys) throw badSigningKey();
  return [first, ...others];
}

/** As parseSigningKeys, for one. */
export function parseSigningKey(text: string): SigningKey {
  try {
    const privateKey = text.includes(pemBegin)
      ? createPrivateKey(text)
      : createPrivateKey({ key: derOf(pkcs8Prefix, text), format: 'der', type: 'pkcs8' });
    return { privateKey, ...verifyKey(createPublicKey(privateKey)) };
  } catch {
    throw badSigningKey();
  }
}

function badSigningKey(): ConfigError {
  return new ConfigError(
    'ARBITER_SIGNING_KEY: must be 32 bytes in base64 or an Ed25519 PKCS #8 PEM key, or a few of them ' +
      'between commas',
  );
}

/**
 * The public keys in a setting, between commas: each 32 bytes in base64 or base64url, or an SPKI PEM.
 * Errors: ConfigError, which never repeats the value; for private keys too.
 */
export function parseVerifyKeys(text: string): VerifyKey[] {
  const given = items(text);
  try {
    if (given.length === 0 || given.length > maxKeys) throw new Error('none, or too many');
    return given.map(parseVerifyKey);
  } catch {
    throw new ConfigError(
      'ARBITER_VERIFY_KEYS: must be Ed25519 public keys between commas, each as PEM or 32 bytes in ' +
        'base64',
    );
  }
}

function parseVerifyKey(text: string): VerifyKey {
  if (text.includes(pemBegin)) {
    // Node would take the public part of a private key, which has no business on this machine.
    if (text.includes('PRIVATE')) throw new Error('a private key');
    return verifyKey(createPublicKey(text));
  }
  const der = { key: derOf(spkiPrefix, text), format: 'der', type: 'spki' } as const;
  return verifyKey(createPublicKey(der));
}

function verifyKey(publicKey: KeyObject): VerifyKey {
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new Error('a key of another kind');
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { kid, publicKey };
}

function items(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

function derOf(prefix: Buffer, text: string): Buffer {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== keyBytes) throw new Error('wrong length');
  return Buffer.concat([prefix, bytes]);
}

/** Reads `signing.key` of the data directory, making it first when it does not exist. */
export function developmentSigningKey(dataDir: string): SigningKey {
  const file = join(dataDir, 'signing.key');
  mkdirSync(dataDir, { recursive: true });
  return parseSigningKey(readKeyFile(file) ?? createKeyFile(file));
}

function readKeyFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written beside and linked into place: of two processes that start at once, one makes the key. */
function createKeyFile(file: string): string {
  // Processes in containers of their own may share the folder and have the same id.
  const draft = `${file}.${randomUUID()}`;
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}
