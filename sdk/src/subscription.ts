/**
 * A subscription that outlives its connections: when one breaks, another continues after the last
 * event that was taken. Each event is delivered once and in order, whatever happens in between.
 */
import { type AnyDocument, textOf } from './document.ts';
import { ArbiterError } from './error.ts';
import { errorOfAnswer } from './error-reading.ts';
import type { Settings, SubscribeOptions } from './options.ts';
import { createProgress } from './progress.ts';
import { sleep } from './retry.ts';
import type { OpenStream, StreamResult } from './stream.ts';

/**
 * Events as they come. Leaving a `for await` loop, or disposing it, ends the subscription. Throws an
 * ArbiterError when the server refuses, or cannot be reached for as long as the options say.
 */
export interface Subscription<Event> extends AsyncIterableIterator<Event>, AsyncDisposable {
  /**
   * Resolves when the server follows: what happens from then on is delivered. This takes a server
   * that says so, as Arbiter does; with others it may resolve with the first event only. Rejects when
   * the subscription ends before.
   */
  readonly ready: Promise<void>;
}

type Data = Readonly<Record<string, unknown>>;

export interface FollowOptions<Event> extends SubscribeOptions {
  readonly settings: Settings;
  readonly open: OpenStream;
  /** Aborted when the client is closed, which ends its subscriptions quietly. */
  readonly closed: AbortSignal;
  /** What is delivered of the data of an event. */
  readonly pick: (data: Data) => Event;
}

/** Begins at once, and asks for the first event before anybody waits for it. */
export function follow<Event>(
  document: AnyDocument,
  variables: Data = {},
  options: FollowOptions<Event>,
): Subscription<Event> {
  const query = textOf(document);
  const stop = stopWith([options.signal, options.closed]);
  const gate = createGate();
  const events = readEvents({ query, variables, options, stop, gate });
  let first: Promise<IteratorResult<Event, void>> | undefined = events.next();
  // Whoever asks for the first event is told.
  first.catch(() => undefined);
  const subscription: Subscription<Event> = {
    ready: gate.passed,
    next() {
      const asked = first ?? events.next();
      first = undefined;
      return asked;
    },
    async return() {
      first = undefined;
      stop.abort();
      await events.return();
      return { done: true, value: undefined };
    },
    async [Symbol.asyncDispose]() {
      await subscription.return?.();
    },
    [Symbol.asyncIterator]: () => subscription,
  };
  return subscription;
}

interface Reading<Event> {
  readonly query: string;
  readonly variables: Data;
  readonly options: FollowOptions<Event>;
  readonly stop: AbortController;
  readonly gate: Gate;
}

async function* readEvents<Event>(reading: Reading<Event>): AsyncGenerator<Event, void> {
  const { query, variables, options, stop, gate } = reading;
  const { signal } = stop;
  const progress = createProgress(query, variables, options.settings);
  const control = { signal, onConnected: progress.connected, onReady: gate.pass };
  try {
    for (;;) {
      try {
        const request = { query, variables: progress.variables() };
        for await (const result of options.open(request, control)) {
          signal.throwIfAborted();
          const data = readData(result, options);
          gate.pass();
          if (progress.isNew(data)) yield options.pick(data);
        }
        signal.throwIfAborted();
        return;
      } catch (error) {
        signal.throwIfAborted();
        const reconnect = progress.brokeOff(error);
        if (!reconnect) throw error;
        options.onReconnect?.(reconnect);
        await sleep(reconnect.waitMs, signal);
      }
    }
  } catch (error) {
    gate.close(error);
    // Ended by the caller's signal it throws the signal's reason, else it ends quietly.
    options.signal?.throwIfAborted();
    if (!signal.aborted) throw error;
  } finally {
    gate.close(new ArbiterError('NETWORK', 'The subscription has ended.'));
    stop.abort();
  }
}

/** The data of an event. Throws what a result without data says. */
function readData({ data, errors = [] }: StreamResult, { onPartial }: SubscribeOptions): Data {
  if (!data) throw errorOfAnswer(errors);
  if (errors.length > 0) onPartial?.(errorOfAnswer(errors, { data }));
  return data;
}

/** A controller that is aborted with any of the signals. */
function stopWith(signals: readonly (AbortSignal | undefined)[]): AbortController {
  const stop = new AbortController();
  const abort = () => stop.abort();
  for (const signal of signals) {
    if (signal?.aborted) abort();
    // Forgotten with the subscription, not only with the signal, which may live long.
    signal?.addEventListener('abort', abort, { once: true, signal: stop.signal });
  }
  return stop;
}

/** A promise that is settled from outside, once. */
interface Gate {
  readonly passed: Promise<void>;
  pass(): void;
  close(error: unknown): void;
}

function createGate(): Gate {
  let pass = () => {};
  let close: (error: unknown) => void = () => {};
  const passed = new Promise<void>((resolve, reject) => {
    pass = resolve;
    close = reject;
  });
  // Who does not wait for it is told by the events.
  passed.catch(() => undefined);
  return { passed, pass: () => pass(), close: (error) => close(error) };
}
