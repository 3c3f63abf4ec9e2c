/** How much a client may hold at the gateway's edge, with the reasons for the defaults. */
import { defaultGuessesPerMinute } from '../auth/guess-limit.ts';

export interface EdgeLimits {
  /** Of the body of a GraphQL request. */
  readonly bodyBytes: number;
  /** Arrays and objects inside each other in a body, a parameter of a URL or a message, as JSON. */
  readonly jsonDepth: number;
  /** Operations in one HTTP request; 1 refuses batches. */
  readonly batch: number;
  readonly sockets: number;
  readonly socketsPerAddress: number;
  readonly operationsPerSocket: number;
  /** From the opening of a socket to its `connection_init`. */
  readonly socketInitMs: number;
  /** Of one message of a WebSocket. */
  readonly messageBytes: number;
  /** Event streams (SSE). */
  readonly streams: number;
  readonly subscriptionsPerTenant: number;
  /** Of one address; see guess-limit.ts. */
  readonly unknownKeysPerMinute: number;
}

/**
 * What `jsonDepth` can be set to at most: values are walked over by recursion, which takes ten times as
 * many levels.
 */
export const maxJsonDepth = 1_000;

export const defaultEdgeLimits: EdgeLimits = {
  // Large values belong into artifacts.
  bodyBytes: 10 * 1024 * 1024,
  // As deep as lineage events may be (MAX_JSON_DEPTH); inputs have ten levels, and free JSON some more.
  jsonDepth: 100,
  // HTTP/2 and persisted queries give what batches were for, and each operation its own status.
  batch: 1,
  // Twice what one process serves with ease (see test/bench/subscriptions.ts).
  sockets: 20_000,
  // A laboratory behind one address has some hundred people, each with some windows open; and one
  // address cannot take all that there are.
  socketsPerAddress: 10_000,
  // A page follows some tens of things; a program that follows more has reason for another socket.
  operationsPerSocket: 1_000,
  // A client sends it at once; what does not speak the protocol holds a socket no longer than this.
  socketInitMs: 3_000,
  // Operations are text, values belong into variables of modest size.
  messageBytes: 2_000_000,
  streams: 20_000,
  // Half of what there is, so that no tenant takes what others need.
  subscriptionsPerTenant: 10_000,
  unknownKeysPerMinute: defaultGuessesPerMinute,
};
