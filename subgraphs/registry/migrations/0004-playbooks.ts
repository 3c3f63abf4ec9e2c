/** Playbooks: every version is a row of its own that nobody can change. */
import { Migration } from '@mikro-orm/migrations';
import { appendOnlyFunctionSql, appendOnlySql } from '@arbiter/server/db/append-only.ts';
import { tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

export class Playbooks extends Migration {
  override up(): void {
    this.addSql(`
      create table registry.playbooks (
        id uuid primary key,
        tenant_id varchar(255) not null,
        namespace varchar(255) not null check (btrim(namespace) <> ''),
        name varchar(255) not null check (btrim(name) <> ''),
        version int not null check (version >= 1),
        description text,
        json_spec jsonb not null,
        created_by varchar(255) not null,
        created_at timestamptz not null,
        unique (tenant_id, id),
        unique (tenant_id, namespace, name, version)
      )`);
    this.addSql(appendOnlyFunctionSql('registry'));
    for (const sql of appendOnlySql('registry', 'playbooks')) this.addSql(sql);
    for (const sql of tenantSecuritySql('registry.playbooks')) this.addSql(sql);
  }

  override down(): void {
    this.addSql('drop table registry.playbooks');
    this.addSql('drop function registry.refuse_change()');
  }
}
