/**
 * A subscription to a subgraph that outlives its connections: when one breaks, another is opened and
 * the log continued after the last event that came, so that the client notices nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { resumeCursorOf } from '../subscriptions/resume.ts';

export interface BreakableSubscription {
  /**
   * Opens the subscription, after a cursor or as the client asked. Iterating rejects with a list of
   * errors when the subgraph refuses, and with anything else when the connection breaks.
   */
  open(after: string | null): Promise<AsyncIterableIterator<ExecutionResult>>;
  /** What the client is told when the subgraph stays away. */
  lost(): GraphQLError;
  /** Aborted when the subgraph is asked no more: nothing is opened again. */
  readonly signal: AbortSignal;
}

/** Waits before each attempt to open again; after the last one the client is told. */
const waitsMs = [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000, 5_000];

export function followAcrossBreaks(
  subscription: BreakableSubscription,
): AsyncIterableIterator<ExecutionResult> {
  const state: FollowState = { over: false, current: undefined };
  const events = follow(subscription, state);
  const iterator: AsyncIterableIterator<ExecutionResult> = {
    next: () => events.next(),
    async return() {
      state.over = true;
      await state.current?.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

interface FollowState {
  over: boolean;
  current: AsyncIterableIterator<ExecutionResult> | undefined;
}

async function* follow(
  { open, lost, signal }: BreakableSubscription,
  state: FollowState,
): AsyncGenerator<ExecutionResult, void> {
  let cursor: string | null = null;
  let attempt = 0;
  while (!state.over && !signal.aborted) {
    try {
      state.current = await open(cursor);
      // Its client may have left while it was opened.
      if (state.over) await state.current.return?.();
      for await (const result of state.current) {
        attempt = 0;
        cursor = resumeCursorOf(result) ?? cursor;
        yield result;
      }
      return;
    } catch (error) {
      if (state.over || signal.aborted) return;
      const wait = waitsMs[attempt];
      if (Array.isArray(error) || wait === undefined) {
        yield { errors: Array.isArray(error) ? (error as GraphQLError[]) : [lost()] };
        return;
      }
      attempt += 1;
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}
