/**
 * The envelope of an actor's personal values inside a canonical form: a JWE in compact
 * serialization, encrypted directly (`dir`) with AES-256-GCM under the subject's key, whose id is
 * the header's `kid`. Without the key nothing can be read, and the record's hash stays what it was.
 * Source: RFC 7516, sections 3.1 and 5.1; RFC 7518, sections 4.5 and 5.3.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { canonicalize } from '@arbiter/kernel/json/canonical-json.ts';
import type { PersonalValues } from '../ledger/source-event.rules.ts';

/** A key of one subject: 256 bits. */
export interface SubjectKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** Bytes of a nonce. Random ones of 96 bits are good for 2^32 envelopes a key (SP 800-38D, 8.3). */
export const nonceBytes = 12;

const algorithm = 'aes-256-gcm';
/** The full tag, so that none can be guessed byte by byte. */
const authTagLength = 16;

/** Encrypts the values. `nonce` is 12 random bytes, never used twice with one key. */
export function sealPersonal(
  values: PersonalValues,
  { id, key }: SubjectKey,
  nonce: Uint8Array,
): string {
  const header = base64url(canonicalize({ alg: 'dir', enc: 'A256GCM', kid: id }));
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength });
  cipher.setAAD(Buffer.from(header, 'ascii'));
  const ciphertext = Buffer.concat([cipher.update(canonicalize(values), 'utf8'), cipher.final()]);
  const parts = [nonce, ciphertext, cipher.getAuthTag()].map((bytes) => base64url(bytes));
  // The second part, an encrypted key, is empty with `dir`.
  return [header, '', ...parts].join('.');
}

/** The id of the key that an envelope needs. */
export function keyIdOf(envelope: string): string {
  const [header = ''] = envelope.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  return kid;
}

/** Decrypts an envelope. Errors: Error when the key is another one or the envelope was altered. */
export function openPersonal(envelope: string, key: Uint8Array): PersonalValues {
  const [header = '', , nonce = '', ciphertext = '', tag = ''] = envelope.split('.');
  const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64url'), {
    authTagLength,
  });
  decipher.setAAD(Buffer.from(header, 'ascii')).setAuthTag(Buffer.from(tag, 'base64url'));
  const text = decipher.update(ciphertext, 'base64url', 'utf8') + decipher.final('utf8');
  return JSON.parse(text) as PersonalValues;
}

function base64url(data: string | Uint8Array): string {
  return (typeof data === 'string' ? Buffer.from(data) : Buffer.from(data)).toString('base64url');
}
