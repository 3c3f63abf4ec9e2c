/** What /metrics says of planning: how long it takes, what waits for it, and planners that were lost. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/**
 * `planned`: with a plan, or with the planner's refusal of single fields; `fault`: the planner threw;
 * `timeout`: stopped at the limit; `died`: the planner ended; `refused`: not begun, as too many waited
 * or the same operation has stopped the planner lately.
 */
const outcomes = ['planned', 'fault', 'timeout', 'died', 'refused'] as const;
export type PlanningOutcome = (typeof outcomes)[number];

export interface PlanningMetrics {
  /** `seconds` in the planner; none for what was not begun. */
  observe(outcome: PlanningOutcome, seconds?: number): void;
  /** Operations that wait or are being planned: one more, or one less. */
  countWaiting(change: 1 | -1): void;
  /** A planner was started in place of one that was stopped, or has died. */
  countRestart(): void;
}

/** Seconds; operations of applications take milliseconds, what takes seconds is hostile or huge. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Adds the metrics to a registry. */
export function createPlanningMetrics(registry: Registry): PlanningMetrics {
  const registers = [registry];
  const plannings = new Counter({
    name: 'arbiter_plannings_total',
    help: 'Operations that had no plan yet, by what came of planning them.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const durations = new Histogram({
    name: 'arbiter_planning_duration_seconds',
    help: 'Time in which the planner planned one operation, without its wait for the planner.',
    buckets: durationBuckets,
    registers,
  });
  const waiting = new Gauge({
    name: 'arbiter_plannings_in_progress',
    help: 'Operations that are being planned or wait for it.',
    registers,
  });
  const restarts = new Counter({
    name: 'arbiter_planner_restarts_total',
    help: 'Planners that were started in place of one that was stopped or has died.',
    registers,
  });
  // From the start on, so that a rate can be taken of the first one.
  for (const outcome of outcomes) plannings.inc({ outcome }, 0);
  return {
    observe(outcome, seconds) {
      plannings.inc({ outcome });
      if (seconds !== undefined) durations.observe(seconds);
    },
    countWaiting: (change) => waiting.inc(change),
    countRestart: () => restarts.inc(),
  };
}
