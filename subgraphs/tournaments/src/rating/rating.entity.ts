/** Ratings and what each match did to them. Written by rating.write.ts alone, with plain SQL. */
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { Row } from '@arbiter/server/db/rows.ts';
import { tenantColumn, tenantPolicies } from '@arbiter/server/db/tenancy.ts';
import type { RatingSystem } from '../tournament/tournament.rules.ts';

export const RatingSchema = defineEntity({
  name: 'Rating',
  schema: 'tournaments',
  tableName: 'ratings',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    /** Whose rating it is, see rating-key.rules.ts; unique with tenant, game and system. */
    agentKey: p.string().length(300),
    agentId: p.uuid().nullable(),
    agentName: p.string().length(255),
    gameType: p.string().length(100),
    ratingSystem: p.string().length(50).$type<RatingSystem>(),
    rating: p.double().$type<number>(),
    gamesPlayed: p.integer(),
    wins: p.integer(),
    draws: p.integer(),
    losses: p.integer(),
    metadata: p.json().$type<JsonObject>(),
    updatedAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class Rating extends RatingSchema.class {}
RatingSchema.setClass(Rating);

export type RatingRow = Row<Rating>;

export const RatingChangeSchema = defineEntity({
  name: 'RatingChange',
  schema: 'tournaments',
  tableName: 'rating_changes',
  properties: {
    id: p.uuid().primary(),
    tenantId: tenantColumn(),
    ratingId: p.uuid(),
    matchId: p.uuid(),
    /** 1 for the first seat, 2 for the second. */
    seat: p.integer().$type<1 | 2>(),
    /** Numbers the changes of a rating from 1, without gaps. */
    gameNumber: p.integer(),
    before: p.double().$type<number>(),
    after: p.double().$type<number>(),
    expected: p.double().$type<number>(),
    actual: p.double().$type<number>(),
    kFactor: p.double().$type<number>(),
    occurredAt: p.datetime(),
  },
  policies: tenantPolicies,
});

export class RatingChange extends RatingChangeSchema.class {}
RatingChangeSchema.setClass(RatingChange);

export type RatingChangeRow = Row<RatingChange>;
