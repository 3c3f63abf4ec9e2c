/**
 * Pages of records within a time. Lists go by `seq`, and the time at which something happened runs
 * with it most of the time, but not always: a database that does not know this reads a ledger from
 * its newest record down to the time asked for, however long ago that is. So the records before the
 * page are looked through a stretch at a time; what lies beyond is found in the index of times.
 */
import {
  type EntityManager,
  type FilterQuery,
  type QBFilterQuery,
  raw,
} from '@mikro-orm/postgresql';
import { type Connection, type PageArgs, pageSize } from '@arbiter/kernel/pagination/connection.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import { decodeSortKey } from '@arbiter/server/db/sort-key.ts';
import { LedgerRecord, type LedgerRow } from './audit-record.entity.ts';

export interface RecordPage {
  readonly tenantId: string;
  readonly where: FilterQuery<LedgerRecord>;
  readonly args: PageArgs;
}

const list = 'auditRecords';

/**
 * Records looked through, at about a microsecond each: enough for what is recent, then for what is
 * not long past. The index of times is read as far as the time asked for goes, in one piece.
 */
const stretches: readonly number[] = [5_000, 50_000, 500_000];

/** A page of a tenant's records, newest first. Errors: BAD_USER_INPUT naming `first` or `after`. */
export function selectRecordPage(
  em: EntityManager,
  { where, args }: Pick<RecordPage, 'where' | 'args'>,
): Promise<Connection<LedgerRow>> {
  const order = [{ property: 'seq', direction: 'desc' }] as const;
  return selectPage(em, LedgerRecord, { list, where, args, order });
}

/** The same page, found by time; for conditions that limit `occurredAt`. */
export async function selectRecordPageByTime(
  em: EntityManager,
  { tenantId, where, args }: RecordPage,
  lengths = stretches,
): Promise<Connection<LedgerRow>> {
  const before = await startOf(em, { tenantId, args });
  for (const length of lengths) {
    const stretch = { seq: { $gte: String(before - length), $lt: String(before) } };
    const page = await selectRecordPage(em, { where: { $and: [where, stretch] }, args });
    if (page.pageInfo.hasNextPage || length >= before) return page;
  }
  const seqs = await em
    .createQueryBuilder(LedgerRecord)
    .select('seq')
    .where({ $and: [where, { seq: { $lt: String(before) } }] } as QBFilterQuery<LedgerRecord>)
    // Sorted by an expression, which no index has: the rows are found by their time.
    .orderBy({ [raw((alias) => `${alias}.seq + 0`)]: 'desc' })
    .limit(pageSize(args) + 1)
    .execute<{ seq: string }[]>();
  const isFound = { tenantId, seq: { $in: seqs.map(({ seq }) => seq) } };
  return selectRecordPage(em, { where: isFound, args });
}

/** The number that the page's records are below: that of the cursor, or the next of the ledger. */
async function startOf(
  em: EntityManager,
  { tenantId, args: { after } }: Pick<RecordPage, 'tenantId' | 'args'>,
): Promise<number> {
  if (after != null) {
    const [seq] = decodeSortKey(em, LedgerRecord, { list, properties: ['seq'], after });
    // A cursor may name a number that no record has.
    return Math.max(0, Math.min(Number(seq), Number.MAX_SAFE_INTEGER));
  }
  const [head] = await em.execute<{ seq: string }[]>(
    'select seq from audit.ledger_heads where tenant_id = ?',
    [tenantId],
  );
  return Number(head?.seq ?? 0) + 1;
}
