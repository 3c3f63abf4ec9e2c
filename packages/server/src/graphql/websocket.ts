/**
 * The graphql-transport-ws protocol (graphql-ws) over `ws`, for the gateway and for a subgraph that
 * runs alone. What an operation means is the caller's; here are sockets, their end and their limits.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import {
  CloseCode,
  type ConnectionInitMessage,
  type ServerOptions,
  type SubscribePayload,
  handleProtocols,
  makeServer,
} from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { AppError, invariant } from '@arbiter/kernel/errors/app-error.ts';
import type { Logger } from '../telemetry/logger.ts';
import { addressGroup } from '../process/address-group.ts';
import { toAppError } from './http-refusal.ts';
import { type SocketExtra, bindSocket, closeSocket } from './websocket-transport.ts';

/** What became of an operation: it is refused, it has a result, or results follow one another. */
export type OperationOutcome =
  | { readonly errors: readonly GraphQLError[] }
  | { readonly result: ExecutionResult }
  | { readonly results: AsyncIterableIterator<ExecutionResult> };

/** Somebody who has connected and wants to begin. */
export interface SocketClient {
  /** The request that was upgraded. */
  readonly request: IncomingMessage;
  /** The payload of its `connection_init`; anything. */
  readonly params: unknown;
  /** Ends all its operations and the socket, at any later time, as admit() does when it rejects. */
  end(refusal: AppError): void;
}

export interface WebSocketOptions<Session> {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  /**
   * Decides whether a client may begin, when it sends its `connection_init`; what it resolves to comes
   * with each of its operations. Rejects with UNAUTHENTICATED (the socket closes with 4401), FORBIDDEN
   * (4403) or UNAVAILABLE (1013, try again later).
   */
  admit(client: SocketClient): Promise<Session>;
  /**
   * Runs an operation of a client that was admitted. A subscription follows its log when this resolves;
   * the client is then told so by a ping with the payload `{ subscribed: <id> }`.
   */
  run(payload: SubscribePayload, session: Session): Promise<OperationOutcome>;
  /** Whose socket it is, for the limit by address; by default its peer's. */
  readonly addressOf?: (request: IncomingMessage) => string | undefined;
  /** In place of the usual ones. */
  readonly limits?: Partial<WebSocketLimits>;
}

export interface WebSocketLimits {
  /** From the opening of a socket to its `connection_init`; then it closes with 4408. */
  readonly initTimeoutMs: number;
  /** Of one message; a larger one closes the socket with 1009. */
  readonly maxMessageBytes: number;
  /** Arrays and objects inside each other in a message; a deeper one closes the socket with 4400. */
  readonly maxMessageDepth: number;
  /** Sockets open at once; further ones are refused with 503. */
  readonly maxSockets: number;
  /** Sockets open at once from one address, or one network of IPv6; further ones are refused with 429. */
  readonly maxSocketsPerAddress: number;
  /** Operations under way on one socket; further ones are refused, the socket stays. */
  readonly maxOperationsPerSocket: number;
}

export interface WebSocketEndpoint {
  /** Takes over a connection whose client asked for an upgrade to a path that is ours. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many sockets are open. */
  openSockets(): number;
  /** Ends every operation and socket (close code 1001, going away: clients connect again). */
  close(): Promise<void>;
}

const usualLimits: WebSocketLimits = {
  // A client sends it at once; what does not speak the protocol holds a socket no longer than this.
  initTimeoutMs: 3_000,
  // Operations are text, values belong into variables of modest size.
  maxMessageBytes: 2_000_000,
  // Above what a gateway lets through from its clients at most, and what it wraps that into; gateways
  // have a lower limit for clients.
  maxMessageDepth: 1_100,
  // Twice what one process serves with ease (see test/bench/subscriptions.ts).
  maxSockets: 20_000,
  // Who connects is for others to say: a subgraph has its gateways, a gateway gives a number.
  maxSocketsPerAddress: 20_000,
  // A page follows some tens of things; a program that follows more has reason for another socket.
  maxOperationsPerSocket: 1_000,
};
/** Dead peers are noticed within two of these. */
const keepAliveMs = 12_000;
/** A peer that does not answer a close within this is cut off; a server that stops waits for it. */
const closeTimeoutMs = 3_000;
/** A full server asks to be left alone for this long. */
const fullRetrySeconds = 5;

/** An endpoint that takes over upgraded connections and runs their operations with `run`. */
export function createWebSocketEndpoint<Session>(
  options: WebSocketOptions<Session>,
): WebSocketEndpoint {
  const limits = { ...usualLimits, ...options.limits };
  const { logger, addressOf = peerOf } = options;
  const { maxMessageDepth } = limits;
  const protocol = makeServer(protocolOptions(options, limits));
  const ends = { maxPayload: limits.maxMessageBytes, closeTimeout: closeTimeoutMs };
  // Pings are answered by websocket-transport.ts.
  const sockets = new WebSocketServer({
    noServer: true,
    autoPong: false,
    handleProtocols,
    ...ends,
  });
  const addresses = countByAddress();
  return {
    handleUpgrade(request, socket, head) {
      if (sockets.clients.size >= limits.maxSockets) {
        return refuseUpgrade(socket, '503 Service Unavailable');
      }
      const address = addressGroup(addressOf(request) ?? '');
      if (addresses.open(address) >= limits.maxSocketsPerAddress) {
        return refuseUpgrade(socket, '429 Too Many Requests');
      }
      sockets.handleUpgrade(request, socket, head, (client) => {
        client.once('close', addresses.enter(address));
        bindSocket(protocol, { socket: client, request }, { keepAliveMs, maxMessageDepth, logger });
      });
    },
    openSockets: () => sockets.clients.size,
    async close() {
      for (const client of sockets.clients) closeSocket(client, goingAway, 'Going away');
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}

const peerOf = (request: IncomingMessage) => request.socket.remoteAddress;

/** RFC 6455, section 7.4.1. */
const goingAway = 1001;
/** Registered with IANA: clients connect again after a while. */
const tryAgainLater = 1013;

/** How many sockets each address has open. */
function countByAddress() {
  const counts = new Map<string, number>();
  return {
    open: (address: string) => counts.get(address) ?? 0,
    /** Returns what to call when the socket has closed. */
    enter(address: string): () => void {
      counts.set(address, (counts.get(address) ?? 0) + 1);
      return () => {
        const left = (counts.get(address) ?? 0) - 1;
        if (left > 0) counts.set(address, left);
        else counts.delete(address);
      };
    },
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  // Whoever was refused may be gone already.
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 ${status}\r\nretry-after: ${fullRetrySeconds}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
  );
}

function protocolOptions<Session>(
  { schema, logger, admit, run }: WebSocketOptions<Session>,
  { initTimeoutMs, maxOperationsPerSocket }: WebSocketLimits,
): ServerOptions<ConnectionInitMessage['payload'], SocketExtra> {
  const sessions = new WeakMap<SocketExtra, { readonly session: Session }>();
  return {
    connectionInitWaitTimeout: initTimeoutMs,
    async onConnect({ extra, connectionParams: params }) {
      const { socket, request } = extra;
      const end = (refusal: AppError) => closeSocket(socket, closeCodeOf(refusal), refusal.message);
      try {
        sessions.set(extra, { session: await admit({ request, params, end }) });
        return true;
      } catch (error) {
        end(shownOf(error, logger));
        return false;
      }
    },
    async onSubscribe({ extra, subscriptions }, _id, payload) {
      const isBounded = Number.isFinite(maxOperationsPerSocket);
      if (isBounded && Object.keys(subscriptions).length > maxOperationsPerSocket) {
        return [asGraphQLError(tooManyOperations(maxOperationsPerSocket))];
      }
      const admitted = sessions.get(extra);
      invariant(admitted, 'the socket was admitted');
      try {
        // Operations travel from here to execute and subscribe as their root value.
        const outcome = await run(payload, admitted.session);
        return { schema, document: placeholder(outcome), rootValue: outcome };
      } catch (error) {
        return [asGraphQLError(shownOf(error, logger))];
      }
    },
    execute: unwrap,
    subscribe: unwrap,
    // The protocol has no word for it, but lets a ping carry anything.
    onOperation({ extra }, id, _payload, { rootValue }) {
      if (!('results' in (rootValue as OperationOutcome))) return;
      extra.socket.send(JSON.stringify({ type: 'ping', payload: { subscribed: id } }));
    },
    onError(_context, _id, _payload, errors) {
      const end = errors[0]?.originalError;
      if (end instanceof StreamEnd) return end.errors.map(formatted);
      // A stream that broke; whoever made it knows more than the client may.
      if (end) return [asGraphQLError(shownOf(end, logger)).toJSON()];
      return errors.map(formatted);
    },
  };
}

function formatted(error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError {
  return error instanceof GraphQLError ? error.toJSON() : error;
}

/** What the client may see of an error; a fault is written to the log. */
function shownOf(error: unknown, logger: Logger): AppError {
  const shown = toAppError(error instanceof Error ? error : new Error(String(error)));
  if (shown.code === 'INTERNAL') logger.error({ err: error }, 'operation failed');
  return shown;
}

function closeCodeOf({ code }: AppError): number {
  if (code === 'UNAUTHENTICATED') return CloseCode.Unauthorized;
  if (code === 'UNAVAILABLE' || code === 'RATE_LIMITED') return tryAgainLater;
  return code === 'FORBIDDEN' ? CloseCode.Forbidden : CloseCode.InternalServerError;
}

function asGraphQLError({ message, code, details }: AppError): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...details } });
}

function tooManyOperations(limit: number): AppError {
  return new AppError(
    'RATE_LIMITED',
    `This socket has ${limit} operations under way; complete some, or open another.`,
    { retryAfter: fullRetrySeconds },
  );
}

function unwrap({ rootValue }: ExecutionArgs) {
  const outcome = rootValue as OperationOutcome;
  if ('result' in outcome) return outcome.result;
  return 'results' in outcome ? endWithError(outcome.results) : refuse(outcome.errors);
}

/** A refusal is a stream that ends before its first result; see endWithError. */
async function* refuse(errors: readonly GraphQLError[]): AsyncGenerator<ExecutionResult, void> {
  yield* [];
  throw new StreamEnd(errors);
}

/**
 * A result without data says why the stream ends. Thrown, it becomes an `error` message of the
 * protocol, by which clients know that no more will come. Not written as a generator: one that waits
 * for a result, or has not begun yet, cannot be ended from outside, and what it reads would go on.
 */
function endWithError(
  results: AsyncIterableIterator<ExecutionResult>,
): AsyncGenerator<ExecutionResult, void> {
  const end = async (): Promise<IteratorReturnResult<void>> => {
    await results.return?.();
    return { done: true, value: undefined };
  };
  const iterator: AsyncGenerator<ExecutionResult, void> = {
    async next() {
      const next = await results.next();
      if (next.done) return { done: true, value: undefined };
      const { data, errors } = next.value;
      if (data !== undefined || !errors) return next;
      await end();
      throw new StreamEnd(errors);
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
    [Symbol.asyncDispose]: async () => void (await end()),
  };
  return iterator;
}

class StreamEnd extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('The stream has ended.');
    this.errors = errors;
  }
}

/** graphql-ws looks into the document only to tell subscriptions from the rest. */
function placeholder(outcome: OperationOutcome): ExecutionArgs['document'] {
  const operation = 'result' in outcome ? 'query' : 'subscription';
  return {
    kind: 'Document',
    definitions: [
      {
        kind: 'OperationDefinition',
        operation,
        selectionSet: { kind: 'SelectionSet', selections: [] },
      },
    ],
  } as unknown as ExecutionArgs['document'];
}
