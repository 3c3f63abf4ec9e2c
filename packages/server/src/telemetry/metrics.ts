/** Prometheus metrics of one process, with few and bounded labels. */
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** `path` is the route's pattern, never what the client has typed. */
  observeRequest(request: { method: string; path: string; status: number; seconds: number }): void;
}

/** Seconds; the budget for an answer is 0.2. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

/** A registry with the process's own metrics and those of HTTP requests. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'endpoint', 'status'] as const;
  const requests = new Counter({
    name: 'arbiter_http_requests_total',
    help: 'HTTP requests answered.',
    labelNames,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'arbiter_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames,
    buckets: durationBuckets,
    registers: [registry],
  });
  return {
    registry,
    observeRequest({ method, path, status, seconds }) {
      const labels = { method, endpoint: path, status: String(status) };
      requests.inc(labels);
      durations.observe(labels, seconds);
    },
  };
}
