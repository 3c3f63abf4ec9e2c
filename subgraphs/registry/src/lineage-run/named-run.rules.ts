/** Runs that other runs name. */
import type { RunRef } from '../lineage/event-facts.rules.ts';

/** The run with the producer's id, and its job where `ref`, which names the same run, says it. */
export function namedRun(tenantId: string, runId: string, ref: RunRef | null) {
  const job = ref?.runId === runId ? ref.job : null;
  return { tenantId, runId, jobNamespace: job?.namespace ?? null, jobName: job?.name ?? null };
}
