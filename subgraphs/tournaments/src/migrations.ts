/** The migrations of this subgraph in their order. Names never change once released. */
import { forcedTenancyMigration } from '@arbiter/server/db/forced-tenancy.ts';
import { Tournaments } from '../migrations/0002-tournaments.ts';
import { Matches } from '../migrations/0003-matches.ts';
import { Ratings } from '../migrations/0004-ratings.ts';
import { TournamentEvents } from '../migrations/0005-tournament-events.ts';
import { TournamentResults } from '../migrations/0006-tournament-results.ts';

export const migrations = [
  { name: '0002-tournaments', class: Tournaments },
  { name: '0003-matches', class: Matches },
  { name: '0004-ratings', class: Ratings },
  { name: '0005-tournament-events', class: TournamentEvents },
  { name: '0006-tournament-results', class: TournamentResults },
  { name: '0007-forced-tenancy', class: forcedTenancyMigration('tournaments') },
];
