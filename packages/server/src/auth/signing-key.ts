/**
 * The key that signs actor tokens: Ed25519, given by `ARBITER_SIGNING_KEY` or, in development, made
 * once and kept in a file that only its owner can read, so that processes started apart share it.
 */
import {
  type KeyObject,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
} from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config/env.ts';

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const seedBytes = 32;
/** DER of an Ed25519 PKCS #8 key up to its seed (RFC 8410, section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The key in a setting: 32 bytes in base64 or base64url, or a PKCS #8 PEM.
 * Errors: ConfigError, which never repeats the value.
 */
export function parseSigningKey(text: string): SigningKey {
  const expected = 'ARBITER_SIGNING_KEY: must be 32 bytes in base64 or an Ed25519 PKCS #8 PEM key';
  try {
    const privateKey = text.includes('BEGIN') ? createPrivateKey(text) : fromSeed(text);
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new ConfigError(expected);
    return { privateKey, publicKey: createPublicKey(privateKey) };
  } catch {
    throw new ConfigError(expected);
  }
}

function fromSeed(text: string): KeyObject {
  const seed = Buffer.from(text.trim(), 'base64');
  if (seed.length !== seedBytes) throw new Error('wrong length');
  return createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, seed]),
    format: 'der',
    type: 'pkcs8',
  });
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
