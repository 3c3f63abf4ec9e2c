/**
 * A server of Arbiter's API for the SDK's tests: the real schema over graphql-http, graphql-sse and
 * graphql-ws, with a few fixed answers, one log of events, and faults on demand.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  createServer,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type GraphQLSchema, buildSchema } from 'graphql';
import { createHandler as createHttpHandler } from 'graphql-http/lib/use/http';
import { createHandler as createStreamHandler } from 'graphql-sse/lib/use/http';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { type EventLog, createEventLog } from './event-log.ts';
import { createRoot } from './root-value.ts';

export interface RecordedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers a request in place of the API. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => void;

export interface ApiServer {
  readonly url: string;
  /** Requests that were read to their end, faulty ones too. */
  readonly requests: RecordedRequest[];
  /** Pages, by path. */
  readonly pages: Map<string, { readonly type: string; readonly body: string }>;
  /** Each answers one request, in order. */
  readonly faults: Fault[];
  /** What `tournamentEvents` follows. */
  readonly log: EventLog;
  /** Payloads by which WebSockets were initiated. */
  readonly initiations: unknown[];
  /** Cuts every connection, without a farewell. */
  dropConnections(): void;
  /** Ends every WebSocket with this code. */
  closeSockets(code: number, reason: string): void;
  openConnections(): number;
  openSockets(): number;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface ApiServerOptions {
  /** 0 for any. */
  readonly port?: number;
  /** Continues a log, as a server does that starts again. */
  readonly log?: EventLog;
  /** Whether WebSockets are told when their subscription follows. */
  readonly announces?: boolean;
}

const sdl = readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8');

export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const log = options.log ?? createEventLog();
  const requests: RecordedRequest[] = [];
  const faults: Fault[] = [];
  const pages: ApiServer['pages'] = new Map();
  const initiations: unknown[] = [];
  const connections = new Set<Socket>();
  const schema = schemaWith(createRoot(log));
  const onGraphql = createHttpHandler({ schema });
  const onStream = createStreamHandler({ schema });
  const server = createServer(async (request, response) => {
    const fault = faults.shift();
    const body = await text(request);
    requests.push({ path: request.url ?? '', headers: request.headers, body });
    if (fault) return fault(request, response);
    const again = replay(request, body);
    if (request.url === '/graphql') return onGraphql(again, response);
    if (request.url === '/graphql/stream') {
      // It writes to connections that were cut.
      return onStream(
        again,
        response.on('error', () => undefined),
      ).catch(() => undefined);
    }
    const page = pages.get(request.url ?? '');
    if (page) return response.writeHead(200, { 'content-type': page.type }).end(page.body);
    return response.writeHead(404).end('{}');
  });
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  useServer(
    {
      schema,
      onConnect: ({ connectionParams }) => void initiations.push(connectionParams),
      onOperation: ({ extra }, id, _payload, _args, result) => {
        if (options.announces === false || !(Symbol.asyncIterator in result)) return;
        extra.socket.send(JSON.stringify({ type: 'ping', payload: { subscribed: id } }));
      },
    },
    sockets,
  );
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    pages,
    faults,
    log,
    initiations,
    dropConnections: drop,
    closeSockets: (code, reason) => sockets.clients.forEach((each) => each.close(code, reason)),
    openConnections: () => connections.size,
    openSockets: () => sockets.clients.size,
    async [Symbol.asyncDispose]() {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function drop(): void {
    sockets.clients.forEach((socket) => socket.terminate());
    connections.forEach((socket) => socket.destroy());
  }
}

/** The schema, whose root fields answer by these functions. */
function schemaWith(root: Record<string, (args: never) => unknown>): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      field.resolve = (_parent, args) => root[field.name]?.(args as never);
    }
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    field.subscribe = (_parent, args) => root[field.name]?.(args as never);
  }
  return schema;
}

/** The request for who wants to read its body once more. */
function replay({ method, url, headers }: IncomingMessage, body: string): IncomingMessage {
  return Object.assign(Readable.from([body]), { method, url, headers }) as IncomingMessage;
}
