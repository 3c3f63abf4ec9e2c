/** JSON arguments that must be objects, such as metadata and settings. */
import { badInput } from '../errors/app-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The object, or `{}` for null and undefined. Errors: BAD_USER_INPUT naming `field`. */
export function requireObject(value: unknown, field: string): JsonObject {
  if (value == null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as JsonObject;
  throw badInput(field, `${field} must be a JSON object.`, { allowed: ['object'] });
}
