/**
 * What text may be stored: any Unicode but NUL, which PostgreSQL cannot hold, and lone surrogates,
 * which have no UTF-8 form, so that hashes and exports of the text would not be defined.
 */
import { badInput } from '../errors/app-error.ts';

/** Says why a text cannot be stored, or null when it can. */
export function faultOfText(text: string): string | null {
  if (text.includes('\0')) return 'contains the character NUL';
  if (!text.isWellFormed()) return 'contains a lone surrogate, which is not valid Unicode';
  return null;
}

/**
 * A text that somebody else has chosen, made fit to be stored and shown: without control characters and lone
 * surrogates, at most `max` code points long. May be empty.
 */
export function fitText(text: string, max: number): string {
  const clean = text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return Array.from(clean).slice(0, max).join('').trimEnd();
}

/** Limits in characters (UTF-16 code units are counted as the database counts: code points). */
export interface TextLimits {
  readonly min?: number;
  readonly max: number;
}

/**
 * The text without surrounding white space, when its length in code points is within the limits.
 * Errors: BAD_USER_INPUT naming `field`.
 */
export function requireText(text: string, field: string, { min = 1, max }: TextLimits): string {
  const trimmed = text.trim();
  const length = codePointLength(trimmed);
  if (length < min || length > max) {
    const range = min === 0 ? `at most ${max} characters` : `${min} to ${max} characters`;
    throw badInput(field, `${field} must have ${range}; it has ${length}.`, { allowed: [range] });
  }
  return trimmed;
}

/** As requireText, but null and undefined stay null, as does text that is empty after trimming. */
export function optionalText(
  text: string | null | undefined,
  field: string,
  { max }: TextLimits,
): string | null {
  if (text == null) return null;
  return requireText(text, field, { min: 0, max }) || null;
}

/** How many characters a text has, as the database counts them. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
