/**
 * Tournaments as they are stored. Every command on a tournament, its entrants or its matches locks
 * the tournament's row first and changes it, so that the commands on one tournament run one after
 * another and its version counts them.
 */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { StandingRow } from '../standing/standings.rules.ts';
import type { TournamentConfig } from './tournament-config.rules.ts';
import { type TournamentStatus, tournamentStatuses } from './tournament-status.rules.ts';
import type { RatingSystem, TournamentFormat } from './tournament.rules.ts';

export const TournamentSchema = defineEntity({
  name: 'Tournament',
  schema: 'tournaments',
  tableName: 'tournaments',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    name: p.string().length(255),
    description: p.text().nullable(),
    format: p.string().length(50).$type<TournamentFormat>(),
    status: p.enum(tournamentStatuses).$type<TournamentStatus>(),
    gameType: p.string().length(100),
    ratingSystem: p.string().length(50).$type<RatingSystem>(),
    config: p.json().$type<TournamentConfig>(),
    entrantCount: p.integer(),
    /** Drawn matches, byes not counted. */
    matchCount: p.integer(),
    /** Matches without a result; the tournament is complete when none is left. */
    openMatchCount: p.integer(),
    metadata: p.json().$type<JsonObject>(),
    /** The final standings; null until the tournament is completed. */
    results: p.json().$type<readonly StandingRow[]>().nullable().lazy(),
    version: p.integer().version(),
    startedAt: p.datetime().nullable(),
    completedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class Tournament extends TournamentSchema.class {}
TournamentSchema.setClass(Tournament);

export type TournamentRow = Row<Tournament>;
