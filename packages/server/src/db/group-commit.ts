/**
 * Group commit: items that arrive while others are being written are written together in the next
 * transaction, and at once when nothing is being written. Each caller hears of its own item, after
 * the commit. One group writes at a time, groups side by side up to a limit; an item that cannot be
 * written does not fail its batch mates.
 */
import { invariant } from '@arbiter/kernel/errors/app-error.ts';

export interface GroupCommitOptions<T, R> {
  /**
   * Writes the items of one group, in this order, durably and all or none. Gives one answer an item.
   */
  readonly commit: (group: string, items: readonly T[]) => Promise<readonly R[]>;
  /**
   * Whether a failure can be the fault of one item: then it is sought by halving the batch.
   * Otherwise (the database is away) it is everybody's, and trying again would only take longer.
   */
  readonly isItemFault: (error: unknown) => boolean;
  /** Items of one transaction, and their weight, such as bytes; a single item may weigh more. */
  readonly maxBatch: number;
  readonly maxBatchWeight?: number;
  readonly weightOf?: (item: T) => number;
  /** Transactions at once; the connections that are left serve requests. */
  readonly maxConcurrent: number;
}

/**
 * Resolves when the item is durable; rejects with what prevented just this item, or at once when the
 * signal is aborted: an item that was still waiting is then not written any more, one that is being
 * written may be.
 */
export type GroupCommit<T, R> = (group: string, item: T, signal?: AbortSignal) => Promise<R>;

interface Waiting<T, R> {
  readonly item: T;
  resolve(answer: R): void;
  reject(reason: unknown): void;
}

/** A writer that groups what it is given. */
export function createGroupCommit<T, R = void>(
  options: GroupCommitOptions<T, R>,
): GroupCommit<T, R> {
  const queues = new Map<string, Waiting<T, R>[]>();
  const writing = new Set<string>();
  /** Groups that have items and wait for a free writer, oldest first. */
  const ready: string[] = [];

  const startWriters = () => {
    while (writing.size < options.maxConcurrent) {
      const group = ready.shift();
      if (group === undefined) return;
      writing.add(group);
      void writeOnce(group);
    }
  };
  const writeOnce = async (group: string) => {
    // Callers that were told of the last batch, and those that come in this turn, may join.
    await new Promise((resolve) => setImmediate(resolve));
    const queue = queues.get(group) ?? [];
    const batch = takeBatch(options, queue);
    if (batch.length > 0) await writeBatch(options, group, batch);
    writing.delete(group);
    if (queue.length > 0) ready.push(group);
    else queues.delete(group);
    startWriters();
  };
  const enqueue = (group: string, waiting: Waiting<T, R>) => {
    const queue = queues.get(group);
    if (queue) {
      queue.push(waiting);
      return queue;
    }
    const created = [waiting];
    queues.set(group, created);
    ready.push(group);
    startWriters();
    return created;
  };
  return (group, item, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stopListening = () => signal?.removeEventListener('abort', abandon);
      const waiting: Waiting<T, R> = {
        item,
        resolve(answer) {
          stopListening();
          resolve(answer);
        },
        reject(reason) {
          stopListening();
          reject(reason);
        },
      };
      const queue = enqueue(group, waiting);
      const abandon = () => {
        const place = queue.indexOf(waiting);
        if (place >= 0) queue.splice(place, 1);
        waiting.reject(signal?.reason);
      };
      signal?.addEventListener('abort', abandon);
    });
}

/** Takes the oldest items as far as the limits go, and always one. */
function takeBatch<T, R>(
  { maxBatch, maxBatchWeight = Number.POSITIVE_INFINITY, weightOf }: GroupCommitOptions<T, R>,
  queue: Waiting<T, R>[],
): Waiting<T, R>[] {
  let weight = 0;
  const end = queue.findIndex(({ item }, index) => {
    weight += weightOf?.(item) ?? 0;
    return index >= maxBatch || (index > 0 && weight > maxBatchWeight);
  });
  return queue.splice(0, end < 0 ? queue.length : end);
}

/** Never rejects: every outcome goes to the caller it belongs to. */
async function writeBatch<T, R>(
  options: GroupCommitOptions<T, R>,
  group: string,
  batch: readonly Waiting<T, R>[],
): Promise<void> {
  try {
    const items = batch.map(({ item }) => item);
    const answers = await options.commit(group, items);
    invariant(answers.length === batch.length, 'a group commit answers each item');
    batch.forEach((waiting, index) => waiting.resolve(answers[index] as R));
  } catch (error) {
    if (batch.length === 1 || !options.isItemFault(error)) {
      for (const waiting of batch) waiting.reject(error);
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await writeBatch(options, group, batch.slice(0, half));
    await writeBatch(options, group, batch.slice(half));
  }
}
