/** Email addresses, by which invitations and sign-ins find each other. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';

/** Source: RFC 5321, section 4.5.3.1: 64 for the local part, 255 for the domain, and the @. */
const maxLength = 320;
/** Something, an @, something with a dot; whether it exists only a message to it can tell. */
const pattern = /^[^\s@\p{C}]{1,64}@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u;

/**
 * Letters of other scripts whose small form is, or begins with, one of ASCII: the Kelvin sign becomes a `k`.
 * Whoever has an address with one would be taken for whoever has the other. Source: Unicode, UnicodeData.txt.
 */
const becomesAscii = /[\u{130}\u{212a}]/u;

/** The address as stored, trimmed and in lower case; null for what is none. */
export function normalEmail(value: string): string | null {
  if (becomesAscii.test(value)) return null;
  const email = value.trim().toLowerCase();
  return email.length <= maxLength && pattern.test(email) ? email : null;
}

/** As normalEmail. Errors: BAD_USER_INPUT. */
export function requireEmail(value: string, field: string): string {
  const email = normalEmail(value);
  if (email !== null) return email;
  throw badInput(field, `${field} must be an email address.`, { allowed: ['name@host.domain'] });
}
