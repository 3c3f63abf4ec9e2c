/**
 * What a run, a job and a dataset are, given the events about them so far. Each event is turned into
 * a state by itself and states are merged: merging is associative, commutative and idempotent, so the
 * result does not depend on the order of arrival, and an event that comes twice changes nothing.
 * States are plain JSON, so that they can be stored and merged with what comes next.
 */
import type { DatasetFacts, DatasetRef } from './dataset-facts.rules.ts';
import {
  earlier,
  type EventStamp,
  later,
  pickPresent,
  stampOf,
  stampWithin,
} from './event-stamp.rules.ts';
import {
  type JobFacts,
  type JobRef,
  runFacetFacts,
  type RunFacetFacts,
} from './event-facts.rules.ts';
import { type Facet, type Facets, readerOfFacets } from './facet.rules.ts';
import type { AcceptedEvent } from './openlineage.rules.ts';

/** A facet and the event that said it last. Deleted ones stay, to outlast older events. */
export interface FacetState extends Facet {
  readonly stamp: EventStamp;
}

/** By facet key. */
export type FacetStates = Readonly<Record<string, FacetState>>;

/** An event that a state remembers, for its time. */
export interface Moment {
  readonly stamp: EventStamp;
  /** ISO 8601, UTC, to the millisecond. */
  readonly at: string;
}

/** How a run can end. */
export type RunEnd = 'COMPLETE' | 'ABORT' | 'FAIL';

export interface RunState {
  readonly runId: string;
  readonly earliest: Moment;
  readonly latest: Moment;
  /** The earliest START. */
  readonly start: Moment | null;
  /** The latest event that reports an end, by the order of `EventStamp`. */
  readonly end: (Moment & { readonly type: RunEnd }) | null;
  /** Whether any event says that the run has begun: START or RUNNING. */
  readonly hasBegun: boolean;
  /** The job that the latest event names; all events of a run should name the same. */
  readonly job: JobRef & { readonly stamp: EventStamp };
  readonly facets: FacetStates;
  /** Everything that any event of the run names, by namespace and name. */
  readonly inputs: readonly DatasetRef[];
  readonly outputs: readonly DatasetRef[];
}

/** What one run event says about its run. The event must be of kind `run`. */
export function runStateOf({ event, identity }: AcceptedEvent): RunState {
  const { run, job, eventType } = event;
  if (run === null || job === null) throw new Error('Only run events say something about a run.');
  const stamp = stampOf({ ...event, identity });
  const moment = { stamp, at: event.eventTime.at.toISOString() };
  const isEnd = eventType === 'COMPLETE' || eventType === 'ABORT' || eventType === 'FAIL';
  return {
    runId: run.runId,
    earliest: moment,
    latest: moment,
    start: eventType === 'START' ? moment : null,
    end: isEnd ? { ...moment, type: eventType } : null,
    hasBegun: eventType === 'START' || eventType === 'RUNNING',
    job: { namespace: job.namespace, name: job.name, stamp },
    facets: facetStatesOf(run.facets, stamp),
    inputs: mergeRefs(event.inputs, []),
    outputs: mergeRefs(event.outputs, []),
  };
}

/** What two states of one run say together. */
export function mergeRunStates(a: RunState, b: RunState): RunState {
  return {
    runId: a.runId,
    earliest: earlier(a.earliest, b.earliest),
    latest: later(a.latest, b.latest),
    start: pickPresent(earlier, a.start, b.start),
    end: pickPresent(later, a.end, b.end),
    hasBegun: a.hasBegun || b.hasBegun,
    job: later(a.job, b.job),
    facets: mergeFacetStates(a.facets, b.facets),
    inputs: mergeRefs(a.inputs, b.inputs),
    outputs: mergeRefs(a.outputs, b.outputs),
  };
}

/** NEW: heard of, but neither begun nor ended. */
export type RunStatus = 'NEW' | 'RUNNING' | 'COMPLETED' | 'ABORTED' | 'FAILED';

export interface RunSummary extends RunFacetFacts {
  readonly status: RunStatus;
  /** Time of the earliest START; without one, of the earliest event of any kind. */
  readonly startedAt: Date;
  /** Time of the event that ended the run; null while none has. */
  readonly endedAt: Date | null;
  readonly facets: Facets;
}

/**
 * What a run's state amounts to. Once any event reports an end the run has ended, whatever else comes;
 * of several ends the latest one counts (of two at the same time: FAIL, then ABORT, then COMPLETE).
 */
export function summarizeRun(state: RunState): RunSummary {
  const facets = latestFacets(state.facets);
  return {
    ...runFacetFacts(readerOfFacets(facets)),
    status: statusOf(state),
    startedAt: new Date((state.start ?? state.earliest).at),
    endedAt: state.end && new Date(state.end.at),
    facets,
  };
}

function statusOf({ end, hasBegun }: RunState): RunStatus {
  if (end !== null) return ENDED[end.type];
  return hasBegun ? 'RUNNING' : 'NEW';
}

const ENDED: Readonly<Record<RunEnd, RunStatus>> = {
  COMPLETE: 'COMPLETED',
  ABORT: 'ABORTED',
  FAIL: 'FAILED',
};

/** What is known of a job or a dataset: its facets, each as the latest event has it. */
export interface EntityState extends DatasetRef {
  readonly facets: FacetStates;
}

/** What one event says about its job; null for dataset events. */
export function jobStateOf({ event, identity }: AcceptedEvent): EntityState | null {
  return event.job && entityStateOf(event.job, stampOf({ ...event, identity }));
}

/**
 * What one event says about the datasets that it names, each dataset once. Where it names one more
 * than once, an output counts before an input and a later place in its list before an earlier one.
 */
export function datasetStatesOf({ event, identity }: AcceptedEvent): EntityState[] {
  const stamp = stampOf({ ...event, identity });
  const states = new Map<string, EntityState>();
  const named = [...event.inputs, ...event.outputs, ...(event.dataset ? [event.dataset] : [])];
  named.forEach((dataset, i) => {
    const state = entityStateOf(dataset, stampWithin(stamp, i));
    const key = keyOf(dataset);
    const known = states.get(key);
    states.set(key, known === undefined ? state : mergeEntityStates(known, state));
  });
  return Array.from(states.values());
}

/** What two states of one job or one dataset say together. */
export function mergeEntityStates(a: EntityState, b: EntityState): EntityState {
  return { ...a, facets: mergeFacetStates(a.facets, b.facets) };
}

function entityStateOf(entity: JobFacts | DatasetFacts, stamp: EventStamp): EntityState {
  const { namespace, name } = entity;
  return { namespace, name, facets: facetStatesOf(entity.facets, stamp) };
}

function facetStatesOf(facets: Facets, stamp: EventStamp): FacetStates {
  return Object.fromEntries(Array.from(facets, ([key, facet]) => [key, { ...facet, stamp }]));
}

/** Key by key, the facet of the latest event. */
export function mergeFacetStates(a: FacetStates, b: FacetStates): FacetStates {
  const merged = new Map(Object.entries(a));
  for (const [key, state] of Object.entries(b)) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? state : later(known, state));
  }
  return Object.fromEntries(merged);
}

/** The facets that hold: the latest of each key, without the deleted ones. */
export function latestFacets(states: FacetStates): Facets {
  return new Map(
    Object.entries(states)
      .filter(([, { deleted }]) => !deleted)
      .map(([key, { text, deleted }]) => [key, { text, deleted }]),
  );
}

/** Both lists together, each dataset once, sorted by namespace and name. */
function mergeRefs(a: readonly DatasetRef[], b: readonly DatasetRef[]): DatasetRef[] {
  const refs = new Map(
    [...a, ...b].map(({ namespace, name }) => [keyOf({ namespace, name }), { namespace, name }]),
  );
  return Array.from(refs)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, ref]) => ref);
}

function keyOf({ namespace, name }: DatasetRef): string {
  return JSON.stringify([namespace, name]);
}
