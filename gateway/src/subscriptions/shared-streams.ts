/**
 * Equal subscriptions share one stream of a subgraph and one execution an event. What a stream has
 * delivered last is kept, bounded, and each subscriber has a place in it, so that nobody is given a
 * queue of its own:
 *
 * - The stream is read on when the subscriber that is furthest asks for more. Who is alone is
 *   therefore never hurried: what happens meanwhile stays in the log.
 * - Who falls behind those that read faster, by more than is kept, is told where it can continue
 *   (SUBSCRIPTION_GAP with the cursor) and ends.
 * - Who begins at a cursor joins where that is still kept; else it reads a stream of its own, until
 *   that has caught up with the shared one.
 */
import type { ExecutionResult } from 'graphql';
import { keptCursor } from './resume.ts';

type Results = AsyncIterableIterator<ExecutionResult>;

export interface StreamRequest {
  /** Equal for subscriptions that get equal results, wherever they begin. */
  readonly key: string;
  /** Where it begins: a cursor, `"0"`; null for what happens from now on. */
  readonly after: string | null;
  /** Opens it in the subgraph; a single result is a refusal. */
  open(): Promise<Results | ExecutionResult>;
  /** What is told, as the last result, to who has fallen behind; the cursor is of the last delivery. */
  gap(cursor: string | null): ExecutionResult;
}

export interface SharedStreams {
  /** As `open` of the request, shared where that is possible. */
  subscribe(request: StreamRequest): Promise<Results | ExecutionResult>;
  /** Streams of subgraphs that are open, and who reads them. */
  counts(): { readonly streams: number; readonly subscribers: number };
}

/** Results kept of a stream: the most that a subscriber can fall behind. */
export const maxKeptResults = 1_000;

export function createSharedStreams(): SharedStreams {
  const groups = new Map<string, Group>();
  const groupOf = (key: string): Group => {
    const found = groups.get(key);
    if (found) return found;
    const group = new Group(() => groups.delete(key));
    groups.set(key, group);
    return group;
  };
  return {
    subscribe: (request) => groupOf(request.key).subscribe(request),
    counts() {
      const all = [...groups.values()].flatMap(({ streams }) => [...streams]);
      const subscribers = all.reduce((sum, stream) => sum + stream.subscribers.size, 0);
      return { streams: all.length, subscribers };
    },
  };
}

/** The streams of equal subscriptions; usually one, the first. */
class Group {
  readonly streams = new Set<Stream>();
  /** Streams that are being opened, by where they begin. */
  readonly #opening = new Map<string | null, Promise<Stream | ExecutionResult>>();
  readonly #onEmpty: () => void;

  constructor(onEmpty: () => void) {
    this.#onEmpty = onEmpty;
  }

  async subscribe(request: StreamRequest): Promise<Results | ExecutionResult> {
    const { after } = request;
    for (const stream of this.streams) {
      const place = stream.placeOf(after);
      if (place !== null) return new Subscriber(this, { request, stream, place });
    }
    const opened = await this.#open(request);
    if (!(opened instanceof Stream)) return opened;
    return new Subscriber(this, { request, stream: opened, place: opened.placeOf(after) ?? 0 });
  }

  async #open(request: StreamRequest): Promise<Stream | ExecutionResult> {
    const { after } = request;
    const known = this.#opening.get(after);
    if (known) return known;
    const opening = this.#begin(request).finally(() => {
      this.#opening.delete(after);
      this.#endIfEmpty();
    });
    this.#opening.set(after, opening);
    return opening;
  }

  async #begin({ open, after }: StreamRequest): Promise<Stream | ExecutionResult> {
    const results = await open();
    if (!(Symbol.asyncIterator in results)) return results;
    const stream = new Stream(results, after);
    this.streams.add(stream);
    return stream;
  }

  /** Another stream that has delivered the cursor: who has come so far can read that one. */
  other(stream: Stream, cursor: string | null): { stream: Stream; place: number } | null {
    if (cursor === null || this.streams.size === 1) return null;
    // The one that was opened first is the one that others join.
    const [first] = this.streams;
    if (!first || first === stream) return null;
    const place = first.placeAfter(cursor);
    return place === null ? null : { stream: first, place };
  }

  /** Ends what nobody reads any more. */
  leave(stream: Stream, subscriber: Subscriber): void {
    stream.subscribers.delete(subscriber);
    if (stream.subscribers.size > 0) return;
    this.streams.delete(stream);
    stream.close();
    this.#endIfEmpty();
  }

  #endIfEmpty(): void {
    if (this.streams.size === 0 && this.#opening.size === 0) this.#onEmpty();
  }
}

/** One stream of a subgraph and the newest of what it has delivered. Places count from 0. */
class Stream {
  readonly subscribers = new Set<Subscriber>();
  readonly #results: Results;
  readonly #after: string | null;
  readonly #kept: ExecutionResult[] = [];
  readonly #places = new Map<string, number>();
  /** Place of the first result that is kept. */
  #first = 0;
  #isReading = false;
  #isOver = false;
  #fault: Error | undefined;

  constructor(results: Results, after: string | null) {
    this.#results = results;
    this.#after = after;
  }

  get #end(): number {
    return this.#first + this.#kept.length;
  }

  /**
   * Where a subscription that begins at `after` can read on; null when it cannot. Who wants only
   * what happens from now on can join a stream that waits for what happens; an event that is on its
   * way through the stream at the time is then the first that it gets.
   */
  placeOf(after: string | null): number | null {
    if (this.#isOver) return null;
    if (after === null) return this.#after === null && this.#waitsForEvents() ? this.#end : null;
    if (after === this.#after && this.#first === 0) return 0;
    return this.placeAfter(after);
  }

  #waitsForEvents(): boolean {
    return this.#isReading || this.#end === 0;
  }

  placeAfter(cursor: string): number | null {
    const place = this.#places.get(cursor);
    return place === undefined || this.#isOver ? null : place + 1;
  }

  /** The result at a place, `gap` when it is not kept any more, null when it has not come yet. */
  at(place: number): ExecutionResult | 'gap' | null {
    return place < this.#first ? 'gap' : (this.#kept[place - this.#first] ?? null);
  }

  /** Whether nothing will come any more. */
  isOver(): boolean {
    return this.#isOver;
  }

  /** Throws what the stream has broken with. */
  throwFault(): void {
    if (this.#fault) throw this.#fault;
  }

  /** Begins to read the next result, unless that is under way; subscribers are woken when it came. */
  readOn(): void {
    if (this.#isReading || this.#isOver) return;
    this.#isReading = true;
    this.#results
      .next()
      .then(
        (next) => (next.done ? this.#finish() : this.#keep(next.value)),
        (error: unknown) => this.#finish(error),
      )
      .finally(() => {
        this.#isReading = false;
        for (const subscriber of this.subscribers) subscriber.wake();
      });
  }

  close(): void {
    this.#isOver = true;
    void this.#results.return?.();
  }

  #finish(fault?: unknown): void {
    this.#isOver = true;
    if (fault === undefined) return;
    this.#fault = fault instanceof Error ? fault : new Error('A stream broke.', { cause: fault });
  }

  #keep(result: ExecutionResult): void {
    // A result without data says why the stream ends: who comes now must open another.
    if (result.data === undefined) this.#isOver = true;
    const cursor = keptCursor(result);
    if (cursor !== null) this.#places.set(cursor, this.#end);
    this.#kept.push(result);
    if (this.#kept.length <= maxKeptResults) return;
    const dropped = this.#kept.shift();
    const droppedCursor = dropped ? keptCursor(dropped) : null;
    if (droppedCursor !== null) this.#places.delete(droppedCursor);
    this.#first += 1;
  }
}

interface Reading {
  readonly request: StreamRequest;
  readonly stream: Stream;
  readonly place: number;
}

/** One client's subscription: a place in a stream. Calls of `next` must follow one another. */
class Subscriber implements Results {
  readonly #group: Group;
  readonly #request: StreamRequest;
  #stream: Stream;
  #place: number;
  #cursor: string | null;
  #isOver = false;
  #wake: (() => void) | undefined;

  constructor(group: Group, { request, stream, place }: Reading) {
    this.#group = group;
    this.#request = request;
    this.#stream = stream;
    this.#place = place;
    this.#cursor = request.after;
    stream.subscribers.add(this);
    // A stream waits for events from the beginning, so that others can join it.
    stream.readOn();
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    while (!this.#isOver) {
      const result = this.#stream.at(this.#place);
      if (result === 'gap') return this.#endWith(this.#request.gap(this.#cursor));
      if (result) return { done: false, value: this.#take(result) };
      if (this.#stream.isOver()) break;
      this.#stream.readOn();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#leave();
    this.#stream.throwFault();
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#leave();
    this.wake();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  #take(result: ExecutionResult): ExecutionResult {
    this.#place += 1;
    const cursor = keptCursor(result);
    this.#cursor = cursor ?? this.#cursor;
    const other = this.#group.other(this.#stream, cursor);
    if (other) this.#move(other);
    return result;
  }

  #move({ stream, place }: { stream: Stream; place: number }): void {
    const left = this.#stream;
    stream.subscribers.add(this);
    this.#stream = stream;
    this.#place = place;
    this.#group.leave(left, this);
  }

  #endWith(last: ExecutionResult): IteratorResult<ExecutionResult, undefined> {
    this.#leave();
    return { done: false, value: last };
  }

  #leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#group.leave(this.#stream, this);
  }
}
