/**
 * What a subgraph counts beside requests: the events it has committed in this process, by type, and
 * what its definition makes of them and of its tables. Labels are words of the code, never of users.
 */
import { Counter, Gauge, Registry } from 'prom-client';
import type { DomainEvent } from '../events/domain-event.ts';

/** Counts some of the events. */
export interface EventCounter {
  readonly name: `arbiter_${string}_total`;
  readonly help: string;
  readonly label: string;
  /** The label's value, one of few; undefined for events that are not counted. */
  valueOf(event: DomainEvent): string | undefined;
}

/** A number that is read whenever somebody looks. */
export interface BusinessGauge {
  readonly name: `arbiter_${string}`;
  readonly help: string;
  read(): Promise<number>;
}

/** The metrics of a definition. */
export interface BusinessMetricsDefinition {
  readonly counters: readonly EventCounter[];
  readonly gauges: readonly BusinessGauge[];
}

export interface BusinessMetrics {
  /** Called with what has been committed. */
  count(events: readonly DomainEvent[]): void;
  /** How many events of each type. */
  eventCounts(): ReadonlyMap<string, number>;
  /** Those of the definition. */
  readonly registry: Registry;
}

/** Metrics that count from 0. */
export function createBusinessMetrics(
  define: () => BusinessMetricsDefinition | undefined,
): BusinessMetrics {
  const registry = new Registry();
  const counts = new Map<string, number>();
  const counting: ((event: DomainEvent) => void)[] = [];
  const { counters = [], gauges = [] } = define() ?? {};
  for (const each of counters) counting.push(startCounter(registry, each));
  for (const each of gauges) startGauge(registry, each);
  return {
    count(events) {
      for (const event of events) {
        counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
        for (const add of counting) add(event);
      }
    },
    eventCounts: () => counts,
    registry,
  };
}

function startCounter(registry: Registry, definition: EventCounter) {
  const { name, help, label } = definition;
  const counter = new Counter({ name, help, labelNames: [label], registers: [registry] });
  return (event: DomainEvent) => {
    const value = definition.valueOf(event);
    if (value !== undefined) counter.inc({ [label]: value });
  };
}

function startGauge(registry: Registry, { name, help, read }: BusinessGauge): void {
  const gauge = new Gauge({
    name,
    help,
    registers: [],
    async collect() {
      // Not a number where it cannot be read now: the last value would pass for a new one.
      const value = await read().catch(() => Number.NaN);
      this.set(value);
    },
  });
  registry.registerMetric(gauge);
}
