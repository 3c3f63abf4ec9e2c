/** The settings of rate limits, for the gateway that counts and the subgraphs that show and count. */
import { z } from 'zod';
import { integerSetting } from '../config/env.ts';
import { defaultAnswerTimeoutMs } from './rate-limiter.ts';
import { type RateLimits, defaultRateLimits } from '@arbiter/kernel/rate-limit/rate-limits.ts';

/** A million a second is as good as none. */
const maxLimit = 1_000_000_000;
/** Clients give up then. */
const maxWaitMs = 60_000;
const limitSetting = integerSetting(1, maxLimit);
const { perMinute, perHour, perDay, operations, eventsPerSecond } = defaultRateLimits;
const { tenantPerMinute, tenantPerHour, tenantPerDay } = defaultRateLimits;
const tenantLimitSetting = integerSetting(0, maxLimit);

/** The texts are those of docs/reference/config.md. */
export const rateLimitSettings = {
  RATE_LIMITS: z
    .enum(['on', 'off'], 'must be on or off')
    .optional()
    .describe('Whether requests are counted and limited. Unset: in production only.'),
  RATE_LIMIT_PER_MINUTE: limitSetting
    .default(perMinute)
    .describe('Operations of one user in a minute.'),
  RATE_LIMIT_PER_HOUR: limitSetting.default(perHour).describe('Operations of one user in an hour.'),
  RATE_LIMIT_PER_DAY: limitSetting.default(perDay).describe('Operations of one user in a day.'),
  RATE_LIMIT_TENANT_PER_MINUTE: tenantLimitSetting
    .default(tenantPerMinute)
    .describe('Operations of all users of one tenant together in a minute; 0: no limit.'),
  RATE_LIMIT_TENANT_PER_HOUR: tenantLimitSetting
    .default(tenantPerHour)
    .describe('Operations of all users of one tenant together in an hour; 0: no limit.'),
  RATE_LIMIT_TENANT_PER_DAY: tenantLimitSetting
    .default(tenantPerDay)
    .describe('Operations of all users of one tenant together in a day; 0: no limit.'),
  RATE_LIMIT_OPERATIONS: z
    .string()
    .regex(
      /^\s*(\w+=[1-9]\d{0,8}\s*(,\s*\w+=[1-9]\d{0,8}\s*)*)?$/,
      'must be pairs such as reportMatch=50,startWorkflow=30',
    )
    .transform(readPairs)
    .optional()
    .describe(
      'How often one user may ask for a mutation in a minute, by its name, in place of ' +
        `\`${Object.entries(operations)
          .map((pair) => pair.join('='))
          .join(',')}\`.`,
    ),
  RATE_LIMIT_WAIT_MS: integerSetting(1, maxWaitMs)
    .default(defaultAnswerTimeoutMs)
    .describe('Milliseconds that a request waits for Redis to count it; then it passes.'),
  RATE_LIMIT_EVENTS_PER_SECOND: limitSetting
    .default(eventsPerSecond)
    .describe('Events of lineage that one tenant may report in a second.'),
} as const;

function readPairs(text: string): Record<string, number> {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', value] = pair.split('=');
      return [name, Number(value)];
    }),
  );
}

const shape = z.object(rateLimitSettings);

export type RateLimitSettings = z.infer<typeof shape> & { readonly ARBITER_MODE: string };

/** The limits, and whether they hold: unless it is said, in production only. */
export function readRateLimits(settings: RateLimitSettings): {
  readonly isOn: boolean;
  readonly limits: RateLimits;
} {
  const { RATE_LIMITS = settings.ARBITER_MODE === 'production' ? 'on' : 'off' } = settings;
  const limits = {
    perMinute: settings.RATE_LIMIT_PER_MINUTE,
    perHour: settings.RATE_LIMIT_PER_HOUR,
    perDay: settings.RATE_LIMIT_PER_DAY,
    tenantPerMinute: settings.RATE_LIMIT_TENANT_PER_MINUTE,
    tenantPerHour: settings.RATE_LIMIT_TENANT_PER_HOUR,
    tenantPerDay: settings.RATE_LIMIT_TENANT_PER_DAY,
    operations: settings.RATE_LIMIT_OPERATIONS ?? operations,
    eventsPerSecond: settings.RATE_LIMIT_EVENTS_PER_SECOND,
  };
  return { isOn: RATE_LIMITS === 'on', limits };
}
