/** Tournaments and those who take part. */
import { Migration } from '@mikro-orm/migrations';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

export class Tournaments extends Migration {
  override up(): void {
    this.addSql(`
      create table tournaments.tournaments (
        id uuid primary key,
        tenant_id varchar(255) not null,
        name varchar(255) not null check (btrim(name) <> ''),
        description text,
        format varchar(50) not null check (format in ('ROUND_ROBIN')),
        status text not null check (status in
          ('DRAFT', 'SCHEDULED', 'RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED')),
        game_type varchar(100) not null check (btrim(game_type) <> ''),
        rating_system varchar(50) not null check (rating_system in ('ELO')),
        config jsonb not null,
        entrant_count int not null check (entrant_count >= 0),
        match_count int not null check (match_count >= 0),
        open_match_count int not null check (open_match_count between 0 and match_count),
        metadata jsonb not null,
        version int not null default 1,
        started_at timestamptz,
        completed_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check (status not in ('RUNNING', 'COMPLETED') or started_at is not null),
        check ((status = 'COMPLETED') = (completed_at is not null))
      )`);
    this.addSql(
      `create unique index tournaments_tenant_id on tournaments.tournaments (tenant_id, id)`,
    );
    this.addSql(`create index tournaments_status on tournaments.tournaments (tenant_id, status)`);
    this.addSql(`create index tournaments_format on tournaments.tournaments (tenant_id, format)`);
    this.addSql(
      `create index tournaments_game_type on tournaments.tournaments (tenant_id, game_type)`,
    );
    // The foreign keys carry the tenant, so that no row can belong to a tournament of another one.
    // Seeds are renumbered in one statement, which only a constraint checked at its end allows.
    this.addSql(`
      create table tournaments.entrants (
        id uuid primary key,
        tenant_id varchar(255) not null,
        tournament_id uuid not null,
        entry_number int not null check (entry_number >= 1),
        agent_id uuid,
        agent_name varchar(255) not null check (btrim(agent_name) <> ''),
        seed int check (seed >= 1),
        points double precision not null check (points >= 0),
        wins int not null check (wins >= 0),
        draws int not null check (draws >= 0),
        losses int not null check (losses >= 0),
        withdrawn_at timestamptz,
        created_at timestamptz not null,
        foreign key (tenant_id, tournament_id) references tournaments.tournaments (tenant_id, id),
        constraint entrants_seed unique (tournament_id, seed) deferrable initially immediate
      )`);
    this.addSql(
      `create unique index entrants_entry on tournaments.entrants (tournament_id, entry_number)`,
    );
    this.addSql(
      `create unique index entrants_name on tournaments.entrants (tournament_id, agent_name)`,
    );
    this.addSql(
      `create unique index entrants_agent on tournaments.entrants (tournament_id, agent_id)
       where agent_id is not null`,
    );
    for (const table of ['tournaments.tournaments', 'tournaments.entrants']) {
      for (const sql of tenantSecuritySql(table)) this.addSql(sql);
    }
  }

  override down(): void {
    this.addSql('drop table tournaments.entrants');
    this.addSql('drop table tournaments.tournaments');
  }
}
