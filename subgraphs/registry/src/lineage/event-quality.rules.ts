/**
 * What is wrong with an event that is taken all the same: quality findings, to be stored beside the
 * event and shown to whoever runs the producer.
 */
import type { ReadJson } from '@arbiter/kernel/json/exact-json.ts';
import { appendToPointer, formatPointer } from '@arbiter/kernel/json/json-pointer.ts';
import { type EventKind, kindOf, NEWEST_SPEC_VERSION, namedVersion } from './event-schema.rules.ts';
import { parseEventTime } from './event-time.rules.ts';
import { faultsOfFacet, type FacetPlace } from './facet-schema.rules.ts';
import { asList, memberOf, textOf } from './json-shape.rules.ts';
import { addBounded, type BoundedList, boundedList, isFull } from './schema-fault.rules.ts';

/** What kind of finding: stable names for clients. */
export type FindingCode =
  | 'SCHEMA_URL_MISSING'
  | 'SCHEMA_URL_UNKNOWN'
  | 'TIME_WITHOUT_OFFSET'
  | 'FACET_PRODUCER_MISSING'
  | 'FACET_SCHEMA_URL_MISSING'
  | 'FACET_INVALID';

export interface QualityFinding {
  /** Where in the event (RFC 6901); for a missing member, where it should be. */
  readonly pointer: string;
  readonly code: FindingCode;
  /** A sentence for the people who run the producer. */
  readonly detail: string;
  /** The facet's key, for findings about a facet. */
  readonly facet: string | null;
}

/**
 * All findings of an event that the core schema takes, in the order of the event's parts: the event
 * itself, run, job, dataset, inputs, outputs. Listed are at most MAX_LISTED.
 */
export function findingsOfEvent(read: ReadJson): QualityFinding[] {
  const { value } = read;
  const list = boundedList<QualityFinding>();
  for (const finding of findingsOfEnvelope(value)) addBounded(list, finding);
  const visit = (holder: unknown, pointer: string, containers: readonly Container[]): void => {
    for (const [name, place] of containers) {
      const at = `${pointer}/${name}`;
      addFacetFindings(list, { read, container: memberOf(holder, name), pointer: at, place });
    }
  };
  for (const [name, containers] of PARTS[kindOf(value)]) {
    visit(memberOf(value, name), `/${name}`, containers);
  }
  for (const [name, containers] of kindOf(value) === 'dataset' ? [] : LISTS) {
    asList(memberOf(value, name)).forEach((dataset, i) => {
      visit(dataset, formatPointer([name, i]), containers);
    });
  }
  return list.items;
}

type Container = readonly [name: string, place: FacetPlace];
type Part = readonly [name: string, containers: readonly Container[]];

const RUN: Part = ['run', [['facets', 'RunFacet']]];
const JOB: Part = ['job', [['facets', 'JobFacet']]];
const DATASET: Container = ['facets', 'DatasetFacet'];
const PARTS: Readonly<Record<EventKind, readonly Part[]>> = {
  run: [RUN, JOB],
  job: [JOB],
  dataset: [['dataset', [DATASET]]],
};
const LISTS: readonly Part[] = [
  ['inputs', [DATASET, ['inputFacets', 'InputDatasetFacet']]],
  ['outputs', [DATASET, ['outputFacets', 'OutputDatasetFacet']]],
];

function findingsOfEnvelope(event: unknown): QualityFinding[] {
  const findings: QualityFinding[] = [];
  const add = (pointer: string, code: FindingCode, detail: string): void => {
    findings.push({ pointer, code, detail, facet: null });
  };
  if (memberOf(event, 'schemaURL') === undefined) {
    const detail = `schemaURL is missing; the event was checked against version ${NEWEST_SPEC_VERSION}.`;
    add('/schemaURL', 'SCHEMA_URL_MISSING', detail);
  } else if (namedVersion(event) === null) {
    const detail = `schemaURL names no version known here; the event was checked against ${NEWEST_SPEC_VERSION}.`;
    add('/schemaURL', 'SCHEMA_URL_UNKNOWN', detail);
  }
  if (parseEventTime(textOf(event, 'eventTime') ?? '')?.hasOffset === false) {
    add('/eventTime', 'TIME_WITHOUT_OFFSET', 'eventTime has no offset and was taken as UTC.');
  }
  return findings;
}

interface FacetContainer {
  readonly read: ReadJson;
  readonly container: unknown;
  readonly pointer: string;
  readonly place: FacetPlace;
}

function addFacetFindings(
  list: BoundedList<QualityFinding>,
  { read, container, pointer, place }: FacetContainer,
): void {
  for (const [key, text] of read.membersAt(pointer)) {
    if (isFull(list)) return;
    const value = memberOf(container, key);
    const at = appendToPointer(pointer, key);
    for (const { pointer: inside, detail } of faultsOfFacet({
      place,
      key,
      value,
      chars: text.length,
    })) {
      addBounded(list, { pointer: at + inside, code: codeOf(value, inside), detail, facet: key });
    }
  }
}

function codeOf(facet: unknown, pointer: string): FindingCode {
  const isMissing = memberOf(facet, pointer.slice(1)) === undefined;
  return (isMissing ? MISSING_CODES.get(pointer) : undefined) ?? 'FACET_INVALID';
}

const MISSING_CODES: ReadonlyMap<string, FindingCode> = new Map([
  ['/_producer', 'FACET_PRODUCER_MISSING'],
  ['/_schemaURL', 'FACET_SCHEMA_URL_MISSING'],
]);
