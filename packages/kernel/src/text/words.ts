/** Short lists of words that users attach to objects, such as tags and capabilities. */
import { badInput } from '../errors/app-error.ts';
import { requireText } from './text.ts';

export interface WordLimits {
  /** Most words kept, repeated ones included. */
  readonly maxWords: number;
  /** Longest word in characters. */
  readonly maxLength: number;
}

/**
 * The words trimmed, each once, in the order given; `[]` for null and undefined.
 * Errors: BAD_USER_INPUT naming `field`, or the word as `field[index]`.
 */
export function requireWords(
  words: readonly string[] | null | undefined,
  field: string,
  { maxWords, maxLength }: WordLimits,
): string[] {
  const given = words ?? [];
  if (given.length > maxWords) {
    const range = `at most ${maxWords}`;
    throw badInput(field, `${field} holds ${range} words; it has ${given.length}.`, {
      allowed: [range],
    });
  }
  const kept = given.map((word, i) => requireText(word, `${field}[${i}]`, { max: maxLength }));
  return [...new Set(kept)];
}

/** Tags of any object: at most 100 words of 1 to 100 characters. Errors: BAD_USER_INPUT. */
export function requireTags(tags: readonly string[] | null | undefined): string[] {
  return requireWords(tags, 'input.tags', { maxWords: 100, maxLength: 100 });
}
