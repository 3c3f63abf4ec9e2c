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
  /** Added to the defaults, or in place of one. */
  readonly operations: Readonly<Record<string, number>>;
}

export const defaultRateLimits: RateLimits = {
  perMinute: 100,
  perHour: 1_000,
  perDay: 10_000,
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
    operations: { ...defaults.operations, ...overrides.operations },
    eventsPerSecond: defaults.eventsPerSecond,
  };
}

/** What a user may do in a window. */
export function limitOf(limits: RateLimits, window: RateLimitWindow): number {
  return { minute: limits.perMinute, hour: limits.perHour, day: limits.perDay }[window];
}
