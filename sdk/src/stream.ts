/** What the two ways of subscribing have in common: one connection's worth of a subscription. */
import type { GraphQLFault } from './error.ts';

/** A GraphQL result of a subscription; without data it says why the stream ends. */
export interface StreamResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFault[];
}

export interface StreamRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface StreamControl {
  /** Aborted when nobody listens any more; the stream then ends or throws, no matter which. */
  readonly signal: AbortSignal;
  /** Called when the server has been reached. */
  readonly onConnected: () => void;
  /** Called when it follows: from now on nothing that happens is missed. */
  readonly onReady: () => void;
}

/**
 * Results until the server says that there are no more. Throws an ArbiterError when it refuses
 * (not retryable) and when the connection breaks (NETWORK).
 */
export type OpenStream = (
  request: StreamRequest,
  control: StreamControl,
) => AsyncIterable<StreamResult>;
