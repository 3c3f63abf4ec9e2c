/**
 * Events of OpenLineage (specification 2-0-2, https://openlineage.io/spec/2-0-2/OpenLineage.json), as
 * far as the core schema defines them; the shape of facets is their producers'.
 */

/** By name; each has `_producer` and `_schemaURL`. */
export type OpenLineageFacets = Readonly<Record<string, unknown>>;

interface EventBase {
  /** RFC 3339 with an offset, e.g. `2026-11-21T08:30:00.000Z`. */
  readonly eventTime: string;
  /** URI of the code that reports. */
  readonly producer: string;
  /** URI of the schema and version that the event follows. */
  readonly schemaURL: string;
}

export interface OpenLineageJob {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: OpenLineageFacets;
}

export interface OpenLineageDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: OpenLineageFacets;
}

export interface OpenLineageInput extends OpenLineageDataset {
  readonly inputFacets?: OpenLineageFacets;
}

export interface OpenLineageOutput extends OpenLineageDataset {
  readonly outputFacets?: OpenLineageFacets;
}

/** A job runs: it starts, goes on, or has ended. */
export interface OpenLineageRunEvent extends EventBase {
  readonly eventType?: 'START' | 'RUNNING' | 'COMPLETE' | 'ABORT' | 'FAIL' | 'OTHER';
  /** `runId` is a UUID. */
  readonly run: { readonly runId: string; readonly facets?: OpenLineageFacets };
  readonly job: OpenLineageJob;
  readonly inputs?: readonly OpenLineageInput[];
  readonly outputs?: readonly OpenLineageOutput[];
}

/** What a job is, whether it runs or not. */
export interface OpenLineageJobEvent extends EventBase {
  readonly job: OpenLineageJob;
  readonly inputs?: readonly OpenLineageInput[];
  readonly outputs?: readonly OpenLineageOutput[];
}

/** What a dataset is. */
export interface OpenLineageDatasetEvent extends EventBase {
  readonly dataset: OpenLineageDataset;
}

export type OpenLineageEvent = OpenLineageRunEvent | OpenLineageJobEvent | OpenLineageDatasetEvent;
