/**
 * Tenant ids name a research group in URLs, storage paths and database settings, so their alphabet
 * is small: a letter or digit, then letters, digits, underscore or hyphen, at most 255 in all.
 */
import { badInput } from '../errors/app-error.ts';

const tenantIdPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/;

/** The tenant that single-user installations work in. */
export const defaultTenantId = 'default';

/** Whether the text can name a tenant. */
export function isTenantId(value: string): boolean {
  return tenantIdPattern.test(value);
}

/** Errors: BAD_USER_INPUT naming `field`. */
export function requireTenantId(value: string, field = 'tenantId'): string {
  if (isTenantId(value)) return value;
  throw badInput(field, `${field} must be 1 to 255 letters, digits, "_" or "-".`, {
    allowed: [tenantIdPattern.source],
  });
}
