/** What happened in each tournament: the rows behind the live events, in the log's order. */
import { Migration } from '@mikro-orm/migrations';
import { appendOnlySql } from '@arbiter/server/db/append-only.ts';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

export class TournamentEvents extends Migration {
  override up(): void {
    this.addSql(`
      create table tournaments.tournament_events (
        id uuid primary key,
        tenant_id varchar(255) not null,
        tournament_id uuid not null,
        kind text not null,
        match_id uuid references tournaments.matches (id),
        entrant_id uuid references tournaments.entrants (id),
        standing_changes jsonb not null,
        occurred_at timestamptz not null,
        foreign key (tenant_id, tournament_id) references tournaments.tournaments (tenant_id, id)
      )`);
    this.addSql(
      `create index tournament_events_tournament
       on tournaments.tournament_events (tournament_id, occurred_at)`,
    );
    this.addSql(
      `create index tournament_events_match on tournaments.tournament_events (match_id)
       where match_id is not null`,
    );
    this.addSql(
      `create index tournament_events_entrant on tournaments.tournament_events (entrant_id)
       where entrant_id is not null`,
    );
    for (const sql of tenantSecuritySql('tournaments.tournament_events')) this.addSql(sql);
    for (const sql of appendOnlySql('tournaments', 'tournament_events')) this.addSql(sql);
  }

  override down(): void {
    this.addSql('drop table tournaments.tournament_events');
  }
}
