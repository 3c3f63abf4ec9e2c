/** Pages of the datasets that a run's events name, which lie in the run's state, not in a table. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import {
  type Connection,
  type PageArgs,
  pageSize,
  toConnection,
} from '@arbiter/kernel/pagination/connection.ts';
import { decodeCursor, encodeCursor } from '@arbiter/kernel/pagination/cursor.ts';
import type { DatasetRef } from '../lineage/dataset-facts.rules.ts';
import { nodeKey } from '../lineage/lineage-node.rules.ts';

/**
 * One page of the references, in their order. `list` names the list in its cursors. A list only
 * grows, so that a cursor's dataset stays in it. Errors: BAD_USER_INPUT naming `first` or `after`.
 */
export function pageOfDatasets(
  refs: readonly DatasetRef[],
  list: string,
  args: PageArgs,
): Connection<DatasetRef> {
  const size = pageSize(args);
  const start = args.after == null ? 0 : placeAfter(refs, list, args.after);
  return toConnection(refs.slice(start, start + size + 1), {
    size,
    after: args.after,
    cursorOf: (ref) => encodeCursor(list, [nodeKey(ref)]),
  });
}

function placeAfter(refs: readonly DatasetRef[], list: string, after: string): number {
  const [key] = decodeCursor(after, { list, keyCount: 1 });
  const place = refs.findIndex((ref) => nodeKey(ref) === key);
  if (place >= 0) return place + 1;
  throw badInput('after', 'after is not a cursor of this list; use one that it returned.');
}
