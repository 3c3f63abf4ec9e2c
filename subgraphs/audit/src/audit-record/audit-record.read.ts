/**
 * Reading the ledger: by id (batched), as a list, as a log to follow. What is shown of a record is
 * read from the text that was hashed, so the two cannot differ.
 */
import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import { type Actor, type ActorKind, serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import {
  type Connection,
  type PageArgs,
  mapConnection,
} from '@arbiter/kernel/pagination/connection.ts';
import type { Database } from '@arbiter/server/db/database.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import type { Delivery, LogSource } from '@arbiter/server/events/event-log.ts';
import { type Loader, loadOne } from '@arbiter/server/graphql/loader.ts';
import type { Deps, ReadScope } from '@arbiter/server/subgraph/context.ts';
import {
  type AuditAction,
  type AuditCategory,
  ledgerLog,
  readRecord,
} from '../ledger/canonical-record.rules.ts';
import { LedgerRecord, type LedgerRow } from './audit-record.entity.ts';
import { type AuditRecordFilter, matchesFilter, requireFilter } from './audit-record.rules.ts';
import { selectRecordPage, selectRecordPageByTime } from './page-by-time.read.ts';

/** A record with the names of the schema. */
export interface AuditRecordModel {
  readonly id: string;
  readonly seq: number;
  readonly tenantId: string;
  readonly category: AuditCategory;
  readonly eventType: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly sourceEventId: string;
  readonly serviceName: string;
  readonly actorKind: ActorKind;
  readonly actorId: string;
  readonly actorTenantId: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly agentId: string | null;
  readonly sessionId: string | null;
  readonly requestId: string | null;
  readonly traceId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Null for events; log entries have one. */
  readonly action: AuditAction | null;
  readonly oldValues: unknown;
  readonly newValues: unknown;
  readonly schemaVersion: number;
  readonly previousHash: string | null;
  readonly hash: string;
  readonly canonicalForm: string;
  /** The envelope of the actor's personal values, null when there are none. */
  readonly personal: string | null;
}

export interface FollowRequest {
  readonly after?: string | null | undefined;
  readonly filter?: AuditRecordFilter | null | undefined;
}

/** A record that was appended, with the cursor that continues after it. */
export type AppendedRecord = Delivery<AuditRecordModel>;

/** The record as its canonical form says it, which is what the hash is of. */
export function toAuditRecord({ canonicalForm, hash }: LedgerRow): AuditRecordModel {
  const { source, actor, resource, occurredAt, recordedAt, ...record } = readRecord(canonicalForm);
  return {
    ...record,
    occurredAt: new Date(occurredAt),
    recordedAt: new Date(recordedAt),
    sourceEventId: source.eventId,
    serviceName: source.topic,
    actorKind: actor.kind,
    actorId: actor.id,
    actorTenantId: actor.tenantId,
    resourceType: resource.type,
    resourceId: resource.id,
    agentId: record.agentId ?? null,
    sessionId: record.sessionId ?? null,
    requestId: record.requestId ?? null,
    traceId: record.traceId ?? null,
    action: record.action ?? null,
    oldValues: record.oldValues ?? null,
    newValues: record.newValues ?? null,
    previousHash: record.previousHash ?? null,
    personal: record.personal ?? null,
    hash: Buffer.from(hash).toString('hex'),
    canonicalForm,
  };
}

export function createAuditRecordLoaders({ em }: ReadScope): {
  auditRecord: Loader<AuditRecordModel | null>;
} {
  return {
    auditRecord: loadOne(
      async (ids) => {
        const known = ids.filter(isUuid);
        if (known.length === 0) return [];
        const rows = await selectRows(await em(), LedgerRecord, { id: { $in: known } });
        return rows.map(toAuditRecord);
      },
      ({ id }) => id,
    ),
  };
}

/** Records of the actor's tenant, newest first. Errors: BAD_USER_INPUT for `first`, `after`, `filter`. */
export async function listAuditRecords(
  { em, identity }: ReadScope,
  args: PageArgs & { readonly filter?: AuditRecordFilter | null | undefined },
): Promise<Connection<AuditRecordModel>> {
  const { tenantId } = identity.actor;
  const filter = requireFilter(args.filter);
  const wanted = { tenantId, where: whereOf(tenantId, filter), args };
  const select = filter.from || filter.to ? selectRecordPageByTime : selectRecordPage;
  return mapConnection(await select(await em(), wanted), toAuditRecord);
}

function whereOf(tenantId: string, filter: AuditRecordFilter): FilterQuery<LedgerRecord> {
  const { categories, eventTypes, from, to } = filter;
  const { resourceType, resourceId, actorId, agentId, requestId } = filter;
  const equal = Object.entries({ resourceType, resourceId, actorId, agentId, requestId });
  return {
    tenantId,
    ...Object.fromEntries(equal.filter(([, value]) => value != null)),
    ...(categories ? { category: { $in: [...categories] } } : {}),
    ...(eventTypes ? { eventType: { $in: [...eventTypes] } } : {}),
    ...(from || to
      ? { occurredAt: { ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) } }
      : {}),
  };
}

/**
 * The actor's tenant's records as they are appended, after those that were missed since `after`.
 * Errors, before anything is delivered: BAD_USER_INPUT for `after` and `filter`, SUBSCRIPTION_GAP.
 */
export async function followLedger(
  { logs, database }: Pick<Deps, 'logs' | 'database'>,
  { tenantId }: Actor,
  { after, filter }: FollowRequest,
): Promise<AsyncIterableIterator<AppendedRecord, void>> {
  const wanted = requireFilter(filter);
  const ledger = { log: ledgerLog, open: (of: string) => ledgerSource(database, of) };
  const matches = (record: AuditRecordModel) => matchesFilter(wanted, record);
  return logs.followNumbered(ledger, { tenantId, after, matches });
}

/** A tenant's ledger as a log; positions are the records' numbers. */
function ledgerSource(database: Database, tenantId: string): LogSource<AuditRecordModel> {
  const reading = async <T>(read: (em: EntityManager) => Promise<T>): Promise<T> => {
    const reader = database.reader(serviceActor('ledger reader', tenantId));
    try {
      return await read(await reader.em());
    } finally {
      await reader.end();
    }
  };
  return {
    head: () =>
      reading(async (em) => {
        const [head] = await em.execute<{ seq: string }[]>(
          'select seq from audit.ledger_heads where tenant_id = ?',
          [tenantId],
        );
        return Number(head?.seq ?? 0);
      }),
    read: (after, limit) =>
      reading(async (em) => {
        const where = { tenantId, seq: { $gt: String(after) } };
        const rows = await selectRows(em, LedgerRecord, where, { orderBy: { seq: 'asc' }, limit });
        return rows.map(toAuditRecord).map((value) => ({ position: value.seq, value }));
      }),
  };
}
