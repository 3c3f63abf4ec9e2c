/** How many subscriptions a tenant has open in this process, whatever they came over; more are refused. */
import { type GraphQLError, OperationTypeNode } from 'graphql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { OperationRunner } from '../subscriptions/run-operation.ts';
import { asGraphQLError } from './admission.ts';
import type { DocumentGate } from './document-gate.ts';

/** Some end every few seconds where there are so many. */
const fullRetrySeconds = 5;

/** The runner with a bound on the subscriptions of each tenant. */
export function limitSubscriptions(
  run: OperationRunner,
  gate: DocumentGate,
  maximum: number,
): OperationRunner {
  const open = new Map<string, number>();
  const leave = (tenantId: string) => {
    const left = (open.get(tenantId) ?? 0) - 1;
    if (left > 0) open.set(tenantId, left);
    else open.delete(tenantId);
  };
  return async (payload, identity, signal) => {
    const { tenantId } = identity.actor;
    const { operationName } = payload;
    if (!isSubscription(gate, payload.query, operationName)) return run(payload, identity, signal);
    const count = open.get(tenantId) ?? 0;
    if (count >= maximum) return { errors: [tooManySubscriptions(maximum, identity.requestId)] };
    open.set(tenantId, count + 1);
    let isHeld = true;
    const release = () => {
      if (isHeld) leave(tenantId);
      isHeld = false;
    };
    try {
      const outcome = await run(payload, identity, signal);
      if ('results' in outcome) return { results: withEnd(outcome.results, release) };
      release();
      return outcome;
    } catch (error) {
      release();
      throw error;
    }
  };
}

function isSubscription(
  gate: DocumentGate,
  query: string,
  operationName: string | null | undefined,
): boolean {
  const outcome = gate(query);
  // A subscription that continues after a cursor was written anew, and may be longer than what is let in.
  if ('refusal' in outcome) return true;
  const { operations } = outcome;
  const chosen = operationName
    ? operations.find(({ name }) => name === operationName)
    : operations[0];
  return chosen?.type === OperationTypeNode.SUBSCRIPTION;
}

function tooManySubscriptions(maximum: number, requestId: string): GraphQLError {
  const message = `The tenant has ${maximum} subscriptions open here (LIMIT_TENANT_SUBSCRIPTIONS).`;
  const details = { limit: 'subscriptionsPerTenant', maximum, retryAfter: fullRetrySeconds };
  return asGraphQLError(new AppError('RATE_LIMITED', message, details), requestId);
}

/** Calls when the iteration is over, however it ends. */
function withEnd<T>(
  results: AsyncIterableIterator<T>,
  onEnd: () => void,
): AsyncIterableIterator<T> {
  return {
    async next() {
      try {
        const next = await results.next();
        if (next.done) onEnd();
        return next;
      } catch (error) {
        onEnd();
        throw error;
      }
    },
    async return() {
      onEnd();
      await results.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
