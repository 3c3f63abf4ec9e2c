/** Counts and durations of GraphQL operations, for Prometheus. */
import { Counter, Histogram, type Registry } from 'prom-client';

export interface OperationMetrics {
  observe(operation: {
    readonly type: string;
    readonly name: string | undefined;
    readonly isFailed: boolean;
    readonly durationMs: number;
  }): void;
}

/**
 * Names that get a series of their own, first come, first served; a client may send any number of
 * them. Those that come later count as `other`.
 */
export const maxOperationNames = 100;
/** Names are part of every sample that is sent; longer ones count as `other`. */
const maxNameLength = 60;

/** Seconds; the budget for an answer is 0.2. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

/** Adds the metrics to the registry. */
export function createOperationMetrics(registry: Registry): OperationMetrics {
  const operations = new Counter({
    name: 'arbiter_graphql_operations_total',
    help: 'GraphQL operations executed; each event of a subscription is one.',
    labelNames: ['type', 'operation', 'outcome'] as const,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'arbiter_graphql_operation_duration_seconds',
    help: 'Time from the validated operation to its result.',
    labelNames: ['type', 'operation'] as const,
    buckets: durationBuckets,
    registers: [registry],
  });
  const labelOf = createNameLabels();
  return {
    observe({ type, name, isFailed, durationMs }) {
      const labels = { type, operation: labelOf(name) };
      operations.inc({ ...labels, outcome: isFailed ? 'error' : 'success' });
      durations.observe(labels, durationMs / 1_000);
    },
  };
}

function createNameLabels(): (name: string | undefined) => string {
  const known = new Set<string>();
  return (name) => {
    if (name === undefined) return 'anonymous';
    if (known.has(name)) return name;
    if (known.size >= maxOperationNames || name.length > maxNameLength) return 'other';
    known.add(name);
    return name;
  };
}
