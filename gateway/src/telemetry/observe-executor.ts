/**
 * The gateway's executor, observed: a span, a count and a duration for every operation and for every
 * event of a subscription, and a line in the log when one is slow.
 */
import { type ExecutionResult, getOperationAST } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { Metrics } from '@arbiter/server/telemetry/metrics.ts';
import {
  type OperationMetrics,
  createOperationMetrics,
} from '@arbiter/server/telemetry/operation-metrics.ts';
import { type Delivery, inDelivery } from '@arbiter/server/telemetry/tracing/delivery.ts';
import { failWithErrors, operationName } from '@arbiter/server/telemetry/tracing/graphql-span.ts';
import { type GraphqlOperation, spanName } from '@arbiter/server/telemetry/tracing/span-names.ts';
import {
  workOfOperation,
  workOfRequest,
} from '@arbiter/server/telemetry/tracing/work-attributes.ts';
import {
  type SpanStart,
  carrying,
  inSpan,
  isTracing,
  traceparentOf,
} from '@arbiter/server/telemetry/tracing/spans.ts';
import type { IncrementalResults } from '../execution/deferred.ts';
import type {
  GatewayExecutor,
  OperationRequest,
  PreparedSubscription,
  RefusedSubscription,
} from '../execution/executor.ts';
import { documentHash } from './document-hash.ts';
import { beginRecord } from './operation-record.ts';
import { logIfSlow } from './slow-operations.ts';

export interface Observers {
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'registry'>;
}

/**
 * Returns how executors are observed. A process has one observer, as its metrics are there once; each
 * of its supergraphs has an executor.
 */
export function createExecutorObserver({
  logger,
  metrics,
}: Observers): (executor: GatewayExecutor) => GatewayExecutor {
  const observer = { logger, operations: createOperationMetrics(metrics.registry) };
  return (executor) => ({
    supergraph: executor.supergraph,
    execute: (request) => executeObserved(observer, executor, request),
    executeInParts: (request) => executeInPartsObserved(observer, executor, request),
    prepareSubscription: (request) => prepareObserved(observer, executor, request),
    mostUsed: executor.mostUsed,
    prepare: executor.prepare,
    // Prepares, opens and completes without the two above; nothing but tests does.
    subscribe: (request) => executor.subscribe(request),
  });
}

interface Observer {
  readonly logger: Logger;
  readonly operations: OperationMetrics;
}

interface Operation {
  readonly type: GraphqlOperation;
  readonly name: string | undefined;
  readonly hash: () => string;
}

function executeObserved(
  observer: Observer,
  executor: GatewayExecutor,
  request: OperationRequest,
): Promise<ExecutionResult> {
  const operation = operationOf(request);
  return inSpan(spanOf(operation, request), async (span) => {
    const identity = carrying(span, { ...request.identity });
    const execute = () => executor.execute({ ...request, identity });
    const result = await observe(observer, { operation, identity }, execute);
    failWithErrors(span, result);
    return result;
  });
}

/** One span, count and duration for all parts; they end with the last, and its errors count, too. */
function executeInPartsObserved(
  observer: Observer,
  executor: GatewayExecutor,
  request: OperationRequest,
): Promise<ExecutionResult | IncrementalResults> {
  const operation = operationOf(request);
  const answered = Promise.withResolvers<ExecutionResult | IncrementalResults>();
  const all = inSpan(spanOf(operation, request), async (span) => {
    const identity = carrying(span, { ...request.identity });
    const result = await observe(observer, { operation, identity }, async () => {
      const answer = await executor.executeInParts({ ...request, identity });
      answered.resolve(answer);
      if (!('finished' in answer)) return answer;
      const errors = await answer.finished;
      return errors.length > 0 ? { errors } : {};
    });
    failWithErrors(span, result);
  });
  all.catch(answered.reject);
  return answered.promise;
}

/** `traceparent` of the span in which the subscription with this identity has been opened. */
const openings = new WeakMap<RequestIdentity, string>();

/** A subscription may be planned several times, once for each supergraph that it outlives. */
async function prepareObserved(
  observer: Observer,
  executor: GatewayExecutor,
  request: OperationRequest,
): Promise<PreparedSubscription | RefusedSubscription> {
  const identity = { ...request.identity };
  beginRecord(identity);
  const prepared = await executor.prepareSubscription({ ...request, identity });
  if ('errors' in prepared) return prepared;
  const operation = operationOf(request);
  return {
    ...prepared,
    open: () =>
      inSpan(spanOf(operation, request), async (span) => {
        const opening = traceparentOf(span);
        if (opening !== undefined) openings.set(request.identity, opening);
        const events = await prepared.open();
        if ('errors' in events) failWithErrors(span, events);
        return events;
      }),
    complete: (event) =>
      observe(observer, { operation, identity }, () =>
        inDelivery(deliveryOf(request), () => prepared.complete(event)),
      ),
  };
}

function deliveryOf({ identity }: OperationRequest): Delivery {
  return { boundary: 'gateway', traceparent: openings.get(identity) };
}

function operationOf({ document, operationName: given }: OperationRequest): Operation {
  const definition = getOperationAST(document, given);
  return {
    type: definition?.operation ?? 'unknown',
    name: definition?.name?.value,
    hash: () => documentHash(document),
  };
}

function spanOf({ type, name, hash }: Operation, { identity }: OperationRequest): SpanStart {
  const spanned = spanName('gateway', type);
  if (!isTracing()) return { name: spanned };
  const attributes = {
    'graphql.operation.type': type,
    ...operationName(name),
    'arbiter.document.hash': hash(),
    ...workOfRequest(identity),
    ...workOfOperation(type, name),
  };
  return { name: spanned, parent: identity.traceparent ?? null, attributes };
}

/** Measures one execution: of a query or mutation, or of a subscription for one event. */
async function observe(
  { logger, operations }: Observer,
  { operation, identity }: { operation: Operation; identity: RequestIdentity },
  execute: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const record = beginRecord(identity);
  let isFailed = true;
  try {
    const result = await execute();
    isFailed = result.errors !== undefined;
    return result;
  } finally {
    const durationMs = performance.now() - record.began;
    operations.observe({ ...operation, isFailed, durationMs });
    logIfSlow(logger, { ...operation, identity, durationMs, record });
  }
}
