/**
 * Edges of the lineage graph as they are stored: data flows from a dataset to a job that reads it,
 * and from a job to a dataset that it writes.
 */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';

export const LineageEdgeSchema = defineEntity({
  name: 'LineageEdge',
  schema: 'registry',
  tableName: 'lineage_edges',
  properties: {
    sourceId: p.uuid().primary(),
    targetId: p.uuid().primary(),
    tenantId: tenantColumn(),
    /** Times of the first and the last event that named the edge. */
    firstSeenAt: p.datetime(),
    lastSeenAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class LineageEdge extends LineageEdgeSchema.class {}
LineageEdgeSchema.setClass(LineageEdge);

export type LineageEdgeRow = Row<LineageEdge>;
