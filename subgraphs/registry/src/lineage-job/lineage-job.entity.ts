/** Jobs that OpenLineage events tell of, as they are stored. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { EntityState } from '../lineage/event-merge.rules.ts';

export const LineageJobSchema = defineEntity({
  name: 'LineageJob',
  schema: 'registry',
  tableName: 'lineage_jobs',
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

export class LineageJob extends LineageJobSchema.class {}
LineageJobSchema.setClass(LineageJob);

export type LineageJobRow = Omit<Row<LineageJob>, 'namespaceStart' | 'nameStart' | 'state'>;
