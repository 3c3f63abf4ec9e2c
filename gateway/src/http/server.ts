/**
 * The door: one HTTP server with every endpoint of the gateway. Each request is checked for where it
 * comes from, identified, logged once and counted, whatever endpoint it is for.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { GraphQLSchema } from 'graphql';
import { AppError, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { toAppError } from '@arbiter/server/graphql/http-refusal.ts';
import {
  createWebSocketEndpoint,
  type WebSocketEndpoint,
} from '@arbiter/server/graphql/websocket.ts';
import type { Dependency } from '@arbiter/server/resilience/dependencies.ts';
import { type Logger, requestLogger } from '@arbiter/server/telemetry/logger.ts';
import type { Metrics } from '@arbiter/server/telemetry/metrics.ts';
import { takeBaggage } from '../telemetry/take-baggage.ts';
import { traceRequest, traceSocket } from '../telemetry/trace-request.ts';
import { type OperationRunner, createOperationRunner } from '../subscriptions/run-operation.ts';
import type { SupergraphManager } from '../supergraph/manager.ts';
import { mountApollo } from './apollo.ts';
import { socketGone } from './client-gone.ts';
import { mountEventStream } from './event-stream.ts';
import { mountGraphiql } from './graphiql.ts';
import { mountHealth } from './health.ts';
import { type Identify, requestIdOf } from './identity.ts';
import { mountLineageRoutes } from './lineage-routes.ts';
import { faultOfOrigin, isAllowedOrigin } from './origin-guard.ts';
import { sendProblem, unknownPath } from './problem.ts';
import { requestIdentity, setRequestIdentity } from './request-context.ts';

export interface HttpServerOptions {
  readonly supergraphs: SupergraphManager;
  /** Whether the supergraph is not Arbiter's own. */
  readonly isForeign: boolean;
  readonly identify: Identify;
  readonly allowedOrigins: readonly string[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What the process needs besides the subgraphs. */
  readonly dependencies: readonly Dependency[];
}

export interface HttpServer {
  /** Begins to listen; returns the URL. */
  listen(address: { host: string; port: number }): Promise<string>;
  /** Takes nothing new, ends subscriptions, lets requests finish, then closes. */
  drain(): Promise<void>;
}

/** GraphQL requests; large values belong into artifacts. */
const maxBodyBytes = 10 * 1024 * 1024;
/** Requests that are still running after this, while draining, are cut off. */
const drainTimeoutMs = 10_000;
/** Seconds after which a server that was stopped is usually there again. */
const stoppingRetrySeconds = 5;

export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { supergraphs, isForeign, dependencies, logger, metrics } = options;
  const sources = () => supergraphs.current().sources;
  let accepting = true;
  const isAccepting = () => accepting;
  const http = fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
    // The door refuses them, in the form of every other refusal.
    return503OnClosing: false,
    trustProxy: false,
  });
  addDoor(http, options, isAccepting);
  addErrorAnswers(http, logger);
  const run = createOperationRunner(supergraphs);
  const stopApollo = await mountApollo(http, supergraphs, logger);
  const streams = mountEventStream(http, run);
  mountGraphiql(http, isForeign);
  // Other people's subgraphs have no endpoint that says whether they are ready.
  const checkable = isForeign ? () => new Map() : sources;
  mountHealth(http, { sources: checkable, dependencies, metrics, isAccepting });
  if (!isForeign) mountLineageRoutes(http, () => sources().get('registry'));
  const sockets = mountWebSocket(http, options, run);
  return {
    listen: (address) => http.listen(address),
    async drain() {
      accepting = false;
      const limit = setTimeout(() => http.server.closeAllConnections(), drainTimeoutMs);
      // No new connections from here on; what is under way ends in its own time.
      const closed = http.close();
      streams.close();
      await sockets.close();
      await closed;
      clearTimeout(limit);
      await stopApollo();
    },
  };
}

const probes = new Set(['/health', '/ready', '/metrics']);

/** What every request passes: origin, identity, CORS; and at its end the log line and the metrics. */
function addDoor(
  http: FastifyInstance,
  options: HttpServerOptions,
  isAccepting: () => boolean,
): void {
  const { identify, allowedOrigins, logger, metrics } = options;
  http.addHook('onRequest', async (request, reply) => {
    if (!isAccepting()) {
      void reply.header('connection', 'close');
      throw unavailable('The server is stopping.', stoppingRetrySeconds);
    }
    const fault = faultOfOrigin(request.headers, allowedOrigins);
    if (fault) throw new AppError('FORBIDDEN', fault);
    const caller = await identify({ headers: request.headers, clientAddress: request.ip });
    const identity = traceRequest(request, reply, takeBaggage(caller, request.headers));
    setRequestIdentity(request, identity);
    const { origin } = request.headers;
    if (origin && isAllowedOrigin(origin, allowedOrigins)) {
      void reply.headers({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'x-request-id, retry-after',
        vary: 'origin',
      });
    }
    void reply.header('x-request-id', identity.requestId);
  });
  http.addHook('onSend', async (_request, reply) => {
    // What was begun before the end is answered, and its connection not kept for a next request.
    if (!isAccepting()) void reply.header('connection', 'close');
  });
  http.options('/*', async (_request, reply) =>
    reply
      .status(204)
      .headers({
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers':
          'content-type, content-encoding, authorization, traceparent, baggage, x-request-id, apollo-require-preflight, last-event-id',
        'access-control-max-age': '600',
      })
      .send(),
  );
  http.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const seconds = reply.elapsedTime / 1000;
    const status = reply.statusCode;
    metrics.observeRequest({ method, path: routeOptions.url ?? 'none', status, seconds });
    const facts = {
      method,
      path: request.url.split('?')[0],
      status,
      durationMs: Math.round(reply.elapsedTime),
    };
    const log = identityLogger(logger, request);
    // Probes ask every few seconds and say nothing new.
    log[probes.has(facts.path ?? '') ? 'debug' : 'info'](facts, 'request');
  });
}

function identityLogger(logger: Logger, request: Parameters<typeof requestIdentity>[0]): Logger {
  try {
    return requestLogger(logger, requestIdentity(request));
  } catch {
    // Refused at the door, before anybody was identified.
    return logger.child({ requestId: requestIdOf(request.headers) });
  }
}

function addErrorAnswers(http: FastifyInstance, logger: Logger): void {
  http.setErrorHandler<Error>((error, request, reply) => {
    const shown = toAppError(error);
    const log = identityLogger(logger, request);
    if (shown.code === 'INTERNAL') log.error({ err: error }, 'request failed');
    const requestId = String(reply.getHeader('x-request-id') ?? requestIdOf(request.headers));
    return sendProblem(reply, requestId, shown);
  });
  http.setNotFoundHandler((request, reply) =>
    sendProblem(reply, requestIdOf(request.headers), unknownPath(request)),
  );
}

function mountWebSocket(
  http: FastifyInstance,
  { identify, allowedOrigins, logger }: HttpServerOptions,
  run: OperationRunner,
): WebSocketEndpoint {
  const endpoint = createWebSocketEndpoint({
    // Documents are validated by whoever runs them, not by the protocol.
    schema: new GraphQLSchema({}),
    logger,
    admit: async ({ headers, socket }) => {
      await identify({ headers, clientAddress: socket.remoteAddress });
    },
    run: async (payload, { headers, socket }) => {
      const identity = await identify({ headers, clientAddress: socket.remoteAddress });
      const own = traceSocket(headers, takeBaggage(identity, headers));
      return run(payload, own, socketGone(socket));
    },
  });
  http.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?')[0];
    if (path !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
    if (faultOfOrigin(request.headers, allowedOrigins))
      return refuseUpgrade(socket, '403 Forbidden');
    endpoint.handleUpgrade(request, socket, head);
  });
  return endpoint;
}

function refuseUpgrade(socket: Duplex, status: string): void {
  // Whoever was refused may be gone already.
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
