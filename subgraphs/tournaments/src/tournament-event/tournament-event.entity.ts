/**
 * What happened in a tournament, as subscribers follow it. A row shares its id with the event in
 * the outbox, which gives it its position in the tournament's log.
 */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { PointsChange } from '../standing/standing-change.rules.ts';

export const tournamentEventKinds = [
  'TOURNAMENT_CREATED',
  'ENTRANT_ADDED',
  'ENTRANT_WITHDRAWN',
  'TOURNAMENT_STARTED',
  'MATCH_FINISHED',
  'STANDINGS_CHANGED',
  'TOURNAMENT_COMPLETED',
  'TOURNAMENT_CANCELLED',
] as const;

export type TournamentEventKind = (typeof tournamentEventKinds)[number];

export const TournamentEventSchema = defineEntity({
  name: 'TournamentEvent',
  schema: 'tournaments',
  tableName: 'tournament_events',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    tournamentId: p.uuid(),
    kind: p.enum(tournamentEventKinds).$type<TournamentEventKind>(),
    matchId: p.uuid().nullable(),
    entrantId: p.uuid().nullable(),
    standingChanges: p.json().$type<readonly PointsChange[]>(),
    occurredAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class TournamentEvent extends TournamentEventSchema.class {}
TournamentEventSchema.setClass(TournamentEvent);

export type TournamentEventRow = Row<TournamentEvent>;
