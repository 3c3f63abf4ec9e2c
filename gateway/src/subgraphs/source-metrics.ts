/** What /metrics says of the subgraphs, by name and outcome: labels as many as there are subgraphs. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { circuitStates } from '@arbiter/server/resilience/circuit-breaker.ts';
import type { Protection, RefusalReason } from '@arbiter/server/resilience/protection.ts';

/** `ok`: data alone; `errors`: an answer with errors; `unavailable`: no answer, or none of GraphQL. */
export type SourceOutcome =
  | 'ok'
  | 'errors'
  | 'unavailable'
  | 'rate_limited'
  | 'fault'
  | RefusalReason;

export interface SourceMetrics {
  observe(call: { subgraph: string; outcome: SourceOutcome; seconds: number }): void;
  countRetry(subgraph: string): void;
  /** Shows the circuit and the load with each look; returns how to stop. */
  watch(subgraph: string, protection: Pick<Protection, 'circuit' | 'load'>): () => void;
}

/** Seconds; a subgraph in this process answers in one thousandth, a remote one within its limit. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

export function createSourceMetrics(registry: Registry): SourceMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'arbiter_subgraph_requests_total',
    help: 'Requests of the gateway to a subgraph, repeats included in the one they repeat.',
    labelNames: ['subgraph', 'outcome'] as const,
    registers,
  });
  const durations = new Histogram({
    name: 'arbiter_subgraph_request_duration_seconds',
    help: 'Time from the request to a subgraph to its outcome, waiting and repeats included.',
    labelNames: ['subgraph'] as const,
    buckets: durationBuckets,
    registers,
  });
  const retries = new Counter({
    name: 'arbiter_subgraph_retries_total',
    help: 'Queries that were sent again because the subgraph could not be reached.',
    labelNames: ['subgraph'] as const,
    registers,
  });
  const watched = watchGauges(registry);
  return {
    observe({ subgraph, outcome, seconds }) {
      requests.inc({ subgraph, outcome });
      durations.observe({ subgraph }, seconds);
    },
    countRetry: (subgraph) => retries.inc({ subgraph }),
    watch(subgraph, protection) {
      watched.set(subgraph, protection);
      // A source of the same subgraph at another address may have taken its place.
      return () => {
        if (watched.get(subgraph) === protection) watched.delete(subgraph);
      };
    },
  };
}

function watchGauges(registry: Registry) {
  const watched = new Map<string, Pick<Protection, 'circuit' | 'load'>>();
  const states = new Gauge({
    name: 'arbiter_circuit_breaker_state',
    help: '1 for the state that the circuit to a subgraph is in, 0 for the others.',
    labelNames: ['subgraph', 'state'] as const,
    registers: [],
    collect() {
      this.reset();
      for (const [subgraph, protection] of watched) {
        const now = protection.circuit().state;
        for (const state of circuitStates) this.set({ subgraph, state }, state === now ? 1 : 0);
      }
    },
  });
  const loads = new Gauge({
    name: 'arbiter_subgraph_requests_in_progress',
    help: 'Requests to a subgraph that are under way, and those that wait for their turn.',
    labelNames: ['subgraph', 'step'] as const,
    registers: [],
    collect() {
      this.reset();
      for (const [subgraph, protection] of watched) {
        const { active, queued } = protection.load();
        this.set({ subgraph, step: 'active' }, active);
        this.set({ subgraph, step: 'queued' }, queued);
      }
    },
  });
  for (const gauge of [states, loads]) registry.registerMetric(gauge);
  return watched;
}
