/**
 * The ledger: its records, where each tenant's ledger ends, and the keys of personal values.
 * Records can only be added, by whatever role: the grants of the application's role do not reach
 * further, and a trigger refuses everybody, the owner of the tables included.
 */
import { Migration } from '@mikro-orm/migrations';
import { appendOnlyFunctionSql, appendOnlySql } from '@arbiter/server/db/append-only.ts';
import { applicationRole, tenantSecuritySql } from '@arbiter/server/db/tenancy.ts';

const application = applicationRole('audit');

const tables = [
  // The newest record of each tenant's ledger. Its row is the lock of those who append.
  `create table audit.ledger_heads (
    tenant_id varchar(255) primary key,
    seq bigint not null check (seq >= 0),
    hash bytea check (octet_length(hash) = 32),
    constraint ledger_heads_empty check ((seq = 0) = (hash is null))
  )`,
  // One row a record. The canonical form is the record; the columns beside it repeat what lists are
  // filtered by, and the constraints refuse a row whose columns or hash say something else.
  `create table audit.ledger (
    id uuid primary key,
    tenant_id varchar(255) not null,
    seq bigint not null check (seq >= 1),
    schema_version int not null,
    category text not null check (category in
      ('AGENT_EVENT', 'RESOURCE_CHANGE', 'ACCESS', 'ASSISTANT', 'SYSTEM')),
    event_type varchar(100) not null check (event_type <> ''),
    occurred_at timestamptz not null,
    source_event_id uuid not null,
    actor_id varchar(255) not null,
    agent_id varchar(100),
    resource_type varchar(100) not null,
    resource_id varchar(255) not null,
    request_id text,
    is_immutable boolean not null default true check (is_immutable),
    canonical_form text not null,
    hash bytea not null,
    constraint ledger_hash_is_right check (hash = sha256(convert_to(canonical_form, 'UTF8'))),
    constraint ledger_columns_agree check (
      canonical_form::jsonb @> jsonb_strip_nulls(jsonb_build_object(
        'id', id, 'tenantId', tenant_id, 'seq', seq, 'schemaVersion', schema_version,
        'category', category, 'eventType', event_type, 'agentId', agent_id,
        'requestId', request_id,
        'occurredAt', to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'source', jsonb_build_object('eventId', source_event_id),
        'actor', jsonb_build_object('id', actor_id),
        'resource', jsonb_build_object('type', resource_type, 'id', resource_id))))
  )`,
  // A destroyed key leaves its row behind, without the key: it says that there was one, and when
  // it went.
  `create table audit.subject_keys (
    id uuid primary key,
    tenant_id varchar(255) not null,
    subject_id varchar(255) not null,
    key bytea check (octet_length(key) = 32),
    created_at timestamptz not null,
    destroyed_at timestamptz,
    constraint subject_keys_destroyed check ((key is null) = (destroyed_at is not null))
  )`,
];

// Lists go by seq, newest first, within a tenant: each index is one filter, then that order.
const indexes = [
  `create unique index ledger_seq on audit.ledger (tenant_id, seq)`,
  `create unique index ledger_source_event on audit.ledger (tenant_id, source_event_id)`,
  `create index ledger_category on audit.ledger (tenant_id, category, seq)`,
  `create index ledger_event_type on audit.ledger (tenant_id, event_type, seq)`,
  `create index ledger_resource_type on audit.ledger (tenant_id, resource_type, seq)`,
  `create index ledger_resource on audit.ledger (tenant_id, resource_id, seq)`,
  `create index ledger_actor on audit.ledger (tenant_id, actor_id, seq)`,
  `create index ledger_agent on audit.ledger (tenant_id, agent_id, seq)
     where agent_id is not null`,
  `create index ledger_request on audit.ledger (tenant_id, request_id, seq)
     where request_id is not null`,
  `create index ledger_occurred on audit.ledger (tenant_id, occurred_at, seq)`,
  // Trails are asked for by the object alone, whose tenant the ledger does not know.
  `create index ledger_trail on audit.ledger (resource_id, resource_type, seq)`,
  `create unique index subject_keys_live on audit.subject_keys (tenant_id, subject_id)
     where destroyed_at is null`,
];

const immutability = [
  appendOnlyFunctionSql('audit'),
  ...appendOnlySql('audit', 'ledger'),
  // Whoever may make triggers or references could hinder those who append.
  `revoke references, trigger on audit.ledger from ${application}`,
  `revoke delete, truncate on audit.ledger_heads, audit.subject_keys from ${application}`,
];

export class Ledger extends Migration {
  override up(): void {
    for (const sql of [...tables, ...indexes, ...immutability]) this.addSql(sql);
    for (const table of ['ledger_heads', 'ledger', 'subject_keys']) {
      for (const sql of tenantSecuritySql(`audit.${table}`)) this.addSql(sql);
    }
  }

  override down(): void {
    for (const table of ['subject_keys', 'ledger', 'ledger_heads']) {
      this.addSql(`drop table audit.${table}`);
    }
    this.addSql('drop function audit.refuse_change');
  }
}
