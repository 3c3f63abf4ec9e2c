/** Datasets that OpenLineage events tell of, and their versions, as they are stored. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { SchemaField } from '../lineage/dataset-facts.rules.ts';
import type { EntityState } from '../lineage/event-merge.rules.ts';

export const LineageDatasetSchema = defineEntity({
  name: 'LineageDataset',
  schema: 'registry',
  tableName: 'lineage_datasets',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    /** Hash of namespace and name, unique in the tenant; see nodeKey. */
    key: p.blob(),
    namespace: p.text(),
    name: p.text(),
    /** Their beginnings, by which they are found: names have no limit, entries of an index have. */
    namespaceStart: p.text().generated(`(left(namespace, 200)) stored`).nullable().lazy(),
    nameStart: p.text().generated(`(left(name, 200)) stored`).nullable().lazy(),
    state: p.json().columnType('json').$type<EntityState>().lazy(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class LineageDataset extends LineageDatasetSchema.class {}
LineageDatasetSchema.setClass(LineageDataset);

export type LineageDatasetRow = Omit<Row<LineageDataset>, 'namespaceStart' | 'nameStart' | 'state'>;

export const LineageDatasetVersionSchema = defineEntity({
  name: 'LineageDatasetVersion',
  schema: 'registry',
  tableName: 'lineage_dataset_versions',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    datasetId: p.uuid(),
    hash: p.blob(),
    /** The producer's own name for the version. */
    version: p.text().nullable(),
    fields: p.json().columnType('json').$type<readonly SchemaField[]>().nullable().lazy(),
    /** The first and the last event that showed this content, by event time. */
    firstStamp: p.text().collation('C'),
    firstAt: p.datetime(),
    firstRunId: p.uuid().nullable(),
    lastStamp: p.text().collation('C'),
    lastAt: p.datetime(),
    lastRunId: p.uuid().nullable(),
  },
  policies: tenantPolicies,
});

export class LineageDatasetVersion extends LineageDatasetVersionSchema.class {}
LineageDatasetVersionSchema.setClass(LineageDatasetVersion);

export type LineageDatasetVersionRow = Omit<Row<LineageDatasetVersion>, 'fields'>;
