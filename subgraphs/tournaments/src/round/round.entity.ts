/** Rounds as they are stored: drawn at the start of a tournament and never changed. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';

export const RoundSchema = defineEntity({
  name: 'Round',
  schema: 'tournaments',
  tableName: 'rounds',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    tournamentId: p.uuid(),
    number: p.integer(),
    createdAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class Round extends RoundSchema.class {}
RoundSchema.setClass(Round);

export type RoundRow = Row<Round>;
