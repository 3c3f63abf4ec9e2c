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
  type GraphQLSchema,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

/** What became of an operation: it is refused, it has a result, or results follow one another. */
export type OperationOutcome =
  | { readonly errors: readonly GraphQLError[] }
  | { readonly result: ExecutionResult }
  | { readonly results: AsyncIterableIterator<ExecutionResult> };

export interface WebSocketOptions {
  readonly schema: GraphQLSchema;
  /**
   * Runs an operation of a client that connected with `request`. A subscription follows its log when
   * this resolves; the client is then told so by a ping with the payload `{ subscribed: <id> }`.
   */
  run(payload: SubscribePayload, request: IncomingMessage): Promise<OperationOutcome>;
}

export interface WebSocketEndpoint {
  /** Takes over a connection whose client asked for an upgrade to a path that is ours. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many sockets are open. */
  openSockets(): number;
  /** Ends every operation and socket (close code 1001, going away: clients connect again). */
  close(): Promise<void>;
}

/** One message of a client; operations are text, values belong into variables of modest size. */
const maxMessageBytes = 2_000_000;
/** Dead peers are noticed within two of these. */
const keepAliveMs = 12_000;
/** A peer that does not answer a close within this is cut off; a server that stops waits for it. */
const closeTimeoutMs = 3_000;

/** An endpoint that takes over upgraded connections and runs their operations with `run`. */
export function createWebSocketEndpoint({ schema, run }: WebSocketOptions): WebSocketEndpoint {
  const limits = { maxPayload: maxMessageBytes, closeTimeout: closeTimeoutMs };
  const sockets = new WebSocketServer({ noServer: true, ...limits });
  const protocol = useServer(
    {
      onSubscribe: async ({ extra }, _id, payload) => {
        // Operations travel from here to execute and subscribe as their root value.
        const outcome = await run(payload, extra.request);
        return { schema, document: placeholder(outcome), rootValue: outcome };
      },
      execute: unwrap,
      subscribe: unwrap,
      // The protocol has no word for it, but lets a ping carry anything.
      onOperation: ({ extra }, id, _payload, { rootValue }) => {
        if (!('results' in (rootValue as OperationOutcome))) return;
        extra.socket.send(JSON.stringify({ type: 'ping', payload: { subscribed: id } }));
      },
      onError: (_context, _id, _payload, errors) => {
        const end = errors[0]?.originalError;
        const told = end instanceof StreamEnd ? end.errors : errors;
        return told.map((error) => (error instanceof GraphQLError ? error.toJSON() : error));
      },
    },
    sockets,
    keepAliveMs,
  );
  return {
    handleUpgrade: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (client) =>
        sockets.emit('connection', client, request),
      ),
    openSockets: () => sockets.clients.size,
    close: async () => protocol.dispose(),
  };
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
