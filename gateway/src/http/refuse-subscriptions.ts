/**
 * Subscriptions over plain HTTP are refused before any subgraph is asked: whatever the client accepts
 * here, one answer, in parts or not, is no stream of events. It is told where streams are.
 */
import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';

/**
 * Not a fault of the document, but of the way it came: none of the media types of this endpoint can
 * carry the answer (RFC 9110, 15.5.7), so the status is the same for every `Accept`.
 */
export const noStreamStatus = 406;

export function refuseSubscriptions<T extends BaseContext>(): ApolloServerPlugin<T> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation(context) {
          // Called as well when there is no such operation; somebody else says so.
          const operation: typeof context.operation | undefined = context.operation;
          if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
          throw new GraphQLError(
            'Subscriptions are not answered over plain HTTP: open a WebSocket at /graphql ' +
              '(graphql-transport-ws), or ask for server-sent events at /graphql/stream.',
            { extensions: { code: 'BAD_USER_INPUT', http: { status: noStreamStatus } } },
          );
        },
      };
    },
  };
}
