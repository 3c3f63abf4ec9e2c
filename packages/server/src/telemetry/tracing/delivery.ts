/**
 * An event on its way to a subscriber. Subscriptions last for hours, so each delivery is a trace of
 * its own, linked to the request that has subscribed.
 */
import type { ExecutionResult } from 'graphql';
import { failWithErrors } from './graphql-span.ts';
import { inSpan } from './spans.ts';

/** Executes a subscription's selection for one event, of the subscription that the span began. */
export function inDelivery(
  { traceparent }: { readonly traceparent?: string | undefined },
  execute: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const attributes = { 'graphql.operation.type': 'subscription' };
  return inSpan({ name: 'deliver', parent: null, link: traceparent, attributes }, async (span) => {
    const result = await execute();
    failWithErrors(span, result);
    return result;
  });
}
