/**
 * What Arbiter knows of a dataset from one event: its schema, its column lineage and other facets of
 * the standard, in one shape whatever version the producer speaks. What is missing or misshapen is
 * null or left out; the facets themselves keep everything.
 */
import { type FacetReader, type Facets, readerOfContainer } from './facet.rules.ts';
import { asRecord, asList, mapPresent, memberOf, textOf } from './json-shape.rules.ts';

/** What a job reads or writes; unique by both parts together. */
export interface DatasetRef {
  readonly namespace: string;
  readonly name: string;
}

export interface SchemaField {
  readonly name: string;
  readonly type: string | null;
  readonly description: string | null;
  /** Fields of a nested type, in order; empty for a plain one. */
  readonly fields: readonly SchemaField[];
}

/** A field of another dataset that a field, or the dataset as a whole, is made from. */
export interface ColumnInput extends DatasetRef {
  readonly field: string;
  readonly transformations: readonly {
    readonly type: string;
    readonly subtype: string | null;
    readonly description: string | null;
    readonly masking: boolean | null;
  }[];
}

export interface ColumnLineage {
  readonly fields: readonly { readonly name: string; readonly inputs: readonly ColumnInput[] }[];
  /** Inputs that affect every row, by filter, join or order. */
  readonly dataset: readonly ColumnInput[];
}

export interface Owner {
  readonly name: string;
  readonly type: string | null;
}

/** What the standard's facets say about a dataset. */
export interface DatasetFacetFacts {
  /** Null when the event says nothing about the schema; empty when it says there are no fields. */
  readonly fields: readonly SchemaField[] | null;
  readonly columnLineage: ColumnLineage | null;
  /** The producer's own name for the dataset's version. */
  readonly version: string | null;
  readonly dataSource: { readonly name: string | null; readonly uri: string | null } | null;
  readonly symlinks: readonly (DatasetRef & { readonly type: string | null })[];
  readonly lifecycleStateChange: {
    readonly state: string;
    /** What the dataset was called before a rename. */
    readonly previous: DatasetRef | null;
  } | null;
  readonly storage: { readonly layer: string; readonly fileFormat: string | null } | null;
  readonly documentation: string | null;
  readonly owners: readonly Owner[];
}

export interface DatasetFacts extends DatasetRef, DatasetFacetFacts {
  readonly facets: Facets;
  /** `inputFacets` of an input, `outputFacets` of an output; empty for a dataset event. */
  readonly roleFacets: Facets;
}

/** Reads one dataset of an event that the core schema takes. */
export function readDataset(
  dataset: unknown,
  facets: { readonly facets: Facets; readonly roleFacets: Facets },
): DatasetFacts {
  return {
    namespace: textOf(dataset, 'namespace') ?? '',
    name: textOf(dataset, 'name') ?? '',
    ...datasetFacetFacts(readerOfContainer(memberOf(dataset, 'facets'))),
    ...facets,
  };
}

/** Reads the standard's dataset facets. */
export function datasetFacetFacts(facet: FacetReader): DatasetFacetFacts {
  const fields = memberOf(facet('schema'), 'fields');
  const dataSource = asRecord(facet('dataSource'));
  return {
    fields: Array.isArray(fields) ? mapPresent(fields, readSchemaField) : null,
    columnLineage: readColumnLineage(facet('columnLineage')),
    version: textOf(facet('version'), 'datasetVersion'),
    dataSource: dataSource && { name: textOf(dataSource, 'name'), uri: textOf(dataSource, 'uri') },
    symlinks: mapPresent(asList(memberOf(facet('symlinks'), 'identifiers')), (identifier) => {
      const ref = readDatasetRef(identifier);
      return ref && { ...ref, type: textOf(identifier, 'type') };
    }),
    lifecycleStateChange: readLifecycleStateChange(facet('lifecycleStateChange')),
    storage: readStorage(facet('storage')),
    documentation: textOf(facet('documentation'), 'description'),
    owners: readOwners(facet('ownership')),
  };
}

/** The owners that an `ownership` facet of a dataset or a job names. */
export function readOwners(facet: unknown): Owner[] {
  return mapPresent(asList(memberOf(facet, 'owners')), (owner) => {
    const name = textOf(owner, 'name');
    return name === null ? null : { name, type: textOf(owner, 'type') };
  });
}

/** Namespace and name, if both are there. */
export function readDatasetRef(value: unknown): DatasetRef | null {
  const [namespace, name] = [textOf(value, 'namespace'), textOf(value, 'name')];
  return namespace === null || name === null ? null : { namespace, name };
}

function readSchemaField(value: unknown): SchemaField | null {
  const name = textOf(value, 'name');
  if (name === null) return null;
  return {
    name,
    type: textOf(value, 'type'),
    description: textOf(value, 'description'),
    fields: mapPresent(asList(memberOf(value, 'fields')), readSchemaField),
  };
}

function readColumnLineage(facet: unknown): ColumnLineage | null {
  const fields = asRecord(memberOf(facet, 'fields'));
  if (fields === null) return null;
  return {
    fields: Object.entries(fields).map(([name, field]) => ({
      name,
      inputs: readColumnInputs(memberOf(field, 'inputFields'), field),
    })),
    dataset: readColumnInputs(memberOf(facet, 'dataset'), null),
  };
}

/** `field` carries the one transformation that versions before 1-1-0 gave to all inputs together. */
function readColumnInputs(inputs: unknown, field: unknown): ColumnInput[] {
  const shared = readTransformation({
    type: memberOf(field, 'transformationType'),
    description: memberOf(field, 'transformationDescription'),
  });
  return mapPresent(asList(inputs), (input) => {
    const ref = readDatasetRef(input);
    const name = textOf(input, 'field');
    if (ref === null || name === null) return null;
    const own = mapPresent(asList(memberOf(input, 'transformations')), readTransformation);
    const transformations = own.length > 0 || shared === null ? own : [shared];
    return { ...ref, field: name, transformations };
  });
}

function readTransformation(value: unknown): ColumnInput['transformations'][number] | null {
  const type = textOf(value, 'type');
  if (type === null) return null;
  const masking = memberOf(value, 'masking');
  return {
    type,
    subtype: textOf(value, 'subtype'),
    description: textOf(value, 'description'),
    masking: typeof masking === 'boolean' ? masking : null,
  };
}

function readLifecycleStateChange(facet: unknown): DatasetFacetFacts['lifecycleStateChange'] {
  const state = textOf(facet, 'lifecycleStateChange');
  if (state === null) return null;
  return { state, previous: readDatasetRef(memberOf(facet, 'previousIdentifier')) };
}

function readStorage(facet: unknown): DatasetFacetFacts['storage'] {
  const layer = textOf(facet, 'storageLayer');
  return layer === null ? null : { layer, fileFormat: textOf(facet, 'fileFormat') };
}
