/** What identifies the settings of an experiment. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { canonicalize, sha256Hex } from '@arbiter/kernel/json/canonical-json.ts';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';

/** PLANNED before the first run, RUNNING while one is under way, FINISHED otherwise. */
export type ExperimentStatus = 'PLANNED' | 'RUNNING' | 'FINISHED';

/**
 * SHA-256 of the canonical form of the settings, 64 lower-case hexadecimal digits. Settings that
 * differ in the order of keys or the spelling of numbers have one hash. Source: RFC 8785.
 */
export function configHash(config: JsonObject): string {
  return sha256Hex(canonicalize(config));
}

/** The hash in lower case. Errors: BAD_USER_INPUT naming `field` for what cannot be one. */
export function requireHash(hash: string, field: string): string {
  if (/^[0-9a-f]{64}$/i.test(hash)) return hash.toLowerCase();
  throw badInput(field, `${field} must be 64 hexadecimal digits.`, {
    allowed: ['64 hexadecimal digits'],
  });
}
