/**
 * GraphQL over HTTP: Apollo Server takes requests apart (GET and POST, persisted queries, CSRF
 * prevention, validation) and hands operations to our executor.
 */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { DocumentNode } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { allowedWords } from '@arbiter/server/graphql/presenter.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { GatewayExecutor } from '../execution/executor.ts';
import { requestIdentity } from './request-context.ts';

interface ApolloContext {
  readonly identity: RequestIdentity;
}

/** What Apollo Server asks of a gateway; ours is an executor that is already loaded. */
function asGateway(executor: GatewayExecutor) {
  return {
    onSchemaLoadOrUpdate(
      listener: (schema: {
        apiSchema: GatewayExecutor['supergraph']['apiSchema'];
        coreSupergraphSdl: string;
      }) => void,
    ) {
      const { apiSchema, sdl } = executor.supergraph;
      listener({ apiSchema, coreSupergraphSdl: sdl });
      return () => undefined;
    },
    async load() {
      return {
        executor: (request: {
          document: DocumentNode;
          operationName: string | null;
          request: { variables?: Record<string, unknown> };
          context: unknown;
        }) =>
          executor.execute({
            document: request.document,
            operationName: request.operationName,
            variables: request.request.variables,
            identity: (request.context as ApolloContext).identity,
          }),
      };
    },
    stop: async () => undefined,
  };
}

export async function mountApollo(
  http: FastifyInstance,
  executor: GatewayExecutor,
  logger: Logger,
): Promise<() => Promise<void>> {
  const server = new ApolloServer<ApolloContext>({
    gateway: asGateway(executor),
    includeStacktraceInErrorResponses: false,
    introspection: true,
    stopOnTerminationSignals: false,
    logger: logger.child({ part: 'apollo' }),
    plugins: [ApolloServerPluginLandingPageDisabled(), completeErrors(executor)],
  });
  await server.start();
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(server, {
      context: async (request) => ({ identity: requestIdentity(request) }),
    }),
  });
  return () => server.stop();
}

/**
 * Errors about the document itself come from Apollo Server: they know neither the request nor what
 * would have fitted.
 */
function completeErrors({ supergraph }: GatewayExecutor): ApolloServerPlugin<ApolloContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          const { errors } = response.body.singleResult;
          if (!errors) return;
          const { requestId } = contextValue.identity;
          response.body.singleResult.errors = errors.map((error) => ({
            ...error,
            extensions: {
              ...allowedWords(error.message, supergraph.apiSchema),
              ...error.extensions,
              requestId,
            },
          }));
        },
      };
    },
  };
}
