/**
 * How much Redis keeps. Entries are removed when every group has acknowledged them; a group that
 * nobody has served for a week no longer holds anything back. A lane never drops what a group still
 * needs: when it is full, publishing is refused and events wait in the outbox.
 */
import { laneCount } from './bus.ts';
import type { RedisConnection } from './redis-connection.ts';

/** A lane of events of 1 kB then takes about 50 MB, a topic 800 MB, when one group has stood still. */
const defaultMaxLaneLength = 50_000;
/** As long as outboxes keep published events. */
const groupIdleMs = 7 * 24 * 60 * 60 * 1000;
const trimIntervalMs = 5_000;

export interface Retention {
  /**
   * Makes room for so many new entries in each lane of the topic. Errors: when a lane is full.
   */
  admit(topic: string, newEntries: ReadonlyMap<number, number>): Promise<void>;
}

interface TopicState {
  trimmedAt: number;
  /** Entries in each lane when last trimmed, and what was published by us since. */
  readonly lengths: number[];
}

/** Retention over the streams that `streamOf` names; one for each publisher. */
export function createRetention(
  connection: RedisConnection,
  {
    streamOf,
    maxLaneLength = defaultMaxLaneLength,
  }: {
    streamOf: (topic: string, lane: number) => string;
    maxLaneLength: number | undefined;
  },
): Retention {
  const topics = new Map<string, TopicState>();
  const trimTopic = async (topic: string, state: TopicState) => {
    const lanes = Array.from({ length: laneCount }, (_, lane) => streamOf(topic, lane));
    const lengths = await connection.run((client) =>
      Promise.all(lanes.map((stream) => client.trim(stream, groupIdleMs))),
    );
    state.lengths.splice(0, laneCount, ...lengths);
    state.trimmedAt = performance.now();
  };
  return {
    async admit(topic, newEntries) {
      const state = topics.get(topic) ?? { trimmedAt: -Infinity, lengths: [] };
      topics.set(topic, state);
      const isFull = () =>
        [...newEntries].some(([lane, count]) => (state.lengths[lane] ?? 0) + count > maxLaneLength);
      const isDue = performance.now() - state.trimmedAt >= trimIntervalMs;
      if (isDue || isFull()) await trimTopic(topic, state);
      if (isFull()) throw new Error(`A lane of ${topic} is full: one of its groups stands still.`);
      for (const [lane, count] of newEntries) {
        state.lengths[lane] = (state.lengths[lane] ?? 0) + count;
      }
    },
  };
}
