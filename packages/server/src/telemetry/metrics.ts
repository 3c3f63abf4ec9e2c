/** Prometheus metrics of one process, with few and bounded labels. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { PoolUse } from '../db/pool-use.ts';
import type { BusinessMetrics } from './business-metrics.ts';
import type { EventLag } from '../events/event-lag.ts';
import { boundedLabels } from './bounded-labels.ts';

export interface Metrics {
  readonly registry: Registry;
  /** `path` is the route's pattern, never what the client has typed. */
  observeRequest(request: ObservedRequest): void;
  /** Shows how far the relay of a subgraph in this process is behind; read with each look. */
  watchEventLag(subgraph: string, read: () => Promise<EventLag>): void;
  /** Shows the connections of a subgraph in this process to its database. */
  watchConnections(subgraph: string, read: () => PoolUse): void;
  /** Shows what a subgraph in this process counts beside requests. */
  watchBusiness(
    subgraph: string,
    business: Pick<BusinessMetrics, 'eventCounts' | 'registry'>,
  ): void;
}

export interface ObservedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly seconds: number;
  /** Of the caller, where one is known. */
  readonly tenantId?: string | undefined;
}

/** Tenants with a series of their own; an installation with more has them counted by its proxy. */
export const maxTenantLabels = 500;

/** Seconds; the budget for an answer is 0.2. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

/** A registry with the process's own metrics, those of HTTP requests and of the relay. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    observeRequest: requestMetrics(registry),
    watchEventLag: eventLagMetric(registry),
    watchConnections: connectionMetrics(registry),
    watchBusiness: businessMetrics(registry),
  };
}

function requestMetrics(registry: Registry): Metrics['observeRequest'] {
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
  const tenants = new Counter({
    name: 'arbiter_tenant_requests_total',
    help: 'HTTP requests answered to callers of a tenant; refused ones and faults are errors.',
    labelNames: ['tenant', 'outcome'] as const,
    registers: [registry],
  });
  const tenantLabel = boundedLabels(maxTenantLabels);
  return ({ method, path, status, seconds, tenantId }) => {
    const labels = { method, endpoint: path, status: String(status) };
    requests.inc(labels);
    durations.observe(labels, seconds);
    if (tenantId === undefined) return;
    const outcome = status < 400 ? 'success' : 'error';
    tenants.inc({ tenant: tenantLabel(tenantId), outcome });
  };
}

function eventLagMetric(registry: Registry): Metrics['watchEventLag'] {
  const readers = new Map<string, () => Promise<EventLag>>();
  const gauge = new Gauge({
    name: 'arbiter_event_lag_seconds',
    help: 'Age of the oldest event that waits to be numbered or published; 0 when none does.',
    labelNames: ['subgraph', 'step'] as const,
    registers: [registry],
    async collect() {
      const lags = [...readers].map(
        async ([subgraph, read]) => [subgraph, await read().catch(() => null)] as const,
      );
      // What cannot be read now is left out: the last value would pass for a new one.
      gauge.reset();
      for (const [subgraph, lag] of await Promise.all(lags)) {
        if (!lag) continue;
        gauge.set({ subgraph, step: 'numbering' }, lag.numbering);
        gauge.set({ subgraph, step: 'publishing' }, lag.publishing);
      }
    },
  });
  return (subgraph, read) => void readers.set(subgraph, read);
}

function businessMetrics(registry: Registry): Metrics['watchBusiness'] {
  const watched = new Map<string, Pick<BusinessMetrics, 'eventCounts'>>();
  const events = new Counter({
    name: 'arbiter_domain_events_total',
    help: 'Events committed by this process, by what happened.',
    labelNames: ['subgraph', 'type'] as const,
    registers: [],
    collect() {
      this.reset();
      for (const [subgraph, { eventCounts }] of watched) {
        for (const [type, count] of eventCounts()) this.inc({ subgraph, type }, count);
      }
    },
  });
  registry.registerMetric(events);
  return (subgraph, business) => {
    watched.set(subgraph, business);
    for (const { name } of business.registry.getMetricsAsArray()) {
      registry.registerMetric(business.registry.getSingleMetric(name)!);
    }
  };
}

function connectionMetrics(registry: Registry): Metrics['watchConnections'] {
  const readers = new Map<string, () => PoolUse>();
  const gauges = [
    ['active', 'Connections to the database that are in use.'],
    ['idle', 'Connections to the database that wait for use.'],
    ['waiting', 'Requests that wait for a connection to the database.'],
  ] as const;
  for (const [state, help] of gauges) {
    const gauge: Gauge<'subgraph'> = new Gauge({
      name: `arbiter_db_connections_${state}`,
      help,
      labelNames: ['subgraph'] as const,
      registers: [registry],
      collect() {
        for (const [subgraph, read] of readers) gauge.set({ subgraph }, read()[state]);
      },
    });
  }
  return (subgraph, read) => void readers.set(subgraph, read);
}
