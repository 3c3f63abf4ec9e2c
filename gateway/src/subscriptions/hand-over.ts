/**
 * From one stream of a subscription to another that delivers the same events, when it is not known
 * where the second one begins. Both are read side by side, and the first one's events are delivered,
 * until an event has come by both. From there the second one goes on alone, behind what was delivered.
 *
 * Nothing is lost or doubled while both deliver. What cannot be known: events that look the same are
 * taken for one when they come by different streams; and an event that only the second stream has is
 * delivered when the first one has been silent for `graceMs` more, so a slower first one is not heard.
 */
import type { ExecutionResult } from 'graphql';
import type { PulledStream, Step } from './pulled-stream.ts';

export interface HandOverOptions {
  readonly from: PulledStream;
  readonly to: PulledStream;
  /** Equal for the same event from either stream, and if possible for no other. */
  readonly identify: (answer: ExecutionResult) => string;
  readonly limits?: Partial<HandOverLimits>;
}

export interface HandOverLimits {
  /** How much later than the second stream the first one may deliver an event. */
  readonly graceMs: number;
  /** After this the second stream has surely begun, though no event has come by both. */
  readonly overlapMs: number;
  /** Events of the second stream that wait for their like; it is not asked for more. */
  readonly maxWaiting: number;
}

const defaultLimits: HandOverLimits = { graceMs: 2_000, overlapMs: 30_000, maxWaiting: 1_000 };
/** Delivered events that are remembered, to know them again: many more than are under way at once. */
const maxRemembered = 1_000;

/** What has come so far. */
interface Overlap {
  /** Identities of what the first stream has delivered. */
  readonly delivered: string[];
  /** What only the second stream has delivered yet. */
  readonly waiting: { readonly id: string; readonly answer: ExecutionResult }[];
  /** Identities of what was delivered and the second stream will repeat. */
  repeated: string[];
}

/**
 * Yields the events of both streams, each once, until `to` goes on alone: it is to be pulled by the
 * caller then, and `from` is closed. Rejects when `to` does.
 */
export async function* handOver(options: HandOverOptions): AsyncGenerator<ExecutionResult, void> {
  const { from, to, identify } = options;
  const overlap: Overlap = { delivered: [], waiting: [], repeated: [] };
  try {
    yield* deliverUntilMet(options, overlap);
    from.close();
    yield* overlap.waiting.map(({ answer }) => answer);
    for (const id of overlap.repeated) {
      const step = await to.pull();
      if (step.done || identify(step.value) !== id) break;
      to.take();
    }
  } finally {
    from.close();
  }
}

/** Delivers the first stream until the two have met, or it cannot be expected any more. */
async function* deliverUntilMet(
  { from, to, identify, limits }: HandOverOptions,
  overlap: Overlap,
): AsyncGenerator<ExecutionResult, void> {
  const { graceMs, overlapMs, maxWaiting } = { ...defaultLimits, ...limits };
  using timers = createTimers();
  timers.begin(overlapMs);
  // The first one first: what both have is taken from it.
  let streams = [from, to];
  for (;;) {
    const isFull = overlap.waiting.length >= maxWaiting;
    const asked = isFull ? [from] : streams;
    const next = await Promise.race([...asked.map(stepOf), timers.elapsed]);
    if (next === 'elapsed') return;
    const { stream, step } = next;
    const isOver = step === 'failed' || step.done === true || isLastWord(step.value);
    // How the second one ends is for whoever goes on with it.
    if (isOver && stream === to) return;
    if (isOver) {
      // Why does not matter to the client. The second one may have yet to repeat what was delivered.
      if (overlap.waiting.length > 0) return;
      streams = [to];
      continue;
    }
    stream.take();
    if (stream === from) yield step.value;
    const id = identify(step.value);
    const isMet = stream === from ? isMetByOld(overlap, id) : isMetByNew(overlap, id, step.value);
    if (isMet || (overlap.waiting.length > 0 && streams.length === 1)) return;
    if (overlap.waiting.length === 1) timers.begin(graceMs);
  }
}

/** Notes an event that was delivered; true when the second stream had it already. */
function isMetByOld({ delivered, waiting }: Overlap, id: string): boolean {
  delivered.push(id);
  if (delivered.length > maxRemembered) delivered.shift();
  const index = waiting.findIndex((each) => each.id === id);
  // Whatever the second stream had before it was delivered before, as something else.
  if (index >= 0) waiting.splice(0, index + 1);
  return index >= 0;
}

/** Notes an event of the second stream; true when it was delivered already. */
function isMetByNew(overlap: Overlap, id: string, answer: ExecutionResult): boolean {
  // The last that looks so: rather one event twice than one lost.
  const index = overlap.delivered.lastIndexOf(id);
  if (index >= 0) overlap.repeated = overlap.delivered.slice(index + 1);
  else overlap.waiting.push({ id, answer });
  return index >= 0;
}

type Pulled = { readonly stream: PulledStream; readonly step: Step | 'failed' };

function stepOf(stream: PulledStream): Promise<Pulled> {
  return stream.pull().then(
    (step) => ({ stream, step }),
    () => ({ stream, step: 'failed' }),
  );
}

/** A result without data says why a stream ends. */
function isLastWord({ data }: ExecutionResult): boolean {
  return data === undefined;
}

/** Timers of which the first that elapses counts. */
function createTimers() {
  const { promise, resolve } = Promise.withResolvers<'elapsed'>();
  const running: NodeJS.Timeout[] = [];
  return {
    elapsed: promise,
    begin: (ms: number) => void running.push(setTimeout(() => resolve('elapsed'), ms)),
    [Symbol.dispose]: () => running.forEach(clearTimeout),
  };
}
