/** Writing jobs and datasets, which differ in their tables only, and the edges between them. */
import type { Transaction } from '@arbiter/server/db/database.ts';
import { type EntityState, mergeEntityStates } from './event-merge.rules.ts';
import { nodeKey } from './lineage-node.rules.ts';
import type { StateTable } from './state-table.write.ts';

function nodeTable(name: string): StateTable<EntityState> {
  return {
    name,
    key: { column: 'key', type: 'bytea' },
    columns: { namespace: 'text', name: 'text' },
    keyOf: nodeKey,
    merge: mergeEntityStates,
    columnsOf: ({ namespace, name: itsName }) => ({ namespace, name: itsName }),
  };
}

export const jobTable = nodeTable('registry.lineage_jobs');
export const datasetTable = nodeTable('registry.lineage_datasets');

/** Data flows from the source to the target; one event said so at the time. */
export interface SeenEdge {
  readonly sourceId: string;
  readonly targetId: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * Remembers edges with the first and the last time that one was seen. The jobs of the edges must be
 * locked by the transaction. One statement; edges that bring nothing new are not written.
 */
export async function writeEdges(
  tx: Transaction,
  tenantId: string,
  seen: readonly SeenEdge[],
): Promise<void> {
  if (seen.length === 0) return;
  await tx.execute(
    `insert into registry.lineage_edges as e
       (tenant_id, source_id, target_id, first_seen_at, last_seen_at)
     select ?, "sourceId", "targetId", min(at), max(at)
     from json_to_recordset(?::json) as x("sourceId" uuid, "targetId" uuid, at timestamptz)
     group by 2, 3 order by 2, 3
     on conflict (source_id, target_id) do update set
       first_seen_at = least(e.first_seen_at, excluded.first_seen_at),
       last_seen_at = greatest(e.last_seen_at, excluded.last_seen_at)
     where excluded.first_seen_at < e.first_seen_at or excluded.last_seen_at > e.last_seen_at`,
    [tenantId, JSON.stringify(seen)],
  );
}
