/** What may be kept of a run of a step. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { type JsonObject, requireObject } from '@arbiter/kernel/json/json-object.ts';
import { optionalText } from '@arbiter/kernel/text/text.ts';

/** The object as given, or null. Errors: BAD_USER_INPUT naming `field`. */
export function optionalObject(value: unknown, field: string): JsonObject | null {
  return value == null ? null : requireObject(value, field);
}

/** The list as given, or null. Errors: BAD_USER_INPUT naming `field`. */
export function optionalList(value: unknown, field: string): unknown[] | null {
  if (value == null) return null;
  if (Array.isArray(value)) return value;
  throw badInput(field, `${field} must be a JSON array.`, { allowed: ['array'] });
}

/**
 * Where logs are kept: an absolute URI (RFC 3986, section 4.3) of at most 2,000 characters, or
 * null. Errors: BAD_USER_INPUT.
 */
export function optionalLogsUri(value: string | null | undefined): string | null {
  const field = 'input.logsUri';
  const uri = optionalText(value, field, { max: 2_000 });
  if (uri === null || /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(uri)) return uri;
  throw badInput(field, `${field} must be an absolute URI.`, {
    allowed: ['a URI with a scheme, e.g. s3://bucket/key'],
  });
}
