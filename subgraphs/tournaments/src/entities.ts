/** Every entity of this subgraph, for MikroORM and for the check of the migrations. */
import { EntrantSchema } from './entrant/entrant.entity.ts';
import { MatchSchema } from './match/match.entity.ts';
import { RatingChangeSchema, RatingSchema } from './rating/rating.entity.ts';
import { RoundSchema } from './round/round.entity.ts';
import { TournamentEventSchema } from './tournament-event/tournament-event.entity.ts';
import { TournamentSchema } from './tournament/tournament.entity.ts';

export const entities = [
  TournamentSchema,
  EntrantSchema,
  RoundSchema,
  MatchSchema,
  RatingSchema,
  RatingChangeSchema,
  TournamentEventSchema,
];
