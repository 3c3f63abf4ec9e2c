/**
 * The status of an operation that was refused before it ran (GraphQL over HTTP, section 6.4.1): 200
 * for clients of `application/json`, which could not tell our 400 from that of something in between;
 * 400, as Apollo Server has it, for those of `application/graphql-response+json`.
 */
import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { isGraphqlResponseChosen } from './media-types.ts';
import { noStreamStatus } from './refuse-subscriptions.ts';

/** Faults of the document and its variables; every other refusal is one of HTTP and keeps its status. */
const documentFaults: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

export function answerJsonWith200<T extends BaseContext>(): ApolloServerPlugin<T> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response }) {
          const { body, http } = response;
          if (http.status === noStreamStatus) return;
          if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
          if (isGraphqlResponseChosen(request.http?.headers.get('accept'))) return;
          const { errors = [] } = body.singleResult;
          const isOfDocument = errors.every(({ extensions }) =>
            documentFaults.has(extensions?.['code']),
          );
          if (errors.length > 0 && isOfDocument) http.status = 200;
        },
      };
    },
  };
}
