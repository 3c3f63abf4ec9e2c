/** How runs are written: what lists and relations need is repeated in columns beside the state. */
import { mergeRunStates, type RunState, summarizeRun } from '../lineage/event-merge.rules.ts';
import { shownTime } from '../lineage/event-time.rules.ts';
import { nodeKey } from '../lineage/lineage-node.rules.ts';
import type { StateTable } from '../lineage/state-table.write.ts';

/** `jobIds` holds the row of every job that the new states name, by its key. */
export function runTable(jobIds: ReadonlyMap<string, string>): StateTable<RunState> {
  return {
    name: 'registry.lineage_runs',
    key: { column: 'run_id', type: 'uuid' },
    columns: {
      job_id: 'uuid',
      status: 'text',
      started_at: 'timestamptz',
      ended_at: 'timestamptz',
      parent_run_id: 'uuid',
      root_run_id: 'uuid',
    },
    keyOf: ({ runId }) => runId,
    merge: mergeRunStates,
    columnsOf(state, stored) {
      const { status, startedAt, endedAt, parent, root } = summarizeRun(state);
      return {
        // A job that none of the new states names is the one that the row has already.
        job_id: jobIds.get(nodeKey(state.job)) ?? String(stored?.['job_id']),
        status,
        started_at: shownTime(startedAt).toISOString(),
        ended_at: endedAt && shownTime(endedAt).toISOString(),
        parent_run_id: parent?.runId ?? null,
        root_run_id: root?.runId ?? null,
      };
    },
  };
}
