/** Ratings, and the history of what each match did to them. */
import { Migration } from '@mikro-orm/migrations';
import { appendOnlyFunctionSql, appendOnlySql } from '@arbiter/server/db/append-only.ts';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

export class Ratings extends Migration {
  override up(): void {
    this.addSql(`
      create table tournaments.ratings (
        id uuid primary key,
        tenant_id varchar(255) not null,
        agent_key varchar(300) not null,
        agent_id uuid,
        agent_name varchar(255) not null,
        game_type varchar(100) not null,
        rating_system varchar(50) not null check (rating_system in ('ELO')),
        rating double precision not null,
        games_played int not null,
        wins int not null check (wins >= 0),
        draws int not null check (draws >= 0),
        losses int not null check (losses >= 0),
        metadata jsonb not null,
        updated_at timestamptz not null,
        check (games_played = wins + draws + losses)
      )`);
    this.addSql(`create unique index ratings_tenant_id on tournaments.ratings (tenant_id, id)`);
    this.addSql(
      `create unique index ratings_key
       on tournaments.ratings (tenant_id, game_type, rating_system, agent_key)`,
    );
    this.addSql(
      `create index ratings_leaderboard
       on tournaments.ratings (tenant_id, game_type, rating_system, rating desc, id)`,
    );
    this.addSql(
      `create index ratings_agent on tournaments.ratings (agent_id) where agent_id is not null`,
    );
    // One change a rating and match, numbered without gaps: a match cannot be rated twice.
    this.addSql(`
      create table tournaments.rating_changes (
        id uuid primary key,
        tenant_id varchar(255) not null,
        rating_id uuid not null,
        match_id uuid not null references tournaments.matches (id),
        seat int not null check (seat in (1, 2)),
        game_number int not null check (game_number >= 1),
        before double precision not null,
        after double precision not null,
        expected double precision not null check (expected between 0 and 1),
        actual double precision not null check (actual in (0, 0.5, 1)),
        k_factor double precision not null check (k_factor > 0),
        occurred_at timestamptz not null,
        foreign key (tenant_id, rating_id) references tournaments.ratings (tenant_id, id)
      )`);
    this.addSql(
      `create unique index rating_changes_game
       on tournaments.rating_changes (rating_id, game_number)`,
    );
    this.addSql(
      `create unique index rating_changes_match on tournaments.rating_changes (match_id, seat)`,
    );
    this.addSql(
      `create unique index rating_changes_once on tournaments.rating_changes (match_id, rating_id)`,
    );
    for (const table of ['tournaments.ratings', 'tournaments.rating_changes']) {
      for (const sql of tenantSecuritySql(table)) this.addSql(sql);
    }
    this.addSql(appendOnlyFunctionSql('tournaments'));
    for (const sql of appendOnlySql('tournaments', 'rating_changes')) this.addSql(sql);
  }

  override down(): void {
    this.addSql('drop table tournaments.rating_changes');
    this.addSql('drop function tournaments.refuse_change()');
    this.addSql('drop table tournaments.ratings');
  }
}
