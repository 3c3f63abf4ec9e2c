/** Matches as they are stored: drawn at the start of a tournament, finished once. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import { type MatchStatus, type Score, matchStatuses } from './match.rules.ts';

export const MatchSchema = defineEntity({
  name: 'Match',
  schema: 'tournaments',
  tableName: 'matches',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    tournamentId: p.uuid(),
    roundId: p.uuid(),
    roundNumber: p.integer(),
    matchNumber: p.integer(),
    /** Numbers the matches of a tournament from 1, through all rounds. */
    position: p.integer(),
    status: p.enum(matchStatuses).$type<MatchStatus>(),
    firstEntrantId: p.uuid(),
    /** Null for a bye. */
    secondEntrantId: p.uuid().nullable(),
    /** The entrants' agents, copied so that an agent's matches are read from one index. */
    firstAgentId: p.uuid().nullable(),
    secondAgentId: p.uuid().nullable(),
    firstScore: p.double().$type<Score>().nullable(),
    secondScore: p.double().$type<Score>().nullable(),
    isForfeit: p.boolean().default(false),
    gameLogs: p.json().$type<unknown>().nullable().lazy(),
    metadata: p.json().$type<JsonObject>(),
    startedAt: p.datetime().nullable(),
    completedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class Match extends MatchSchema.class {}
MatchSchema.setClass(Match);

export type MatchRow = Row<Match>;
