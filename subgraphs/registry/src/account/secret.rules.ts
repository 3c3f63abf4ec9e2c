/**
 * Secrets that are shown once: API keys, sessions, invitations. 256 random bits, so that a plain SHA-256
 * is enough to keep them by: there is nothing to guess, and a slow hash would only cost us time.
 */
import { createHash, randomBytes } from 'node:crypto';

const prefixes = { apiKey: 'ak_', session: 'as_', invitation: 'ai_' } as const;
const secretBytes = 32;
/** Enough to tell keys apart, far too little to guess the rest. */
const shownCharacters = 9;
const hashPattern = /^[0-9a-f]{64}$/;

export interface NewSecret {
  /** What its owner gets, once. */
  readonly text: string;
  /** SHA-256 of the text in hexadecimal digits, which is stored. */
  readonly tokenHash: string;
  /** The first characters, by which the owner recognises it. */
  readonly prefix: string;
}

/** A new secret of the kind. */
export function newSecret(kind: keyof typeof prefixes): NewSecret {
  const text = `${prefixes[kind]}${randomBytes(secretBytes).toString('base64url')}`;
  return { text, tokenHash: hashOfSecret(text), prefix: text.slice(0, shownCharacters) };
}

/** SHA-256 of the whole text, in 64 hexadecimal digits. */
export function hashOfSecret(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether the text can be such a hash. */
export function isSecretHash(value: unknown): value is string {
  return typeof value === 'string' && hashPattern.test(value);
}
