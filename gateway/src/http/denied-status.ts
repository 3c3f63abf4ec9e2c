/**
 * The status of an operation that was refused whole because it asks for what the caller may not see:
 * 401 when it is not known who asks, else 403, whatever form of answer the client takes.
 */
import type { ApolloServerPlugin, BaseContext } from '@apollo/server';

const statusOf: ReadonlyMap<unknown, number> = new Map([
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
]);

export function answerDeniedWithStatus<T extends BaseContext>(): ApolloServerPlugin<T> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body, http } }) {
          if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
          const { errors = [] } = body.singleResult;
          const statuses = errors.map(({ extensions }) => statusOf.get(extensions?.['code']));
          const [status] = statuses;
          if (status !== undefined && !statuses.includes(undefined)) http.status = status;
        },
      };
    },
  };
}
