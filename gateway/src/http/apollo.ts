/**
 * GraphQL over HTTP: Apollo Server takes requests apart (GET and POST, persisted queries, CSRF
 * prevention, validation) and hands operations to our executor.
 */
import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
} from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import { NoSchemaIntrospectionCustomRule } from 'graphql';
import { allowedWords, withoutSuggestion } from '@arbiter/server/graphql/presenter.ts';
import { shortMessage } from '@arbiter/server/graphql/short-message.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import { DeferRule } from '../execution/deferred-rule.ts';
import type { Generation } from '../supergraph/generation.ts';
import type { SupergraphManager } from '../supergraph/manager.ts';
import { type RequestAdmission, admitRequest } from './admit-request.ts';
import { answerRequest } from './answer-request.ts';
import { answerDeniedWithStatus } from './denied-status.ts';
import { createDocumentStore } from './document-store.ts';
import { answerJsonWith200 } from './json-status.ts';
import { type AnswerContext, answerInParts } from './multipart.ts';
import { refuseSubscriptions } from './refuse-subscriptions.ts';

type GatewayInterface = ApolloServerOptionsWithGateway<AnswerContext>['gateway'];

/**
 * What Apollo Server asks of a gateway. It validates a request against the schema that is current when
 * the request begins, and says which that was: the request runs on the generation with that schema,
 * also when another has become current in between.
 */
function asGateway(supergraphs: SupergraphManager): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(listener) {
      const tell = ({ supergraph: { apiSchema, sdl } }: Generation) =>
        listener({ apiSchema, coreSupergraphSdl: sdl });
      tell(supergraphs.current());
      return supergraphs.beforeServing(tell);
    },
    load: async () => ({
      async executor({ schema, document, request, context }) {
        const generation = supergraphs.generationOf(schema);
        const leave = generation.enter();
        try {
          return await generation.executor.execute({
            document,
            // The context's own operationName is null for a name that the document does not have, as if
            // none had been given: the only operation would run, and be answered with a fault.
            operationName: request.operationName,
            variables: request.variables,
            identity: (context as AnswerContext).identity,
            signal: (context as AnswerContext).signal,
            showsCost: (context as AnswerContext).showsCost,
          });
        } finally {
          leave();
        }
      },
    }),
    stop: async () => undefined,
  };
}

export interface ApolloOptions extends RequestAdmission {
  readonly supergraphs: SupergraphManager;
  readonly logger: Logger;
  /** Whether clients may see the schema. */
  readonly showsSchema: boolean;
}

export async function mountApollo(
  http: FastifyInstance,
  { supergraphs, logger, showsSchema, admission, maxBatch, jsonDepth }: ApolloOptions,
): Promise<() => Promise<void>> {
  const server = new ApolloServer<AnswerContext>({
    gateway: asGateway(supergraphs),
    includeStacktraceInErrorResponses: false,
    // What it would say of a hidden schema names a setting of its own.
    introspection: true,
    validationRules: [DeferRule, ...(showsSchema ? [] : [NoSchemaIntrospectionCustomRule])],
    documentStore: createDocumentStore(),
    stopOnTerminationSignals: false,
    // Documents have been found before; see admit-request.ts.
    persistedQueries: false,
    allowBatchedHttpRequests: maxBatch > 1,
    logger: logger.child({ part: 'apollo' }),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      refuseSubscriptions(),
      answerInParts(supergraphs),
      completeErrors(showsSchema),
      answerJsonWith200(),
      answerDeniedWithStatus(),
    ],
  });
  await server.start();
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    async handler(request, reply) {
      const exchange = [request, reply] as const;
      const admitted = await admitRequest({ admission, maxBatch, jsonDepth }, exchange);
      return admitted ? answerRequest(server, admitted, exchange) : reply;
    },
  });
  return () => server.stop();
}

/**
 * Errors about the document itself come from Apollo Server: they know neither the request nor what
 * would have fitted.
 */
function completeErrors(showsSchema: boolean): ApolloServerPlugin<AnswerContext> {
  return {
    async requestDidStart({ schema }) {
      return {
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          const { errors } = response.body.singleResult;
          if (!errors) return;
          const { requestId } = contextValue.identity;
          response.body.singleResult.errors = errors.map((error) => ({
            ...error,
            message: shortMessage(showsSchema ? error.message : withoutSuggestion(error.message)),
            extensions: {
              ...(showsSchema ? allowedWords(error.message, schema) : {}),
              ...error.extensions,
              requestId,
            },
          }));
        },
      };
    },
  };
}
