/** What reading jobs and datasets has in common: finding them by their names, and their states. */
import type { EntityName, FilterQuery } from '@mikro-orm/postgresql';
import { batched, type Loader, loadOne } from '@arbiter/server/graphql/loader.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import { type Row, selectRows } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import type { DatasetRef } from './dataset-facts.rules.ts';
import { nodeKey } from './lineage-node.rules.ts';

export interface NodeFilter {
  readonly namespace?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** Characters of namespaces and names that are indexed, as they have no limit. */
const indexedChars = 200;

/** The conditions of the filter, with their beginnings, by which the indexes find them. */
export function nodeFilter<T extends { namespace: string; name: string }>({
  namespace,
  name,
}: NodeFilter): FilterQuery<T> {
  return {
    ...(namespace == null ? {} : { namespace, namespaceStart: startOfName(namespace) }),
    ...(name == null ? {} : { name, nameStart: startOfName(name) }),
  } as unknown as FilterQuery<T>;
}

/** The part of a namespace or a name that `namespace_start` or `name_start` holds. */
export function startOfName(value: string): string {
  // Characters are counted as the database does: code points.
  return [...value.slice(0, 2 * indexedChars)].slice(0, indexedChars).join('');
}

/** The key under which loadByRef finds a job or a dataset of a tenant. */
export function refKey(tenantId: string, ref: DatasetRef): string {
  return `${tenantId} ${nodeKey(ref)}`;
}

/** The row of the tenant with the namespace and the name that refKey was made of. */
export function loadByRef<T extends { tenantId: string; key: Uint8Array }>(
  { em }: ReadScope,
  entity: EntityName<T>,
): Loader<Row<T> | null> {
  return loadOne<Row<T>>(
    async (refs) => {
      const byTenant = Map.groupBy(refs, (ref) => ref.slice(0, ref.indexOf(' ')));
      const conditions = Array.from(byTenant, ([tenantId, ofTenant]) => ({
        tenantId,
        key: { $in: ofTenant.map((ref) => Buffer.from(ref.slice(tenantId.length + 1), 'hex')) },
      }));
      return selectRows(await em(), entity, { $or: conditions } as never);
    },
    (row) => {
      const { tenantId, key } = row as unknown as { tenantId: string; key: Uint8Array };
      return `${tenantId} ${Buffer.from(key).toString('hex')}`;
    },
  );
}

/** What is merged from the events about each row, which rows leave out, shaped by `read`. */
export function loadState<T extends { id: string; state: unknown }, Facts>(
  { em }: ReadScope,
  entity: EntityName<T>,
  read: (state: T['state']) => Facts,
): Loader<Facts> {
  return batched(async (ids) => {
    const manager = await em();
    const rows = await manager
      .createQueryBuilder(entity)
      .select(['id', 'state'] as never)
      .where({ id: { $in: ids } } as never)
      .execute<{ id: string; state: T['state'] }[]>();
    const byId = new Map(rows.map(({ id, state }) => [id, state]));
    return ids.map((id) => {
      const state = byId.get(id);
      invariant(state !== undefined, 'a row that was read has a state');
      return read(state);
    });
  });
}
