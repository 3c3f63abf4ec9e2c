/** Rounds and their matches. */
import { Migration } from '@mikro-orm/migrations';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

export class Matches extends Migration {
  override up(): void {
    this.addSql(`
      create table tournaments.rounds (
        id uuid primary key,
        tenant_id varchar(255) not null,
        tournament_id uuid not null,
        number int not null check (number >= 1),
        created_at timestamptz not null,
        foreign key (tenant_id, tournament_id) references tournaments.tournaments (tenant_id, id)
      )`);
    this.addSql(`create unique index rounds_number on tournaments.rounds (tournament_id, number)`);
    // The agents are copied from the entrants, so that an agent's matches are read in order from
    // one index. `position` numbers the matches of a tournament through all of its rounds.
    this.addSql(`
      create table tournaments.matches (
        id uuid primary key,
        tenant_id varchar(255) not null,
        tournament_id uuid not null,
        round_id uuid not null references tournaments.rounds (id),
        round_number int not null check (round_number >= 1),
        match_number int not null check (match_number >= 1),
        position int not null check (position >= 1),
        status text not null check (status in
          ('PENDING', 'ASSIGNED', 'RUNNING', 'COMPLETED', 'FAILED', 'BYE')),
        first_entrant_id uuid not null references tournaments.entrants (id),
        second_entrant_id uuid references tournaments.entrants (id),
        first_agent_id uuid,
        second_agent_id uuid,
        first_score double precision check (first_score in (0, 0.5, 1)),
        second_score double precision,
        is_forfeit boolean not null default false,
        game_logs jsonb,
        metadata jsonb not null,
        started_at timestamptz,
        completed_at timestamptz,
        created_at timestamptz not null,
        foreign key (tenant_id, tournament_id) references tournaments.tournaments (tenant_id, id),
        check (first_entrant_id <> second_entrant_id),
        check ((status = 'BYE') = (second_entrant_id is null)),
        check ((status = 'COMPLETED') = (completed_at is not null)),
        check ((status = 'COMPLETED') = (first_score is not null)),
        check ((first_score is null) = (second_score is null)),
        check (first_score + second_score = 1)
      )`);
    this.addSql(
      `create unique index matches_position on tournaments.matches (tournament_id, position)`,
    );
    this.addSql(
      `create unique index matches_round on tournaments.matches (round_id, match_number)`,
    );
    for (const seat of ['first', 'second']) {
      this.addSql(
        `create index matches_${seat}_entrant on tournaments.matches (${seat}_entrant_id)`,
      );
      this.addSql(
        `create index matches_${seat}_agent on tournaments.matches (${seat}_agent_id, id)
         where ${seat}_agent_id is not null`,
      );
    }
    for (const table of ['tournaments.rounds', 'tournaments.matches']) {
      for (const sql of tenantSecuritySql(table)) this.addSql(sql);
    }
  }

  override down(): void {
    this.addSql('drop table tournaments.matches');
    this.addSql('drop table tournaments.rounds');
  }
}
