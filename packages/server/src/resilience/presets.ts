/** How patient callers are with what they depend on: the bounds of breakers, retries and bulkheads. */

/** When a circuit opens, how long it stays open, what closes it, and how long one call may take. */
export interface BreakerPreset {
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  /** The longest time that it stays open before calls are let through on trial. */
  readonly recoveryMs: number;
  /** The first such time, where outages are mostly short; each failed trial doubles it. */
  readonly firstRecoveryMs?: number;
  /** Trials in a row that must succeed to close it; as many run at once. */
  readonly successes: number;
  readonly timeoutMs: number;
}

export const breakerPresets = {
  default: { failures: 5, recoveryMs: 60_000, successes: 3, timeoutMs: 30_000 },
  database: { failures: 3, recoveryMs: 30_000, successes: 3, timeoutMs: 10_000 },
  bus: { failures: 5, recoveryMs: 60_000, successes: 3, timeoutMs: 15_000 },
  zenodo: { failures: 3, recoveryMs: 120_000, successes: 3, timeoutMs: 30_000 },
  s3: { failures: 5, recoveryMs: 60_000, successes: 3, timeoutMs: 30_000 },
  /** The default, but a subgraph that is restarted serves again within a second or two. */
  subgraph: {
    failures: 5,
    firstRecoveryMs: 1_000,
    recoveryMs: 60_000,
    successes: 3,
    timeoutMs: 30_000,
  },
} as const satisfies Record<string, BreakerPreset>;

/** Before the nth repeat waits a random time below `baseMs * 2^(n-1)`, at most `maxMs` (full jitter). */
export interface RetryPreset {
  /** Calls in all, the first included. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly maxMs: number;
}

export const retryPresets = {
  default: { attempts: 3, baseMs: 1_000, maxMs: 60_000 },
  zenodo: { attempts: 5, baseMs: 2_000, maxMs: 60_000 },
  /** Somebody waits for the answer: 0.1 s covers a connection that was closed under a request. */
  subgraph: { attempts: 3, baseMs: 100, maxMs: 1_000 },
} as const satisfies Record<string, RetryPreset>;

/** Calls under way at once, and calls that wait for one of those to end; more are refused. */
export interface BulkheadPreset {
  readonly concurrent: number;
  readonly queued: number;
}

export const bulkheadPresets = {
  /** As many as connections; the queue holds half a second of a subgraph that answers in 60 ms. */
  remoteSubgraph: { concurrent: 64, queued: 512 },
  /** No connections to save: a bound for memory, far above what the database's pool lets through. */
  localSubgraph: { concurrent: 512, queued: 4_096 },
} as const satisfies Record<string, BulkheadPreset>;
