/** Entrants as they are stored. Rows are never removed: who withdraws keeps the row. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';

export const EntrantSchema = defineEntity({
  name: 'Entrant',
  schema: 'tournaments',
  tableName: 'entrants',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    tournamentId: p.uuid(),
    /** Order of entry, from 1, without gaps. */
    entryNumber: p.integer(),
    agentId: p.uuid().nullable(),
    agentName: p.string().length(255),
    /** Before the start the seed that was asked for; then 1..n, null for who left before it. */
    seed: p.integer().nullable(),
    /** With wins, draws and losses the entrant's row of the standings, kept up with each result. */
    points: p.double().$type<number>(),
    wins: p.integer(),
    draws: p.integer(),
    losses: p.integer(),
    withdrawnAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class Entrant extends EntrantSchema.class {}
EntrantSchema.setClass(Entrant);

export type EntrantRow = Row<Entrant>;
