/** A bounded queue between a socket, which cannot be held back, and whoever takes its results. */

export interface Channel<T> {
  /** False when the queue is full: the value is not taken. */
  push(value: T): boolean;
  /** No more will come; what is queued is still delivered, then the error is thrown, if any. */
  end(error?: Error): void;
  /** Values in order, for one consumer. */
  values(): AsyncGenerator<T, void>;
}

/** An empty channel that takes up to `limit` values more than were taken out. */
export function createChannel<T>(limit: number): Channel<T> {
  const queue: T[] = [];
  let last: { readonly error: Error | undefined } | null = null;
  let wake = () => {};
  return {
    push(value) {
      if (queue.length >= limit) return false;
      queue.push(value);
      wake();
      return true;
    },
    end(error) {
      last ??= { error };
      wake();
    },
    async *values() {
      for (;;) {
        while (queue.length > 0) yield queue.shift() as T;
        if (last?.error) throw last.error;
        if (last) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
