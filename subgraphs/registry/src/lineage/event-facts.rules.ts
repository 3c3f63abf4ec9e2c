/**
 * What one lineage event says, in one shape for all versions and producers: the part of it that runs,
 * jobs and datasets are built from. What a producer omits is null; what it says wrongly inside a facet
 * counts as omitted, and the facet's text keeps it.
 */
import type { ReadJson } from '@arbiter/kernel/json/exact-json.ts';
import { type DatasetFacts, type Owner, readDataset, readOwners } from './dataset-facts.rules.ts';
import { type EventKind, kindOf, namedVersion, UUID } from './event-schema.rules.ts';
import { type EventTime, parseEventTime } from './event-time.rules.ts';
import { type FacetReader, type Facets, facetsAt, readerOfContainer } from './facet.rules.ts';
import { asList, asText, memberOf, textOf } from './json-shape.rules.ts';

/** The transition that a run event reports. */
export type RunEventType = 'START' | 'RUNNING' | 'COMPLETE' | 'ABORT' | 'FAIL' | 'OTHER';

export interface JobRef {
  readonly namespace: string;
  readonly name: string;
}

export interface RunRef {
  /** A UUID in lower case. */
  readonly runId: string;
  readonly job: JobRef | null;
}

/** What the standard's facets say about a run. */
export interface RunFacetFacts {
  readonly parent: RunRef | null;
  /** The run at the top, when the parent facet names it. */
  readonly root: RunRef | null;
  readonly nominalStartTime: Date | null;
  readonly nominalEndTime: Date | null;
  readonly errorMessage: {
    readonly message: string;
    readonly programmingLanguage: string | null;
    readonly stackTrace: string | null;
  } | null;
}

export interface RunFacts extends RunFacetFacts {
  /** A UUID in lower case. */
  readonly runId: string;
  readonly facets: Facets;
}

/** What the standard's facets say about a job. */
export interface JobFacetFacts {
  readonly jobType: {
    readonly processingType: string | null;
    readonly integration: string | null;
    readonly jobType: string | null;
  } | null;
  readonly sql: { readonly query: string; readonly dialect: string | null } | null;
  readonly sourceCodeLocation: {
    readonly type: string | null;
    readonly url: string | null;
    readonly repoUrl: string | null;
    readonly path: string | null;
    readonly version: string | null;
    readonly tag: string | null;
    readonly branch: string | null;
  } | null;
  readonly documentation: string | null;
  readonly owners: readonly Owner[];
}

export interface JobFacts extends JobRef, JobFacetFacts {
  readonly facets: Facets;
}

export interface LineageEventFacts {
  readonly kind: EventKind;
  /** Null for job and dataset events, and for run events that do not say. */
  readonly eventType: RunEventType | null;
  readonly eventTime: EventTime;
  readonly producer: string;
  readonly schemaUrl: string | null;
  /** The version of the core schema that `schemaUrl` names, if Arbiter knows it. */
  readonly specVersion: string | null;
  /** Present for run events only. */
  readonly run: RunFacts | null;
  /** Present for run and job events. */
  readonly job: JobFacts | null;
  /** In the order of the event; a dataset may occur more than once. Empty for dataset events. */
  readonly inputs: readonly DatasetFacts[];
  readonly outputs: readonly DatasetFacts[];
  /** Present for dataset events only. */
  readonly dataset: DatasetFacts | null;
}

/** Reads the facts of an event for which `faultsOfEvent` found no fault. */
export function factsOfEvent(read: ReadJson): LineageEventFacts {
  const event = read.value;
  const kind = kindOf(event);
  const eventTime = parseEventTime(textOf(event, 'eventTime') ?? '');
  if (eventTime === null) throw new Error('The event was not checked against its schema.');
  const isStatic = kind === 'dataset';
  return {
    kind,
    eventType:
      kind === 'run' ? (asText(memberOf(event, 'eventType')) as RunEventType | null) : null,
    eventTime,
    producer: textOf(event, 'producer') ?? '',
    schemaUrl: textOf(event, 'schemaURL'),
    specVersion: namedVersion(event),
    run: kind === 'run' ? readRun(read, memberOf(event, 'run')) : null,
    job: isStatic ? null : readJob(read, memberOf(event, 'job')),
    inputs: isStatic ? [] : readDatasets(read, 'inputs', 'inputFacets'),
    outputs: isStatic ? [] : readDatasets(read, 'outputs', 'outputFacets'),
    dataset: isStatic ? readDatasetAt(read, memberOf(event, 'dataset'), '/dataset') : null,
  };
}

/** Reads the standard's run facets. `parentRun` is the key that old Airflow integrations used. */
export function runFacetFacts(facet: FacetReader): RunFacetFacts {
  const parent = facet('parent') ?? facet('parentRun');
  const nominalTime = facet('nominalTime');
  const error = facet('errorMessage');
  const message = textOf(error, 'message');
  return {
    parent: readRunRef(parent),
    root: readRunRef(memberOf(parent, 'root')),
    nominalStartTime: readTime(memberOf(nominalTime, 'nominalStartTime')),
    nominalEndTime: readTime(memberOf(nominalTime, 'nominalEndTime')),
    errorMessage:
      message === null
        ? null
        : {
            message,
            programmingLanguage: textOf(error, 'programmingLanguage'),
            stackTrace: textOf(error, 'stackTrace'),
          },
  };
}

/** Reads the standard's job facets. */
export function jobFacetFacts(facet: FacetReader): JobFacetFacts {
  const query = textOf(facet('sql'), 'query');
  return {
    jobType: readTexts(facet('jobType'), ['processingType', 'integration', 'jobType']),
    sql: query === null ? null : { query, dialect: textOf(facet('sql'), 'dialect') },
    sourceCodeLocation: readTexts(facet('sourceCodeLocation'), [
      'type',
      'url',
      'repoUrl',
      'path',
      'version',
      'tag',
      'branch',
    ]),
    documentation: textOf(facet('documentation'), 'description'),
    owners: readOwners(facet('ownership')),
  };
}

function readRun(read: ReadJson, run: unknown): RunFacts {
  const container = memberOf(run, 'facets');
  return {
    runId: (textOf(run, 'runId') ?? '').toLowerCase(),
    ...runFacetFacts(readerOfContainer(container)),
    facets: facetsAt(read, '/run/facets', container),
  };
}

function readJob(read: ReadJson, job: unknown): JobFacts {
  const container = memberOf(job, 'facets');
  return {
    namespace: textOf(job, 'namespace') ?? '',
    name: textOf(job, 'name') ?? '',
    ...jobFacetFacts(readerOfContainer(container)),
    facets: facetsAt(read, '/job/facets', container),
  };
}

function readDatasets(read: ReadJson, list: string, roleFacets: string): DatasetFacts[] {
  return asList(memberOf(read.value, list)).map((dataset, i) =>
    readDatasetAt(read, dataset, `/${list}/${i}`, roleFacets),
  );
}

function readDatasetAt(
  read: ReadJson,
  dataset: unknown,
  pointer: string,
  roleFacets: string | null = null,
): DatasetFacts {
  return readDataset(dataset, {
    facets: facetsAt(read, `${pointer}/facets`, memberOf(dataset, 'facets')),
    roleFacets:
      roleFacets === null
        ? new Map()
        : facetsAt(read, `${pointer}/${roleFacets}`, memberOf(dataset, roleFacets)),
  });
}

function readRunRef(value: unknown): RunRef | null {
  const runId = textOf(memberOf(value, 'run'), 'runId');
  if (runId === null || !UUID.test(runId)) return null;
  const job = memberOf(value, 'job');
  const [namespace, name] = [textOf(job, 'namespace'), textOf(job, 'name')];
  return {
    runId: runId.toLowerCase(),
    job: namespace === null || name === null ? null : { namespace, name },
  };
}

function readTime(value: unknown): Date | null {
  return parseEventTime(asText(value) ?? '')?.at ?? null;
}

/** The named texts of a facet, null where there is none; null when there is no facet at all. */
function readTexts<Name extends string>(
  facet: unknown,
  names: readonly Name[],
): Record<Name, string | null> | null {
  const entries = names.map((name) => [name, textOf(facet, name)] as const);
  const isPresent = entries.some(([, text]) => text !== null);
  return isPresent ? (Object.fromEntries(entries) as Record<Name, string | null>) : null;
}
