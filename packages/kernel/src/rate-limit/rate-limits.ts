/** How often somebody may ask: windows, defaults, and what a tenant has instead of them. */

/** Seconds of each window. */
export const windowSeconds = { minute: 60, hour: 3_600, day: 86_400 } as const;
export type RateLimitWindow = keyof typeof windowSeconds;
export const rateLimitWindows = Object.keys(windowSeconds) as RateLimitWindow[];

export interface RateLimits {
  /** Operations of one user. */
  readonly perMinute: number;
  readonly perHour: number;
  readonly perDay: number;
  /** Operations of all users of a tenant together; 0: not limited. */
  readonly tenantPerMinute: number;
  readonly tenantPerHour: number;
  readonly tenantPerDay: number;
  /** By the name of a mutation: how often one user may ask for it in a minute. */
  readonly operations: Readonly<Record<string, number>>;
  /** Events of lineage that a tenant may report in a second. */
  readonly eventsPerSecond: number;
}

/** What a tenant has in place of the defaults; null: the default. */
export interface RateLimitOverrides {
  readonly perMinute: number | null;
  readonly perHour: number | null;
  readonly perDay: number | null;
  /** 0: the tenant as a whole is not limited. Absent as null: the default. */
  readonly tenantPerMinute?: number | null | undefined;
  readonly tenantPerHour?: number | null | undefined;
  readonly tenantPerDay?: number | null | undefined;
  /** Added to the defaults, or in place of one. */
  readonly operations: Readonly<Record<string, number>>;
}

export const defaultRateLimits: RateLimits = {
  perMinute: 100,
  perHour: 1_000,
  perDay: 10_000,
  // A hundred users who each use up all of theirs: a tenant of any size works, and cannot multiply its
  // share by making users.
  tenantPerMinute: 10_000,
  tenantPerHour: 100_000,
  tenantPerDay: 1_000_000,
  // Submission of matches, and execution of workflows.
  operations: { reportMatch: 50, startWorkflow: 30 },
  // A cluster of some hundred training jobs that each report ten times a second.
  eventsPerSecond: 5_000,
};

/** The limits that hold where a tenant has these of its own. */
export function effectiveLimits(
  defaults: RateLimits,
  overrides: RateLimitOverrides | null,
): RateLimits {
  if (!overrides) return defaults;
  return {
    perMinute: overrides.perMinute ?? defaults.perMinute,
    perHour: overrides.perHour ?? defaults.perHour,
    perDay: overrides.perDay ?? defaults.perDay,
    tenantPerMinute: overrides.tenantPerMinute ?? defaults.tenantPerMinute,
    tenantPerHour: overrides.tenantPerHour ?? defaults.tenantPerHour,
    tenantPerDay: overrides.tenantPerDay ?? defaults.tenantPerDay,
    operations: { ...defaults.operations, ...overrides.operations },
    eventsPerSecond: defaults.eventsPerSecond,
  };
}

/** What a user may do in a window. */
export function limitOf(limits: RateLimits, window: RateLimitWindow): number {
  return { minute: limits.perMinute, hour: limits.perHour, day: limits.perDay }[window];
}

/** What all users of a tenant may do together in a window; 0: as much as they like. */
export function tenantLimitOf(limits: RateLimits, window: RateLimitWindow): number {
  const { tenantPerMinute, tenantPerHour, tenantPerDay } = limits;
  return { minute: tenantPerMinute, hour: tenantPerHour, day: tenantPerDay }[window];
}
