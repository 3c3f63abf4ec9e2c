/** How much a filter of a list may say. More than this is no question that a client has. */
import { badInput } from '../errors/app-error.ts';
import { codePointLength } from '../text/text.ts';

export const maxFilterListLength = 100;
/** In characters, as stored names are measured, so that each of those can be asked for. */
export const maxFilterTextLength = 255;

/**
 * Refuses a filter whose members are too long; what they are is the schema's to check. Errors:
 * BAD_USER_INPUT naming the member for a list of more than 100 entries and for a text, also in a
 * list, of more than 255 characters.
 */
export function requireFilterLimits(filter: object | null | undefined): void {
  for (const [name, value] of Object.entries(filter ?? {})) {
    const field = `filter.${name}`;
    if (!Array.isArray(value)) {
      requireLength(value, field);
      continue;
    }
    if (value.length > maxFilterListLength) throw tooLong(field, maxFilterListLength, 'entries');
    for (const [index, entry] of value.entries()) requireLength(entry, `${field}[${index}]`);
  }
}

function requireLength(value: unknown, field: string): void {
  if (typeof value !== 'string' || codePointLength(value) <= maxFilterTextLength) return;
  throw tooLong(field, maxFilterTextLength, 'characters');
}

function tooLong(field: string, max: number, what: 'entries' | 'characters') {
  return badInput(field, `${field} must have at most ${max} ${what}.`, {
    allowed: [`at most ${max} ${what}`],
  });
}
