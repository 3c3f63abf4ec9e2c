/**
 * The door for OpenLineage events: takes the bytes that a producer posted and says whether they are
 * stored, and as what, or why not. Pure: nothing is stored here, and nothing throws.
 */
import {
  type JsonFault,
  malformed,
  readExactJson,
  type ReadJsonOptions,
} from '@arbiter/kernel/json/exact-json.ts';
import { splitJsonArray } from '@arbiter/kernel/json/json-array.ts';
import { factsOfEvent, type LineageEventFacts } from './event-facts.rules.ts';
import { findingsOfEvent, type QualityFinding } from './event-quality.rules.ts';
import { faultsOfEvent } from './event-schema.rules.ts';
import { FACET_CONTAINERS, FACETS_DEPTH } from './facet.rules.ts';

/** To be stored. */
export interface AcceptedEvent {
  readonly kind: 'accepted';
  readonly event: LineageEventFacts;
  /** The event as it was posted, byte for byte; in a batch, the element's own text. */
  readonly rawBody: string;
  /**
   * 64 hexadecimal digits that are equal for equal events and for no others: the standard has no
   * event id. White space, order of members and the spelling of strings and numbers do not count.
   */
  readonly identity: string;
  /** What is wrong with the event all the same. */
  readonly findings: readonly QualityFinding[];
}

/** Not JSON (HTTP 400). */
export interface MalformedBody {
  readonly kind: 'malformed';
  /** A sentence with the place. */
  readonly detail: string;
}

/** JSON, but not to be stored (HTTP 422). Every fault is listed, up to about a thousand. */
export interface RefusedEvent {
  readonly kind: 'refused';
  readonly errors: readonly JsonFault[];
}

/** Reads one posted event. */
export function readLineageEvent(
  body: Uint8Array | string,
): AcceptedEvent | MalformedBody | RefusedEvent {
  const read = readExactJson(body, KEEP_FACETS);
  if (read.kind === 'malformed') return { kind: 'malformed', detail: read.detail };
  const errors = read.value === undefined ? [] : faultsOfEvent(read.value);
  if (read.kind === 'refused') return { kind: 'refused', errors: [...read.faults, ...errors] };
  if (errors.length > 0) return { kind: 'refused', errors };
  return {
    kind: 'accepted',
    event: factsOfEvent(read),
    rawBody: read.text,
    identity: read.identity,
    findings: findingsOfEvent(read),
  };
}

const KEEP_FACETS: ReadJsonOptions = {
  keepMembersOf: { names: FACET_CONTAINERS, depth: FACETS_DEPTH },
};

/** Most events in one batch: ten megabytes of the smallest possible events are fewer. */
export const MAX_BATCH_EVENTS = 100_000;

export interface LineageBatch {
  readonly kind: 'batch';
  /** One for each element, in order. Pointers are relative to the element. */
  readonly items: readonly (AcceptedEvent | RefusedEvent)[];
}

/**
 * Reads a posted batch. Malformed when any element is, because then the body is not JSON; refused as
 * a whole when it is no array or too long; else each element is accepted or refused by itself.
 */
export function readLineageBatch(body: Uint8Array): LineageBatch | MalformedBody | RefusedEvent {
  const steps = readLineageBatchInSteps(body);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Bytes of elements after which reading pauses: some milliseconds of work. */
const STEP_BYTES = 100_000;

/** As readLineageBatch, with pauses, so that a large batch need not hold up everything else. */
export function* readLineageBatchInSteps(
  body: Uint8Array,
): Generator<void, LineageBatch | MalformedBody | RefusedEvent, void> {
  const split = splitJsonArray(body);
  if (split.kind === 'malformed') return { kind: 'malformed', detail: split.detail };
  if (split.kind === 'not-an-array') return refuseNoArray(body);
  if (split.elements.length > MAX_BATCH_EVENTS) {
    return refuse(`A batch has at most ${MAX_BATCH_EVENTS} events, not ${split.elements.length}.`);
  }
  const items: (AcceptedEvent | RefusedEvent)[] = [];
  let bytes = 0;
  for (const element of split.elements) {
    const item = readLineageEvent(element);
    if (item.kind === 'malformed') return malformedElement(body, element);
    items.push(item);
    bytes += element.length;
    if (bytes < STEP_BYTES) continue;
    bytes = 0;
    yield;
  }
  return { kind: 'batch', items };
}

function refuseNoArray(body: Uint8Array): MalformedBody | RefusedEvent {
  const read = readExactJson(body);
  if (read.kind === 'malformed') return { kind: 'malformed', detail: read.detail };
  return refuse('A batch must be a JSON array of events.');
}

function refuse(detail: string): RefusedEvent {
  return { kind: 'refused', errors: [{ pointer: '', detail }] };
}

/** Says where in the body, rather than in the element, the JSON breaks. */
function malformedElement(body: Uint8Array, element: Uint8Array): MalformedBody {
  const read = readExactJson(element);
  if (read.kind !== 'malformed') return { kind: 'malformed', detail: 'Malformed JSON.' };
  const { reason, offset } = read;
  const { detail } = malformed(body, reason, element.byteOffset - body.byteOffset + offset);
  return { kind: 'malformed', detail };
}
