/** Writing the versions of datasets: each content once, with the first and the last event that showed it. */
import type { IdSource } from '@arbiter/kernel/ids.ts';
import { executeBound } from '@arbiter/server/db/bound-statement.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { type DatasetVersion, mergeVersions } from '../lineage/dataset-version.rules.ts';
import { shownTime } from '../lineage/event-time.rules.ts';
import { nodeKey } from '../lineage/lineage-node.rules.ts';

export interface VersionWrite {
  readonly tenantId: string;
  /** What the events show; one content may occur several times. */
  readonly versions: readonly DatasetVersion[];
  /** The row of every dataset of the versions, by its key. */
  readonly datasetIds: ReadonlyMap<string, string>;
  readonly newId: IdSource;
}

/**
 * Merges the versions into those that are known, as mergeVersions does. One statement; a content's
 * fields, which can be many, are written only when their descriptions have changed.
 */
export async function writeVersions(tx: Transaction, write: VersionWrite): Promise<void> {
  const rows = mergeVersions(write.versions, []).map((version) => toRow(version, write));
  if (rows.length === 0) return;
  await executeBound(
    tx,
    `insert into registry.lineage_dataset_versions as v
       (id, tenant_id, dataset_id, hash, version, fields,
        first_stamp, first_at, first_run_id, last_stamp, last_at, last_run_id)
     select id, $1, dataset_id, hash, version, fields,
       first_stamp, first_at, first_run_id, last_stamp, last_at, last_run_id
     from json_to_recordset($2::json) as x(id uuid, dataset_id uuid, hash bytea, version text,
       fields json, first_stamp text, first_at timestamptz, first_run_id uuid,
       last_stamp text, last_at timestamptz, last_run_id uuid)
     order by dataset_id, hash
     on conflict (dataset_id, hash) do update set
       fields = case when excluded.last_stamp > v.last_stamp
           and excluded.fields::text is distinct from v.fields::text
         then excluded.fields else v.fields end,
       ${['first_stamp', 'first_at', 'first_run_id'].map(takenIf('first_stamp <')).join(', ')},
       ${['last_stamp', 'last_at', 'last_run_id'].map(takenIf('last_stamp >')).join(', ')}
     where excluded.first_stamp < v.first_stamp or excluded.last_stamp > v.last_stamp`,
    [write.tenantId, JSON.stringify(rows)],
  );
}

/** Assigns a column its new value when the new stamp precedes, or follows, the stored one. */
function takenIf(comparison: string) {
  const [stamp] = comparison.split(' ');
  return (column: string) =>
    `${column} = case when excluded.${comparison} v.${stamp}
       then excluded.${column} else v.${column} end`;
}

function toRow(
  { hash, version, fields, first, last, ...ref }: DatasetVersion,
  { datasetIds, newId }: VersionWrite,
) {
  return {
    id: newId(),
    dataset_id: datasetIds.get(nodeKey(ref)),
    hash: `\\x${hash}`,
    version,
    fields,
    first_stamp: first.stamp,
    first_at: shownTime(new Date(first.at)).toISOString(),
    first_run_id: first.runId,
    last_stamp: last.stamp,
    last_at: shownTime(new Date(last.at)).toISOString(),
    last_run_id: last.runId,
  };
}
