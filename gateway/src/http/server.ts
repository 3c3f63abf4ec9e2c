/**
 * The door: one HTTP server with every endpoint of the gateway. Each request is checked for where it
 * comes from, identified, logged once and counted, whatever endpoint it is for.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLSchema } from 'graphql';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { AppError, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { toAppError } from '@arbiter/server/graphql/http-refusal.ts';
import {
  createWebSocketEndpoint,
  type WebSocketEndpoint,
  type WebSocketLimits,
} from '@arbiter/server/graphql/websocket.ts';
import { receiveLimit } from '@arbiter/server/process/receive-limit.ts';
import { type ServedRoute, noteRoutes } from '@arbiter/server/process/served-routes.ts';
import type { Dependency } from '@arbiter/server/resilience/dependencies.ts';
import { type Logger, requestLogger } from '@arbiter/server/telemetry/logger.ts';
import type { Metrics } from '@arbiter/server/telemetry/metrics.ts';
import { takeBaggage } from '../telemetry/take-baggage.ts';
import { traceRequest, traceSocket } from '../telemetry/trace-request.ts';
import { type OperationRunner, createOperationRunner } from '../subscriptions/run-operation.ts';
import type { SupergraphManager } from '../supergraph/manager.ts';
import { watchCredential } from '../auth/watch-credential.ts';
import { mountAdminMetrics } from './admin-metrics.ts';
import { type Admission, asGraphQLError, createAdmission } from '../limits/admission.ts';
import type { EdgeLimits } from '../limits/edge-limits.ts';
import { limitSubscriptions } from '../limits/limit-subscriptions.ts';
import { type GatewayLimits, defaultLimits } from '../limits/settings.ts';
import { asksForCost } from '../limits/show-costs.ts';
import { mountApollo } from './apollo.ts';
import { clientAddressOf } from './client-address.ts';
import { socketGone } from './client-gone.ts';
import { addCorsHeaders, mountPreflight } from './cors.ts';
import { type DoorRules, isOpen } from './door-rules.ts';
import { mountEventStream } from './event-stream.ts';
import { mountGraphiql } from './graphiql.ts';
import { mountHealth } from './health.ts';
import { type Identify, nextIdentity, requestIdOf } from './identity.ts';
import type { RefusalReporter } from '../authorization/refusal-reporter.ts';
import { parseJsonWithin } from './json-body.ts';
import { mountLineageRoutes } from './lineage-routes.ts';
import { faultOfCookieUse } from './cookie-guard.ts';
import { faultOfOrigin } from './origin-guard.ts';
import { refuseUnknown, sendProblem, unknownPath } from './problem.ts';
import { findRequestIdentity, setRequestIdentity } from './request-context.ts';
import { fragmentRefused, hasFragment, parseQuery } from './request-query.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { mountSignIn } from './sign-in-routes.ts';
import type { SignInSettings } from './sign-in-settings.ts';

export interface HttpServerOptions {
  readonly supergraphs: SupergraphManager;
  /** Whether the supergraph is not Arbiter's own. */
  readonly isForeign: boolean;
  /** Where refused requests of other endpoints than GraphQL's are reported. */
  readonly refusals?: RefusalReporter | undefined;
  readonly identify: Identify;
  readonly rules: DoorRules;
  /** Where people sign in; nowhere when absent. */
  readonly signIn?: SignInSettings | undefined;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What the process needs besides the subgraphs. */
  readonly dependencies: readonly Dependency[];
  /** How much clients may ask for, instead of the defaults. */
  readonly limits?: GatewayLimits | undefined;
  /** What operations pass before they run; by default the limits of their size. */
  readonly admission?: Admission | undefined;
  /** How long a client may take to send a request, instead of the default. */
  readonly receiveTimeoutMs?: number;
  /** How long nothing may move on a connection with a request on it, instead of the default. */
  readonly idleTimeoutMs?: number;
}

export interface HttpServer {
  /** Every route that it has. */
  readonly routes: readonly ServedRoute[];
  /** Begins to listen; returns the URL. */
  listen(address: { host: string; port: number }): Promise<string>;
  /** Takes nothing new, ends subscriptions, lets requests finish, then closes. */
  drain(): Promise<void>;
}

/** Requests that are still running after this, while draining, are cut off. */
const drainTimeoutMs = 10_000;
/**
 * Longer than an operation may take, which is a minute, and than the heartbeats of streams are apart: only a
 * client that takes nothing of its answer comes to this, and would keep the answer in memory for ever.
 */
const idleTimeoutMs = 90_000;
/** Seconds after which a server that was stopped is usually there again. */
const stoppingRetrySeconds = 5;

export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { supergraphs, isForeign, rules, dependencies, logger, metrics } = options;
  const { limits = defaultLimits } = options;
  const { admission = createAdmission({ limits: limits.operation }) } = options;
  const { edge } = limits;
  const sources = () => supergraphs.current().sources;
  let accepting = true;
  const isAccepting = () => accepting;
  const http = fastify({
    ...receiveLimit(options.receiveTimeoutMs),
    connectionTimeout: options.idleTimeoutMs ?? idleTimeoutMs,
    bodyLimit: edge.bodyBytes,
    forceCloseConnections: 'idle',
    // The door refuses them, in the form of every other refusal.
    return503OnClosing: false,
    trustProxy: rules.trustsProxy,
    routerOptions: { querystringParser: parseQuery },
    // What is no address passes no hook.
    frameworkErrors(error, request, reply) {
      addSecurityHeaders(request, reply);
      void sendProblem(reply, requestIdOf(request.headers), toAppError(error));
    },
  });
  const routes = noteRoutes(http);
  parseJsonWithin(http, edge.jsonDepth);
  addDoor(http, options, isAccepting);
  addErrorAnswers(http, logger);
  const run = limitSubscriptions(
    createOperationRunner(supergraphs),
    admission.gate,
    edge.subscriptionsPerTenant,
  );
  const { showsSchema, mode } = rules;
  const { batch: maxBatch, jsonDepth } = edge;
  const apollo = { supergraphs, logger, showsSchema, admission, maxBatch, jsonDepth };
  const stopApollo = await mountApollo(http, apollo);
  const streams = mountEventStream(http, run, { maxStreams: edge.streams, jsonDepth, admission });
  if (mode === 'development') mountGraphiql(http, isForeign);
  mountHealth(http, {
    // Other people's subgraphs have no endpoint that says whether they are ready.
    sources: isForeign ? () => new Map() : sources,
    dependencies,
    showsServices: mode === 'development',
    isAccepting,
  });
  if (rules.showsMetrics) mountAdminMetrics(http, metrics);
  const registry = () => sources().get('registry');
  if (!isForeign) mountLineageRoutes(http, registry, options.refusals);
  if (!isForeign && options.signIn) {
    mountSignIn(http, { settings: options.signIn, registry, logger });
  }
  const sockets = mountWebSocket(http, options, { run, admission, limits: socketLimits(edge) });
  return {
    routes,
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

/** What every request passes: origin, CORS, identity; and at its end the log line and the metrics. */
function addDoor(
  http: FastifyInstance,
  options: HttpServerOptions,
  isAccepting: () => boolean,
): void {
  const { rules, logger, metrics } = options;
  http.addHook('onRequest', async (request, reply) => {
    addSecurityHeaders(request, reply);
    void reply.header('x-request-id', requestIdOf(request.headers));
    if (!isAccepting()) {
      void reply.header('connection', 'close');
      throw unavailable('The server is stopping.', stoppingRetrySeconds);
    }
    if (hasFragment(request.url)) throw fragmentRefused();
    const { method, headers, routeOptions } = request;
    const path = routeOptions.url ?? '';
    const fault =
      faultOfOrigin(headers, rules) ??
      faultOfCookieUse({ method, path, headers }, rules.allowedOrigins);
    if (fault) throw new AppError('FORBIDDEN', fault);
    addCorsHeaders(request, reply, rules);
    if (!isOpen(request)) await letIn(request, reply, options);
  });
  http.addHook('onSend', async (_request, reply) => {
    // What was begun before the end is answered, and its connection not kept for a next request.
    if (!isAccepting()) void reply.header('connection', 'close');
  });
  mountPreflight(http);
  http.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const seconds = reply.elapsedTime / 1000;
    const status = reply.statusCode;
    const tenantId = findRequestIdentity(request)?.actor.tenantId;
    metrics.observeRequest({ method, path: routeOptions.url ?? 'none', status, seconds, tenantId });
    const facts = {
      method,
      path: request.url.split('?')[0],
      status,
      durationMs: Math.round(reply.elapsedTime),
    };
    const log = identityLogger(logger, request, reply);
    // Probes ask every few seconds and say nothing new.
    log[probes.has(facts.path ?? '') ? 'debug' : 'info'](facts, 'request');
  });
}

/** Finds out who sends the request. Errors: those of authentication. */
async function letIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { identify }: HttpServerOptions,
): Promise<void> {
  const incoming = { headers: request.headers, clientAddress: request.ip };
  const caller = { ...(await identify(incoming)), requestId: requestIdSent(reply) };
  const identity = traceRequest(request, reply, takeBaggage(caller, request.headers));
  const check = () => identify(incoming);
  setRequestIdentity(request, identity, (onEnd, signal) =>
    watchCredential({ identity, check, onEnd, signal, clock: systemClock }),
  );
}

function requestIdSent(reply: FastifyReply): string {
  return String(reply.getHeader('x-request-id'));
}

function identityLogger(logger: Logger, request: FastifyRequest, reply: FastifyReply): Logger {
  const identity = findRequestIdentity(request);
  if (identity) return requestLogger(logger, identity);
  // Refused at the door, or asked for what everybody may see.
  return logger.child({ requestId: requestIdSent(reply) });
}

/** For operations the setting can be named; other paths have bounds of their own. */
function tooLarge(error: Error, { url, routeOptions }: FastifyRequest): AppError | null {
  if (!url.startsWith('/graphql') || toAppError(error).code !== 'PAYLOAD_TOO_LARGE') return null;
  const maximum = routeOptions.bodyLimit;
  const message = `The body is larger than ${maximum} bytes (LIMIT_BODY_BYTES).`;
  const details = maximum === undefined ? {} : { limit: 'bodyBytes', maximum };
  return new AppError('PAYLOAD_TOO_LARGE', message, details);
}

function addErrorAnswers(http: FastifyInstance, logger: Logger): void {
  http.setErrorHandler<Error>((error, request, reply) => {
    const shown = tooLarge(error, request) ?? toAppError(error);
    const log = identityLogger(logger, request, reply);
    if (shown.code === 'INTERNAL') log.error({ err: error }, 'request failed');
    if (shown.code === 'UNAUTHENTICATED') return refuseUnknown(request, reply, shown);
    return sendProblem(reply, requestIdSent(reply), shown);
  });
  http.setNotFoundHandler((request, reply) =>
    sendProblem(reply, requestIdSent(reply), unknownPath(request)),
  );
}

interface SocketServing {
  readonly run: OperationRunner;
  readonly admission: Admission;
  readonly limits: Partial<WebSocketLimits>;
}

function socketLimits(edge: EdgeLimits): WebSocketLimits {
  return {
    initTimeoutMs: edge.socketInitMs,
    maxMessageBytes: edge.messageBytes,
    maxMessageDepth: edge.jsonDepth,
    maxSockets: edge.sockets,
    maxSocketsPerAddress: edge.socketsPerAddress,
    maxOperationsPerSocket: edge.operationsPerSocket,
  };
}

function mountWebSocket(
  http: FastifyInstance,
  { identify, rules, logger }: HttpServerOptions,
  { run, admission, limits }: SocketServing,
): WebSocketEndpoint {
  const addressOf = (request: IncomingMessage) => clientAddressOf(request, rules.trustsProxy);
  const endpoint = createWebSocketEndpoint({
    // Documents are validated by whoever runs them, not by the protocol.
    schema: new GraphQLSchema({}),
    logger,
    limits,
    addressOf,
    async admit({ request, params, end }) {
      const { headers, socket } = request;
      const clientAddress = addressOf(request);
      const check = () => identify({ headers, clientAddress, params });
      const identity = await check();
      const signal = socketGone(socket);
      watchCredential({ identity, check, onEnd: end, signal, clock: systemClock });
      return { identity, headers, signal };
    },
    async run(payload, { identity, headers, signal }) {
      const own = traceSocket(headers, takeBaggage(nextIdentity(identity, headers), headers));
      const { query = '', refusal } = await admission.admit(payload, { identity: own });
      if (refusal) return { errors: [asGraphQLError(refusal, own.requestId)] };
      const { operationName, variables } = payload;
      const operation = { query, operationName, variables, showsCost: asksForCost(headers) };
      return run(operation, own, signal);
    },
  });
  http.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (hasFragment(request.url)) return refuseUpgrade(socket, '400 Bad Request');
    const path = request.url?.split('?')[0];
    if (path !== '/graphql') return refuseUpgrade(socket, '404 Not Found');
    if (faultOfOrigin(request.headers, rules)) return refuseUpgrade(socket, '403 Forbidden');
    endpoint.handleUpgrade(request, socket, head);
  });
  return endpoint;
}

function refuseUpgrade(socket: Duplex, status: string): void {
  // Whoever was refused may be gone already.
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
