/**
 * A subgraph on the network: GraphQL over HTTP and WebSocket at /graphql and its own REST routes, for
 * its gateway only. Every call must carry an actor token made for this subgraph.
 */
import type { IncomingMessage } from 'node:http';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { GraphQLError, GraphQLSchema, OperationTypeNode, getOperationAST, parse } from 'graphql';
import { z } from 'zod';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { AppError, badInput } from '@arbiter/kernel/errors/app-error.ts';
import { errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { verifyActorToken } from '../auth/actor-token.ts';
import type { SigningKey } from '../auth/signing-key.ts';
import { type OperationOutcome, createWebSocketEndpoint } from '../graphql/websocket.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { RestRoute, Subgraph, SubgraphRequest } from './subgraph.ts';

/** HTTP header, and key of a WebSocket operation's extensions, that carry the actor token. */
export const actorTokenHeader = 'x-arbiter-actor';
export const actorTokenExtension = 'arbiterActor';

export interface SubgraphServerOptions {
  readonly subgraph: Subgraph;
  readonly key: Pick<SigningKey, 'publicKey'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly host: string;
  readonly port: number;
}

export interface SubgraphServer extends AsyncDisposable {
  readonly url: string;
}

/** Operations of the gateway; representations of a large list count as variables. */
const maxBodyBytes = 20 * 1024 * 1024;

const requestShape = z.object({
  query: z.string().min(1),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** Serves the subgraph at the address; disposing it ends subscriptions and lets requests finish. */
export async function startSubgraphServer(options: SubgraphServerOptions): Promise<SubgraphServer> {
  const { subgraph, logger, metrics, host, port } = options;
  const http = fastify({ bodyLimit: maxBodyBytes, forceCloseConnections: 'idle' });
  const identify = (token: unknown) =>
    verifyActorToken(options.key, typeof token === 'string' ? token : undefined, {
      audience: subgraph.name,
      clock: options.clock,
    });
  http.setErrorHandler<Error>((error, _request, reply) => {
    const shown =
      error instanceof AppError ? error : new AppError('INTERNAL', 'The subgraph failed.');
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
  mountGraphQL(http, subgraph, identify);
  for (const route of subgraph.routes) mountRest(http, route, identify);
  mountHealth(http, options);
  const sockets = mountSockets(http, subgraph, identify);
  const url = await http.listen({ host, port });
  return {
    url,
    async [Symbol.asyncDispose]() {
      await sockets.close();
      await http.close();
    },
  };
}

type IdentifyToken = (token: unknown) => Promise<RequestIdentity>;

function asGraphQLBody({ message, code, details }: AppError) {
  return { errors: [{ message, extensions: { code, ...details } }] };
}

function mountGraphQL(http: FastifyInstance, subgraph: Subgraph, identify: IdentifyToken): void {
  http.post('/graphql', async (request) => {
    const identity = await identify(request.headers[actorTokenHeader]);
    return subgraph.execute({ ...parseRequest(request.body), identity });
  });
}

function parseRequest(body: unknown): Omit<SubgraphRequest, 'identity'> {
  const parsed = requestShape.safeParse(body);
  if (!parsed.success) throw badInput('query', 'The body is no GraphQL request.');
  const { query, operationName, variables } = parsed.data;
  return { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
}

function mountRest(http: FastifyInstance, route: RestRoute, identify: IdentifyToken): void {
  http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const options = { parseAs: 'buffer', bodyLimit: route.maxBodyBytes } as const;
    scope.addContentTypeParser('*', options, (_request, body, done) => done(null, body));
    scope.route({
      method: route.method,
      url: route.path,
      bodyLimit: route.maxBodyBytes,
      async handler(request: FastifyRequest, reply) {
        const identity = await identify(request.headers[actorTokenHeader]);
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const answer = await route.handle({ identity, headers: request.headers, body });
        return reply.status(answer.status).headers(answer.headers).send(answer.body);
      },
    });
  });
}

function mountHealth(http: FastifyInstance, { subgraph, metrics }: SubgraphServerOptions): void {
  http.get('/health', async () => ({ status: 'healthy' }));
  http.get('/ready', async (_request, reply) => {
    try {
      await subgraph.check();
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'not ready' });
    }
  });
  http.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}

function mountSockets(http: FastifyInstance, subgraph: Subgraph, identify: IdentifyToken) {
  const endpoint = createWebSocketEndpoint({
    // Documents are validated by the subgraph's executor, not by the protocol.
    schema: new GraphQLSchema({}),
    run: async ({ query, operationName, variables, extensions }) => {
      try {
        const identity = await identify(extensions?.[actorTokenExtension]);
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
  const operation = getOperationAST(parse(request.query), request.operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    return { result: await subgraph.execute(request) };
  }
  const outcome = await subgraph.subscribe(request);
  return Symbol.asyncIterator in outcome ? { results: outcome } : { errors: outcome.errors ?? [] };
}
