/** A log that subscriptions follow: what was missed since a cursor first, then what comes. */

export interface EventLog {
  /** Appends an entry and gives its cursor. Entries are numbered from 1. */
  append(): string;
  /**
   * What `deliver` makes of each entry after the cursor; `0` is the start, without one only what
   * comes is delivered.
   */
  follow<T>(
    after: string | null | undefined,
    deliver: (entry: number, cursor: string) => T,
  ): AsyncIterableIterator<T>;
  /** Delivers an entry once more to whoever follows from now on. */
  stutter: boolean;
}

export function createEventLog(): EventLog {
  let length = 0;
  const waiting = new Set<() => void>();
  const log: EventLog = {
    stutter: false,
    append() {
      length += 1;
      for (const wake of waiting) wake();
      return cursorOf(length);
    },
    follow(after, deliver) {
      let entry = after == null ? length : after === '0' ? 0 : Number(after.split('-')[1]);
      if (log.stutter && entry > 0) entry -= 1;
      let over = false;
      let wake = () => {};
      const iterator: AsyncIterableIterator<ReturnType<typeof deliver>> = {
        async next() {
          while (entry >= length && !over) {
            await new Promise<void>((resolve) => waiting.add((wake = resolve)));
            waiting.delete(wake);
          }
          if (over) return { done: true, value: undefined };
          entry += 1;
          return { done: false, value: deliver(entry, cursorOf(entry)) };
        },
        async return() {
          over = true;
          wake();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]: () => iterator,
      };
      return iterator;
    },
  };
  return log;
}

function cursorOf(entry: number): string {
  return `cursor-${entry}`;
}
