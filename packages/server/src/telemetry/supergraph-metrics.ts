/** What /metrics says of the supergraph: what became of new versions, and how many are in use. */
import { Counter, Gauge, type Registry } from 'prom-client';

const outcomes = ['loaded', 'refused', 'restored'] as const;
/** `restored`: after a refusal, the file is the running version again. */
export type ReloadOutcome = (typeof outcomes)[number];

export interface SupergraphMetrics {
  /** The file of the supergraph has changed, and that came of it. */
  countReload(outcome: ReloadOutcome): void;
}

/** Adds the metrics to a registry. `generationsInUse` is asked with each look. */
export function createSupergraphMetrics(
  registry: Registry,
  generationsInUse: () => number,
): SupergraphMetrics {
  const reloads = new Counter({
    name: 'arbiter_supergraph_reloads_total',
    help: 'Changes of the supergraph file, by what came of them.',
    labelNames: ['outcome'] as const,
    registers: [registry],
  });
  const generations = new Gauge({
    name: 'arbiter_supergraph_generations',
    help: 'Supergraphs in use: the current one, and older ones with something under way.',
    registers: [],
    collect() {
      this.set(generationsInUse());
    },
  });
  registry.registerMetric(generations);
  const current = new Gauge({
    name: 'arbiter_supergraph_is_current',
    help: '1 while the supergraph that is served is the one in the file; 0 while that is refused.',
    registers: [registry],
  });
  // From the start on, so that a rate can be taken of the first one.
  for (const outcome of outcomes) reloads.inc({ outcome }, 0);
  current.set(1);
  return {
    countReload(outcome) {
      reloads.inc({ outcome });
      current.set(outcome === 'refused' ? 0 : 1);
    },
  };
}
