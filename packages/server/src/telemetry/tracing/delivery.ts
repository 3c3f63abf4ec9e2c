/**
 * An event on its way to a subscriber. Subscriptions last for hours, so each delivery is a trace of
 * its own, linked to the request that has subscribed.
 */
import type { ExecutionResult } from 'graphql';
import { failWithErrors } from './graphql-span.ts';
import { type DeliveringBoundary, spanName } from './span-names.ts';
import { inSpan } from './spans.ts';

export interface Delivery {
  /** Who delivers. */
  readonly boundary: DeliveringBoundary;
  /** Of the span that began the subscription. */
  readonly traceparent?: string | undefined;
}

/** Executes a subscription's selection for one event, of the subscription that the span began. */
export function inDelivery(
  { boundary, traceparent }: Delivery,
  execute: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const attributes = { 'graphql.operation.type': 'subscription' };
  const name = spanName(boundary, 'deliver');
  return inSpan({ name, parent: null, link: traceparent, attributes }, async (span) => {
    const result = await execute();
    failWithErrors(span, result);
    return result;
  });
}
