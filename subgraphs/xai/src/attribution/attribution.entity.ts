/**
 * The vectors of an attribution, kept apart from its analysis: they can have 100,000 entries, and
 * are read only by who asks for them.
 */
import { defineEntity, p } from '@mikro-orm/postgresql';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';

/** Numbers are written in their shortest exact form, which PostgreSQL reads back to the same double. */
const vector = () => p.array(Number, String).columnType('double precision[]');

export const AttributionVectorsSchema = defineEntity({
  name: 'AttributionVectors',
  schema: 'xai',
  tableName: 'attribution_vectors',
  properties: {
    /** The analysis that they are the result of. */
    analysisId: p.uuid().primary(),
    tenantId: tenantColumn(),
    featureValues: vector(),
    featureNames: p.array().nullable(),
    input: vector().nullable(),
    baseline: vector().nullable(),
  },
  policies: tenantPolicies,
});

export class AttributionVectors extends AttributionVectorsSchema.class {}
AttributionVectorsSchema.setClass(AttributionVectors);
