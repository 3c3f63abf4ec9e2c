/** Limits on requests that a tenant has instead of the installation's. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';

export interface RateLimits {
  readonly perMinute: number | null;
  readonly perHour: number | null;
  readonly perDay: number | null;
  readonly operations: Readonly<Record<string, number>>;
}

export const noRateLimits: RateLimits = {
  perMinute: null,
  perHour: null,
  perDay: null,
  operations: {},
};

/** More named operations than the API has would be a mistake. */
const maxOperations = 100;
/** Highest number that GraphQL's Int holds. */
const maxLimit = 2_147_483_647;

/** The limits as stored. Errors: BAD_USER_INPUT naming the one that is no whole number from 1. */
export function requireRateLimits(given: {
  readonly perMinute?: number | null | undefined;
  readonly perHour?: number | null | undefined;
  readonly perDay?: number | null | undefined;
  readonly operations?: unknown;
}): RateLimits {
  const field = 'input.rateLimits';
  const operations = Object.entries(requireObject(given.operations, `${field}.operations`));
  if (operations.length > maxOperations) {
    throw badInput(`${field}.operations`, `At most ${maxOperations} operations have limits.`);
  }
  const limit = (name: string, value: unknown) =>
    value == null ? null : requireLimit(value, `${field}.${name}`);
  return {
    perMinute: limit('perMinute', given.perMinute),
    perHour: limit('perHour', given.perHour),
    perDay: limit('perDay', given.perDay),
    operations: Object.fromEntries(
      operations.map(([name, value]) => [name, requireLimit(value, `${field}.operations.${name}`)]),
    ),
  };
}

function requireLimit(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxLimit) {
    return value;
  }
  throw badInput(field, `${field} must be a whole number from 1.`, {
    allowed: [`1 to ${maxLimit}`],
  });
}
