/**
 * A subscription that goes on when the supergraph is replaced under it. It is planned anew on the new
 * one, and then, in this order of preference:
 *
 * 1. its owning subgraph would be asked for the same stream: that one is kept, and the events to come
 *    are completed by the new plan. Nothing is opened, so nothing can be lost or doubled;
 * 2. the stream is another one and its events have cursors: it is opened behind the last event;
 * 3. it is another one without a known place: both are read until they meet (see hand-over.ts).
 *
 * It ends, with the reason, when the operation is not valid any more or the subgraph refuses it.
 */
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { SupergraphManager } from '../supergraph/manager.ts';
import { type HandOverLimits, handOver } from './hand-over.ts';
import type { Step } from './pulled-stream.ts';
import { keptCursor, resumeAfter } from './resume.ts';
import {
  type Refusal,
  type SubscriptionRequest,
  type Upstream,
  openUpstream,
  planOn,
} from './upstream.ts';

export interface SurvivalOptions {
  readonly supergraphs: SupergraphManager;
  readonly request: SubscriptionRequest;
  readonly limits?: Partial<HandOverLimits>;
}

/** Resolves when the first stream is open. */
export async function subscribeAcrossReloads(
  options: SurvivalOptions,
): Promise<AsyncIterableIterator<ExecutionResult> | Refusal> {
  const { supergraphs, request } = options;
  const upstream = await openUpstream(supergraphs.current(), request);
  if ('errors' in upstream) return upstream;
  return iterate({
    ...options,
    upstream,
    others: new Set(),
    cursor: null,
    isOver: false,
    wake: null,
  });
}

/** A subscription on its way. */
interface Journey extends SurvivalOptions {
  upstream: Upstream;
  /** What is open besides `upstream`, while it is being replaced. */
  readonly others: Set<Upstream>;
  /** Of the last event that was delivered. */
  cursor: string | null;
  isOver: boolean;
  /** Ends the waiting for an event. */
  wake: (() => void) | null;
}

/** The answers; `return` ends everything at once, also while the next answer is waited for. */
function iterate(journey: Journey): AsyncIterableIterator<ExecutionResult> {
  const answers = travel(journey);
  const stopListening = journey.supergraphs.onReplaced(() => journey.wake?.());
  const end = () => {
    journey.isOver = true;
    stopListening();
    for (const each of [journey.upstream, ...journey.others]) each.close();
    journey.wake?.();
    // Where it rests between two answers it ends now; where it waits, because nothing comes any more.
    void answers.return(undefined).catch(() => undefined);
  };
  const iterator: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      try {
        const step = await answers.next();
        if (step.done) end();
        return step;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

async function* travel(journey: Journey): AsyncGenerator<ExecutionResult, undefined> {
  while (!journey.isOver) {
    if (journey.upstream.generation() !== journey.supergraphs.current()) {
      if ((yield* moveOn(journey)) === 'ended') return;
      // Meanwhile there may be yet another.
      continue;
    }
    const step = await nextStep(journey);
    if (step === 'woken') continue;
    journey.upstream.take();
    if (step.done) return;
    journey.cursor = keptCursor(step.value) ?? journey.cursor;
    yield step.value;
  }
}

/** The next step of the stream, or `woken` when there is something else to do before. */
function nextStep(journey: Journey): Promise<Step | 'woken'> {
  return new Promise((resolve, reject) => {
    journey.wake = () => resolve('woken');
    journey.upstream.pull().then(resolve, reject);
  });
}

/** Brings the subscription to the current generation. */
async function* moveOn(journey: Journey): AsyncGenerator<ExecutionResult, 'moved' | 'ended'> {
  const move = await prepareMove(journey);
  if ('errors' in move) {
    yield move;
    return 'ended';
  }
  if (move.kind === 'behind') replaceBy(journey, move.next).close();
  if (move.kind === 'beside') yield* overlapWith(journey, move.next);
  return 'moved';
}

/** The stream is kept, or another one was opened: behind the last event, or somewhere near it. */
type Move =
  | { readonly kind: 'kept' }
  | { readonly kind: 'behind' | 'beside'; readonly next: Upstream }
  | Refusal;

async function prepareMove(journey: Journey): Promise<Move> {
  const { request, supergraphs, upstream } = journey;
  const generation = supergraphs.current();
  const leave = generation.enter();
  try {
    const planned = await planOn(generation, request);
    if ('errors' in planned) return { errors: invalidNow(planned, journey) };
    // Nothing more is opened for a client that has left meanwhile.
    if ((await upstream.adopt(generation)) || journey.isOver) return { kind: 'kept' };
    const resumed = resumedRequest(journey);
    const canResume = resumed !== null && !('errors' in (await planOn(generation, resumed)));
    const next = await openUpstream(generation, canResume ? resumed : request);
    if ('errors' in next) return next;
    return { kind: canResume ? 'behind' : 'beside', next };
  } finally {
    leave();
  }
}

/** The request behind the last event; null when none has come that says where that is. */
function resumedRequest({ request, cursor }: Journey): SubscriptionRequest | null {
  if (cursor === null) return null;
  return { ...request, payload: resumeAfter(request.payload, cursor) };
}

/** Goes on with another stream, and returns the one before. */
function replaceBy(journey: Journey, next: Upstream): Upstream {
  const previous = journey.upstream;
  journey.upstream = next;
  // The client may have left while it was opened.
  if (journey.isOver) next.close();
  return previous;
}

/** Where the new stream begins is not known: both are open until they have met. */
async function* overlapWith(
  journey: Journey,
  next: Upstream,
): AsyncGenerator<ExecutionResult, void> {
  const from = replaceBy(journey, next);
  journey.others.add(from);
  for await (const answer of handOver({ from, to: next, identify, ...limitsOf(journey) })) {
    journey.cursor = keptCursor(answer) ?? journey.cursor;
    yield answer;
  }
  journey.others.delete(from);
}

function limitsOf({ limits }: Journey): { limits?: Partial<HandOverLimits> } {
  return limits ? { limits } : {};
}

/** An event of a log is known by its cursor, any other by what it says. */
function identify(answer: ExecutionResult): string {
  return keptCursor(answer) ?? JSON.stringify(answer);
}

/** Why the subscription ends, and where a changed one can continue. */
function invalidNow({ errors }: Refusal, { cursor, request }: Journey): GraphQLError[] {
  return errors.map(
    ({ message, extensions }) =>
      new GraphQLError(
        `The schema has changed, and this subscription ${fate(extensions)}: ${message}`,
        {
          extensions: {
            ...extensions,
            ...(cursor === null ? {} : { cursor }),
            requestId: request.identity.requestId,
          },
        },
      ),
  );
}

/** The planner may refuse what is as valid as before; then it can be tried again. */
function fate({ code }: GraphQLError['extensions']): string {
  const isOfPlanner = code === 'TIMEOUT' || code === 'UNAVAILABLE';
  return isOfPlanner ? 'could not be planned' : 'is not valid any more';
}
