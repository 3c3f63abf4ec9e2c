/**
 * A subgraph on the network: GraphQL over HTTP and WebSocket at /graphql and its own REST routes, for
 * its gateway only. Every call must carry an actor token made for this subgraph.
 */
import type { IncomingMessage } from 'node:http';
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { GraphQLError, GraphQLSchema, OperationTypeNode, getOperationAST, parse } from 'graphql';
import { z } from 'zod';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { AppError, badInput } from '@arbiter/kernel/errors/app-error.ts';
import { errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import type { VerifyKey } from '../auth/signing-key.ts';
import { toAppError } from '../graphql/http-refusal.ts';
import { type OperationOutcome, createWebSocketEndpoint } from '../graphql/websocket.ts';
import type { Bus } from '../events/bus.ts';
import {
  checkDependencies,
  databaseOf,
  essentialDependencies,
  serverOf,
} from '../resilience/dependencies.ts';
import { reportHealth } from '../resilience/health-report.ts';
import type { Logger } from '../telemetry/logger.ts';
import { receiveLimit } from '../process/receive-limit.ts';
import { type ServedRoute, noteRoutes } from '../process/served-routes.ts';
import { mountMetrics } from '../telemetry/metrics-server.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { type CallGuard, createCallGuard } from './call-guard.ts';
import type { RestRoute, Subgraph, SubgraphRequest } from './subgraph.ts';

export interface SubgraphServerOptions {
  readonly subgraph: Subgraph;
  /** Those of its gateway. */
  readonly keys: readonly VerifyKey[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The bus of the process, whose health is part of its own. */
  readonly bus?: Pick<Bus, 'kind' | 'check'> | undefined;
  /** Whether /metrics is there too, for everybody who reaches the port. Absent: yes. */
  readonly showsMetrics?: boolean;
  /** Whether /health tells of each part that is needed; else of the whole only. Absent: yes. */
  readonly showsParts?: boolean;
  /** How long the gateway may take to send a request, instead of the default. */
  readonly receiveTimeoutMs?: number;
  readonly host: string;
  readonly port: number;
}

export interface SubgraphServer extends AsyncDisposable {
  readonly url: string;
  /** Every route that it has. */
  readonly routes: readonly ServedRoute[];
}

/** Operations of the gateway; representations of a large list count as variables. */
const maxBodyBytes = 20 * 1024 * 1024;
/** An actor that may reach hundreds of tenants is a token of some tens of kilobytes. */
const maxHeaderSize = 64 * 1024;
/** What needs no token: probes, which say nothing but that it is up and ready. */
const openPaths: ReadonlySet<string | undefined> = new Set(['/health', '/ready']);

const requestShape = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** Serves the subgraph at the address; disposing it ends subscriptions and lets requests finish. */
export async function startSubgraphServer(options: SubgraphServerOptions): Promise<SubgraphServer> {
  const { subgraph, logger, metrics, showsMetrics = true, host, port } = options;
  const http = fastify({
    ...receiveLimit(options.receiveTimeoutMs, { maxHeaderSize }),
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
  });
  const routes = noteRoutes(http);
  metrics.watchEventLag(subgraph.name, () => subgraph.eventLag());
  metrics.watchBusiness(subgraph.name, subgraph.business);
  metrics.watchConnections(subgraph.name, () => subgraph.connections());
  const guard = createCallGuard(options);
  http.setErrorHandler<FastifyError>((error, _request, reply) => {
    const shown = toAppError(error);
    if (shown.code === 'INTERNAL' || shown.internal) logger.warn({ err: error }, 'call refused');
    return reply.status(errorCatalogue[shown.code].httpStatus).send(asGraphQLBody(shown));
  });
  http.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const seconds = reply.elapsedTime / 1000;
    metrics.observeRequest({
      method,
      path: routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds,
    });
  });
  http.addHook('onRequest', async (request) => {
    const { url } = request.routeOptions;
    const isOpen = openPaths.has(url) || (showsMetrics && url === '/metrics');
    if (!isOpen) await guard.onRequest(request);
  });
  mountGraphQL(http, subgraph, guard);
  for (const route of subgraph.routes) mountRest(http, route, guard);
  mountHealth(http, options);
  if (showsMetrics) mountMetrics(http, metrics);
  const sockets = mountSockets(http, options, guard);
  const url = await http.listen({ host, port });
  return {
    url,
    routes,
    async [Symbol.asyncDispose]() {
      await sockets.close();
      await http.close();
    },
  };
}

function asGraphQLBody({ message, code, details }: AppError) {
  return { errors: [{ message, extensions: { code, ...details } }] };
}

function mountGraphQL(
  http: FastifyInstance,
  subgraph: Subgraph,
  { identityOf }: Pick<CallGuard, 'identityOf'>,
): void {
  http.post('/graphql', async (request) =>
    subgraph.execute({ ...parseRequest(request.body), identity: identityOf(request) }),
  );
}

function parseRequest(body: unknown): Omit<SubgraphRequest, 'identity'> {
  const parsed = requestShape.safeParse(body);
  if (!parsed.success) throw badInput('query', 'The body is no GraphQL request.');
  const { query, operationName, variables } = parsed.data;
  return { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
}

function mountRest(
  http: FastifyInstance,
  route: RestRoute,
  { identityOf }: Pick<CallGuard, 'identityOf'>,
): void {
  http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const options = { parseAs: 'buffer', bodyLimit: route.maxBodyBytes } as const;
    scope.addContentTypeParser('*', options, (_request, body, done) => done(null, body));
    scope.route({
      method: route.method,
      url: route.path,
      bodyLimit: route.maxBodyBytes,
      async handler(request: FastifyRequest, reply) {
        const identity = identityOf(request);
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const answer = await route.handle({ identity, headers: request.headers, body });
        return reply.status(answer.status).headers(answer.headers).send(answer.body);
      },
    });
  });
}

function mountHealth(
  http: FastifyInstance,
  { subgraph, bus, clock, showsParts = true }: SubgraphServerOptions,
): void {
  const dependencies = [...databaseOf([subgraph]), ...serverOf(bus)];
  http.get('/health', async () => {
    const checked = await checkDependencies(dependencies);
    const report = reportHealth([], { now: clock(), checked, essential: essentialDependencies });
    // Always 200: a process that is up is not to be restarted for the fault of another.
    return { status: report.overall, ...(showsParts ? report : {}) };
  });
  http.get('/ready', async (_request, reply) => {
    try {
      await subgraph.check();
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'not ready' });
    }
  });
}

function mountSockets(
  http: FastifyInstance,
  { subgraph, logger }: SubgraphServerOptions,
  { identify }: Pick<CallGuard, 'identify'>,
) {
  const endpoint = createWebSocketEndpoint({
    // Documents are validated by the subgraph's executor, not by the protocol.
    schema: new GraphQLSchema({}),
    logger,
    // A gateway's socket carries many clients; each operation says whose it is.
    admit: async () => null,
    // A gateway's one socket carries the subscriptions of all its clients; the gateway bounds them.
    limits: { maxOperationsPerSocket: Number.POSITIVE_INFINITY },
    run: async ({ query, operationName, variables, extensions }) => {
      try {
        const identity = await identify(extensions);
        const request = parseRequest({ query, operationName, variables });
        return await runOperation(subgraph, { ...request, identity });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const { message, code, details } = error;
        return { errors: [new GraphQLError(message, { extensions: { code, ...details } })] };
      }
    },
  });
  http.server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (request.url?.split('?')[0] === '/graphql') endpoint.handleUpgrade(request, socket, head);
    else socket.destroy();
  });
  return endpoint;
}

async function runOperation(
  subgraph: Subgraph,
  request: SubgraphRequest,
): Promise<OperationOutcome> {
  if (!isSubscription(request)) {
    const result = await subgraph.execute(request);
    return result.data === undefined && result.errors ? { errors: result.errors } : { result };
  }
  const outcome = await subgraph.subscribe(request);
  return Symbol.asyncIterator in outcome ? { results: outcome } : { errors: outcome.errors ?? [] };
}

/** False for what cannot be read, too: the executor says what is wrong with it. */
function isSubscription({ query, operationName }: SubgraphRequest): boolean {
  try {
    const operation = getOperationAST(parse(query), operationName);
    return operation?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}
