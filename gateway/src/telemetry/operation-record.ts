/**
 * What is noted of an operation on its way, for whoever looks when it is done: its plan and how long
 * each fetch took. Kept with the operation's own identity object, which goes wherever it goes.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { PlanNode, SubscriptionNode } from '../execution/plan.ts';

export interface FetchRecord {
  readonly subgraph: string;
  /** Since the operation began. */
  readonly startedMs: number;
  readonly durationMs: number;
}

export interface OperationRecord {
  /** Of `performance.now()`. */
  readonly began: number;
  plan: PlanNode | SubscriptionNode | undefined;
  /** In the order in which they ended; the first ones only. */
  readonly fetches: FetchRecord[];
}

/** More of a plan are not noted; a plan of so many has other worries. */
const maxFetches = 100;

const records = new WeakMap<RequestIdentity, OperationRecord>();

/** Begins the record of an operation, or of the next event of a subscription, by its identity. */
export function beginRecord(identity: RequestIdentity): OperationRecord {
  const plan = records.get(identity)?.plan;
  const record: OperationRecord = { began: performance.now(), plan, fetches: [] };
  records.set(identity, record);
  return record;
}

/** Notes what will be done. */
export function notePlan(
  identity: RequestIdentity,
  plan: PlanNode | SubscriptionNode | undefined,
): void {
  const record = records.get(identity);
  if (record) record.plan = plan;
}

/** Runs a fetch and notes how long it took. */
export async function noteFetch<T>(
  identity: RequestIdentity,
  subgraph: string,
  fetch: () => Promise<T>,
): Promise<T> {
  const record = records.get(identity);
  if (!record) return fetch();
  const start = performance.now();
  try {
    return await fetch();
  } finally {
    if (record.fetches.length < maxFetches) {
      const startedMs = Math.round(start - record.began);
      const durationMs = Math.round(performance.now() - start);
      record.fetches.push({ subgraph, startedMs, durationMs });
    }
  }
}
