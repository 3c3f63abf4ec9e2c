/** How many connections of a subgraph's pools are in use; what `/metrics` shows. */

export interface PoolUse {
  /** Lent out. */
  readonly active: number;
  readonly idle: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
}

/** What this needs of a pool of `pg`. */
export interface CountingPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** The use of several pools together. */
export function sumPoolUse(pools: Iterable<CountingPool>): PoolUse {
  const use = { active: 0, idle: 0, waiting: 0 };
  for (const { totalCount, idleCount, waitingCount } of pools) {
    use.active += totalCount - idleCount;
    use.idle += idleCount;
    use.waiting += waitingCount;
  }
  return use;
}
