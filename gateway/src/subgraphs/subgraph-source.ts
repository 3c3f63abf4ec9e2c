/**
 * Where the gateway sends the operations of a plan: a subgraph in this process or one behind HTTP.
 * The rest of the gateway does not know which.
 */
import type { ExecutionResult } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { CircuitReport } from '@arbiter/server/resilience/circuit-breaker.ts';
import type { RestRequest, RestResponse } from '@arbiter/server/subgraph/subgraph.ts';

export interface SourceRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
  readonly identity: RequestIdentity;
  /** Whether asking twice is as good as once, as it is for queries. Absent: no. */
  readonly mayRepeat?: boolean;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface SubgraphSource {
  readonly name: string;
  /** True for a subgraph in this process. */
  readonly isLocal?: boolean;
  /**
   * Whether somebody else may hold what it answers, as a cache does. If not, an answer, to fetch() as
   * to subscribe(), belongs to the caller, which merges further data into it.
   */
  readonly sharesAnswers?: boolean;
  /** Rejects when the subgraph cannot be asked. */
  fetch(request: SourceRequest): Promise<ExecutionResult>;
  /** One result an event; a single result when the subgraph refuses the subscription. */
  subscribe(
    request: SourceRequest,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  /** Passes a request for one of the subgraph's own HTTP endpoints on. */
  rest(path: string, request: RestRequest): Promise<RestResponse>;
  /** Rejects when the subgraph cannot serve now. */
  check(): Promise<void>;
  /** How its circuit is, where there is one; see protect-source.ts. */
  circuit?(): CircuitReport;
  close(): Promise<void>;
}
