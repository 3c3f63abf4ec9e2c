/**
 * One subscription on one generation: the stream that its owning subgraph sends, each event completed
 * by the plan. While the stream is open its generation is in use, so that its sources stay.
 */
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { PreparedSubscription } from '../execution/executor.ts';
import type { Generation } from '../supergraph/generation.ts';
import type { OperationPayload } from './operation-payload.ts';
import { type PulledStream, pulledStream } from './pulled-stream.ts';

export interface SubscriptionRequest {
  readonly payload: OperationPayload;
  readonly identity: RequestIdentity;
}

export type Refusal = { readonly errors: readonly GraphQLError[] };

/** A subscription as one generation plans it. */
export interface Planned {
  readonly generation: Generation;
  readonly prepared: PreparedSubscription;
}

export interface Upstream extends PulledStream {
  generation(): Generation;
  /**
   * Goes on with the plan of another generation, which the caller is in, for the same stream. False, and
   * nothing changed, when that generation would ask for another stream, or this one was closed.
   */
  adopt(next: Generation): Promise<boolean>;
}

/**
 * Plans on a generation, which the caller is in. Errors of the operation are the answer; those of the
 * supergraph are thrown.
 */
export async function planOn(
  generation: Generation,
  { payload, identity }: SubscriptionRequest,
): Promise<Planned | Refusal> {
  const { query, operationName, variables } = payload;
  const parsed = generation.documentOf(query);
  if ('errors' in parsed) return parsed;
  const { document } = parsed;
  const prepared = await generation.executor.prepareSubscription({
    document,
    operationName,
    variables,
    identity,
  });
  return 'errors' in prepared ? prepared : { generation, prepared };
}

/** Opens the stream. The generation is in use from before until the upstream is closed. */
export async function openUpstream(
  generation: Generation,
  request: SubscriptionRequest,
): Promise<Upstream | Refusal> {
  const leave = generation.enter();
  let isOpen = false;
  try {
    const planned = await planOn(generation, request);
    if ('errors' in planned) return planned;
    const events = await planned.prepared.open();
    if ('errors' in events) return events;
    isOpen = true;
    return upstreamOf({ ...planned, leave, request }, events);
  } finally {
    if (!isOpen) leave();
  }
}

interface Opened extends Planned {
  readonly request: SubscriptionRequest;
  /** Ends the use of the generation. */
  readonly leave: () => void;
}

function upstreamOf(opened: Opened, events: AsyncIterator<ExecutionResult>): Upstream {
  let { generation, prepared, leave } = opened;
  let isClosed = false;
  const stream = pulledStream({
    async next() {
      const step = await events.next();
      // An event is completed by the plan that it meets, to the end.
      return step.done
        ? step
        : { done: false, value: await completeOn(generation, prepared, step.value) };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
  });
  return {
    ...stream,
    generation: () => generation,
    async adopt(next) {
      const planned = await planOn(next, opened.request);
      // While it was planned, the client may have left: its generations are left then.
      if (isClosed || 'errors' in planned) return false;
      if (!isSameStream(prepared, planned.prepared)) return false;
      const leaveNext = next.enter();
      leave();
      ({ generation, prepared } = planned);
      leave = leaveNext;
      return true;
    },
    close() {
      isClosed = true;
      stream.close();
      leave();
    },
  };
}

async function completeOn(
  generation: Generation,
  prepared: PreparedSubscription,
  event: ExecutionResult,
): Promise<ExecutionResult> {
  const leave = generation.enter();
  try {
    return await prepared.complete(event);
  } finally {
    leave();
  }
}

/** Whether two plans ask the same source for the same stream. */
function isSameStream(one: PreparedSubscription, other: PreparedSubscription): boolean {
  const { query, operationName, variables } = other.request;
  return (
    one.source === other.source &&
    one.request.query === query &&
    one.request.operationName === operationName &&
    JSON.stringify(one.request.variables) === JSON.stringify(variables)
  );
}
