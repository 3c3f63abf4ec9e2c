/** Limits on requests that a tenant has instead of the installation's. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import type { RateLimitOverrides } from '@arbiter/kernel/rate-limit/rate-limits.ts';

export const noRateLimits: RateLimitOverrides = {
  perMinute: null,
  perHour: null,
  perDay: null,
  operations: {},
};

/** What is asked for; absent and null mean the installation's limit. */
export interface AskedRateLimits {
  readonly perMinute?: number | null | undefined;
  readonly perHour?: number | null | undefined;
  readonly perDay?: number | null | undefined;
  readonly tenantPerMinute?: number | null | undefined;
  readonly tenantPerHour?: number | null | undefined;
  readonly tenantPerDay?: number | null | undefined;
  /** An object of the names of mutations and numbers. */
  readonly operations?: unknown;
}

/** There are fewer mutations. */
const maxOperations = 100;
const namePattern = /^[_A-Za-z]\w{0,254}$/;
/** So many a minute are no limit any more; and what is counted stays a number of the API. */
const maxLimit = 1_000_000_000;

/** The limits as stored. Errors: BAD_USER_INPUT naming the one, below `field`, that does not fit. */
export function requireRateLimits(
  given: AskedRateLimits,
  field = 'input.rateLimits',
): RateLimitOverrides {
  const operations = Object.entries(requireObject(given.operations, `${field}.operations`));
  if (operations.length > maxOperations) {
    throw badInput(`${field}.operations`, `At most ${maxOperations} mutations have limits.`, {
      allowed: [`0 to ${maxOperations} entries`],
    });
  }
  const limit = (name: string, value: unknown) =>
    value == null ? null : requireLimit(value, `${field}.${name}`);
  return {
    perMinute: limit('perMinute', given.perMinute),
    perHour: limit('perHour', given.perHour),
    perDay: limit('perDay', given.perDay),
    ...requireTenantLimits(given, field),
    operations: Object.fromEntries(
      operations.map(([name, value]) => [
        requireMutationName(name, `${field}.operations`),
        requireLimit(value, `${field}.operations.${name}`),
      ]),
    ),
  };
}

/** Only those that are given: tenants of old have none. */
function requireTenantLimits(given: AskedRateLimits, field: string) {
  const names = ['tenantPerMinute', 'tenantPerHour', 'tenantPerDay'] as const;
  const limits = names.flatMap((name) => {
    const value = given[name];
    return value == null ? [] : [[name, requireLimit(value, `${field}.${name}`, 0)] as const];
  });
  return Object.fromEntries(limits);
}

function requireMutationName(name: string, field: string): string {
  if (namePattern.test(name)) return name;
  throw badInput(field, `${JSON.stringify(name)} is not the name of a mutation.`);
}

function requireLimit(value: unknown, field: string, least = 1): number {
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= maxLimit) {
    return Number(value);
  }
  throw badInput(field, `${field} must be a whole number from ${least}.`, {
    allowed: [`${least} to ${maxLimit}`],
  });
}
