/**
 * Appending to the ledgers: one transaction numbers, chains, encrypts and stores a batch of events.
 * The rows of the ledgers' heads are locked from the first read to the commit, so that a tenant's
 * numbers have no gaps and become visible in order, whatever else appends at the time.
 */
import { randomBytes } from 'node:crypto';
import { type Actor, serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { notifyChannel } from '@arbiter/server/events/log-notifications.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { nonceBytes, sealPersonal } from '../subject/personal-envelope.ts';
import { type SubjectKeys, takeSubjectKeys } from '../subject/subject-key.service.ts';
import {
  type LedgerHead,
  type SealedRecord,
  ledgerLog,
  sealRecord,
} from './canonical-record.rules.ts';
import { type SourceEvent, contentOf, personalValuesOf } from './source-event.rules.ts';

/** The name under which the ledgers' writer acts, and its group on the bus. */
export const ledgerWriter = 'audit-ledger';

export type LedgerDeps = Pick<Deps, 'database' | 'clock' | 'newId'>;

/**
 * Appends the events to the ledgers of their tenants, in their order, all or none; those that are
 * there already, recognised by their ids for ever, have no effect. The events must have no fault
 * (faultOfEvent). The number of statements does not depend on that of events or tenants.
 * Effects: the records, the ledgers' heads, keys of subjects seen for the first time, a wake-up of
 * the followers. No event: recording would otherwise be recorded without end.
 */
export async function appendEvents(
  deps: LedgerDeps,
  events: readonly SourceEvent[],
): Promise<void> {
  const tenants = [...new Set(events.map(({ tenantId }) => tenantId))].sort();
  await deps.database.transaction(writerFor(tenants), async (tx) => {
    const heads = await lockHeads(tx, tenants);
    const fresh = await unrecorded(tx, events);
    if (fresh.length === 0) return;
    const subjects = fresh.filter((event) => personalValuesOf(event)).map(subjectOf);
    const keys = await takeSubjectKeys(tx, deps, subjects);
    const records = sealAll(deps, { heads, keys }, fresh);
    await insertRecords(tx, records);
    await moveHeads(tx, records);
  });
}

/** The writer, with access to the ledgers of these tenants and no other. */
function writerFor(tenants: readonly string[]): Actor {
  const [first = ''] = tenants;
  return {
    ...serviceActor(ledgerWriter, first),
    accessLevel: 'WRITE_CROSS',
    allowedTenants: tenants,
  };
}

/** Whose personal values an event may carry. */
function subjectOf({ tenantId, origin }: SourceEvent) {
  return { tenantId, subjectId: origin.actorId };
}

/** Ends of ledgers by tenant. */
type Heads = ReadonlyMap<string, LedgerHead>;

/** The ends of the tenants' ledgers; until the transaction ends nobody else can append to them. */
async function lockHeads(tx: Transaction, tenants: readonly string[]): Promise<Heads> {
  const known = await selectHeads(tx, tenants);
  if (known.size === tenants.length) return known;
  await tx.execute(
    `insert into audit.ledger_heads (tenant_id, seq)
     select tenant_id, 0 from json_array_elements_text(?::json) as missing(tenant_id)
     on conflict do nothing`,
    [JSON.stringify(tenants.filter((tenantId) => !known.has(tenantId)))],
  );
  // Another writer may have begun a ledger in the meantime: what counts is what stands there now.
  return selectHeads(tx, tenants);
}

/** Locks in the order of the names, so that two writers never wait for each other. */
async function selectHeads(tx: Transaction, tenants: readonly string[]): Promise<Heads> {
  const rows = await tx.execute<{ tenantId: string; seq: string; hash: string | null }[]>(
    `select tenant_id as "tenantId", seq, encode(hash, 'hex') as hash from audit.ledger_heads
     where tenant_id = any(array(select json_array_elements_text(?::json)))
     order by tenant_id for update`,
    [JSON.stringify(tenants)],
  );
  return new Map(rows.map(({ tenantId, seq, hash }) => [tenantId, { seq: Number(seq), hash }]));
}

/** The events without a record, each once. Asked under the lock, so the answer stays true. */
async function unrecorded(
  tx: Transaction,
  events: readonly SourceEvent[],
): Promise<readonly SourceEvent[]> {
  const keyOf = (tenantId: string, eventId: string) => `${tenantId} ${eventId.toLowerCase()}`;
  const first = new Map<string, SourceEvent>();
  for (const event of events) {
    const key = keyOf(event.tenantId, event.id);
    if (!first.has(key)) first.set(key, event);
  }
  // The limit keeps this a look-up in the index for each event, however large the ledger is.
  const recorded = await tx.execute<{ tenantId: string; id: string }[]>(
    `select wanted."tenantId", wanted.id
     from json_to_recordset(?::json) as wanted("tenantId" text, id uuid)
     cross join lateral (
       select from audit.ledger
       where tenant_id = wanted."tenantId" and source_event_id = wanted.id limit 1
     ) as known`,
    [JSON.stringify(events.map(({ tenantId, id }) => ({ tenantId, id })))],
  );
  for (const { tenantId, id } of recorded) first.delete(keyOf(tenantId, id));
  return [...first.values()];
}

/** A record sealed, and the tenant whose ledger it ends for now. */
interface NewRecord extends SealedRecord {
  readonly tenantId: string;
}

function sealAll(
  { clock, newId }: LedgerDeps,
  { heads, keys }: { heads: Heads; keys: SubjectKeys },
  events: readonly SourceEvent[],
): NewRecord[] {
  const recordedAt = clock();
  const ends = new Map(heads);
  return events.map((event) => {
    const { tenantId } = event;
    const head = ends.get(tenantId);
    invariant(head, 'every tenant of the batch has a ledger');
    const stamp = { id: newId(), recordedAt, personal: envelopeOf(event, keys) };
    const sealed = sealRecord(head, contentOf(event), stamp);
    ends.set(tenantId, sealed);
    return { ...sealed, tenantId };
  });
}

function envelopeOf(event: SourceEvent, keys: SubjectKeys): string | null {
  const values = personalValuesOf(event);
  if (!values) return null;
  const key = keys(subjectOf(event));
  return sealPersonal(values, key, randomBytes(nonceBytes));
}

/** The columns are read from the canonical form by the database itself; it also checks the hash. */
async function insertRecords(tx: Transaction, records: readonly NewRecord[]): Promise<void> {
  await tx.execute(
    `insert into audit.ledger (id, tenant_id, seq, schema_version, category, event_type,
       occurred_at, source_event_id, actor_id, agent_id, resource_type, resource_id, request_id,
       canonical_form, hash)
     select (form ->> 'id')::uuid, form ->> 'tenantId', (form ->> 'seq')::bigint,
       (form ->> 'schemaVersion')::int, form ->> 'category', form ->> 'eventType',
       (form ->> 'occurredAt')::timestamptz, (form #>> '{source,eventId}')::uuid,
       form #>> '{actor,id}', form ->> 'agentId', form #>> '{resource,type}',
       form #>> '{resource,id}', form ->> 'requestId', record.text, decode(record.hash, 'hex')
     from json_to_recordset(?::json) as record(text text, hash text),
       lateral cast(record.text as jsonb) as form`,
    [JSON.stringify(records.map(({ canonicalForm, hash }) => ({ text: canonicalForm, hash })))],
  );
}

/** Moves the heads behind the new records and, with the commit, wakes the ledgers' followers. */
async function moveHeads(tx: Transaction, records: readonly NewRecord[]): Promise<void> {
  const ends = new Map(
    records.map(({ tenantId, seq, hash }) => [tenantId, { tenantId, seq, hash }]),
  );
  await tx.execute(
    `update audit.ledger_heads as head set seq = moved.seq, hash = decode(moved.hash, 'hex')
     from json_to_recordset(?::json) as moved("tenantId" text, seq bigint, hash text)
     where head.tenant_id = moved."tenantId"
     returning pg_notify(?, ? || ' ' || head.tenant_id)`,
    [JSON.stringify([...ends.values()]), notifyChannel('audit'), ledgerLog],
  );
}
