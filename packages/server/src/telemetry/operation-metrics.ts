/** Counts and durations of GraphQL operations, for Prometheus. */
import { Counter, Histogram, type Registry } from 'prom-client';
import { boundedLabels } from './bounded-labels.ts';

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
  const labelOf = boundedLabels(maxOperationNames);
  return {
    observe({ type, name, isFailed, durationMs }) {
      const labels = { type, operation: name === undefined ? 'anonymous' : labelOf(name) };
      operations.inc({ ...labels, outcome: isFailed ? 'error' : 'success' });
      durations.observe(labels, durationMs / 1_000);
    },
  };
}
