/**
 * The tables that every subgraph's schema has besides its own: the outbox and the positions of its
 * event logs, the inbox and dead letters of its consumers, and idempotency keys. They are written
 * with plain SQL next to the code that uses them, so they are no entities.
 */
import { Migration } from '@mikro-orm/migrations';
import { tenantSecuritySql, workerSecuritySql } from './tenancy.ts';

/** Names of the infrastructure tables, which the entity metadata does not know. */
export const infrastructureTables = [
  'outbox',
  'log_heads',
  'log_positions',
  'inbox',
  'dead_letters',
  'idempotency_keys',
] as const;

function tableStatements(schema: string): string[] {
  return [
    // One row an event, written in the transaction of the change it reports. `ordinal` orders the
    // events of one aggregate, whose writers exclude each other; it says nothing across aggregates.
    `create table ${schema}.outbox (
      id uuid primary key,
      tenant_id varchar(255) not null,
      ordinal bigint generated always as identity,
      topic varchar(100) not null,
      log varchar(100),
      aggregate_id varchar(255) not null,
      envelope jsonb not null,
      created_at timestamptz not null default now(),
      numbered_at timestamptz,
      published_at timestamptz
    )`,
    `create index outbox_unnumbered on ${schema}.outbox (ordinal) where numbered_at is null`,
    `create index outbox_unpublished on ${schema}.outbox (ordinal) where published_at is null`,
    `create index outbox_published on ${schema}.outbox (published_at) where published_at is not null`,
    // Position of the newest event of each log of each tenant; positions have no gaps.
    `create table ${schema}.log_heads (
      tenant_id varchar(255) not null,
      log varchar(100) not null,
      position bigint not null,
      primary key (tenant_id, log)
    )`,
    `create table ${schema}.log_positions (
      tenant_id varchar(255) not null,
      log varchar(100) not null,
      position bigint not null,
      event_id uuid not null unique,
      primary key (tenant_id, log, position)
    )`,
    `create table ${schema}.inbox (
      tenant_id varchar(255) not null,
      consumer varchar(100) not null,
      event_id uuid not null,
      processed_at timestamptz not null default now(),
      primary key (consumer, event_id)
    )`,
    `create index inbox_processed on ${schema}.inbox (processed_at)`,
    `create table ${schema}.dead_letters (
      id uuid primary key,
      tenant_id varchar(255) not null,
      consumer varchar(100) not null,
      topic varchar(100) not null,
      event_id text not null,
      message jsonb not null,
      deliveries int not null,
      last_error text not null,
      dead_at timestamptz not null default now(),
      replayed_at timestamptz,
      unique (consumer, event_id)
    )`,
    `create index dead_letters_consumer on ${schema}.dead_letters (consumer, dead_at)`,
    `create table ${schema}.idempotency_keys (
      tenant_id varchar(255) not null,
      operation varchar(100) not null,
      key varchar(255) not null,
      request_hash char(64) not null,
      result_id varchar(255),
      created_at timestamptz not null default now(),
      primary key (tenant_id, operation, key)
    )`,
    `create index idempotency_keys_created on ${schema}.idempotency_keys (created_at)`,
  ];
}

function securityStatements(schema: string): string[] {
  return infrastructureTables.flatMap((table) => [
    ...tenantSecuritySql(`${schema}.${table}`),
    ...workerSecuritySql(schema, table),
  ]);
}

/** The first migration of every subgraph. */
export function infrastructureMigration(schema: string) {
  return class Infrastructure extends Migration {
    override up(): void {
      for (const sql of [...tableStatements(schema), ...securityStatements(schema)]) {
        this.addSql(sql);
      }
    }

    override down(): void {
      for (const table of infrastructureTables.toReversed()) {
        this.addSql(`drop table ${schema}.${table}`);
      }
    }
  };
}
