/**
 * A running subgraph as the gateway, the launcher and the tests see it. The same handle serves the
 * gateway in one process and the HTTP server of a subgraph that runs alone.
 */
import type { ExecutionResult } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { SubgraphName } from '../config/settings.ts';
import type { PoolUse } from '../db/pool-use.ts';
import type { EventLag } from '../events/event-lag.ts';
import type { BusinessMetrics } from '../telemetry/business-metrics.ts';

export interface SubgraphRequest {
  /** The document; parsed and validated once for each distinct text. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  readonly identity: RequestIdentity;
}

/** A plain HTTP endpoint that a subgraph offers beside GraphQL, independent of any HTTP server. */
export interface RestRequest {
  readonly identity: RequestIdentity;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as received, not yet decompressed. */
  readonly body: Buffer;
}

export interface RestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RestRoute {
  readonly method: 'POST' | 'GET';
  readonly path: string;
  /** Larger bodies are refused before they are read. */
  readonly maxBodyBytes: number;
  handle(request: RestRequest): Promise<RestResponse>;
}

export interface Subgraph extends AsyncDisposable {
  readonly name: SubgraphName;
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  /** One result an event, or a single result when the subscription is refused. */
  subscribe(
    request: SubgraphRequest,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  readonly routes: readonly RestRoute[];
  /**
   * Begins to publish events. Called once every consumer that shares this process is subscribed,
   * because a bus inside the process keeps nothing for those who come later.
   */
  beginPublishing(): void;
  /** Resolves when the events committed before the call are numbered and published. */
  drainEvents(): Promise<void>;
  /** How far numbering and publishing are behind. */
  eventLag(): Promise<EventLag>;
  /** What it counts beside requests. */
  readonly business: Pick<BusinessMetrics, 'eventCounts' | 'registry'>;
  /** How many connections to the database are in use. */
  connections(): PoolUse;
  /** Rejects when the subgraph cannot serve now. */
  check(): Promise<void>;
}
