/** Operations that arrive over a WebSocket or an event stream: any kind, one way to run them. */
import { type GraphQLError, OperationTypeNode, getOperationAST } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { OperationOutcome } from '@arbiter/server/graphql/websocket.ts';
import type { GatewayExecutor } from '../execution/executor.ts';
import type { OperationPayload } from './operation-payload.ts';
import { createDocumentStore } from './prepare-request.ts';

export type OperationRunner = (
  payload: OperationPayload,
  identity: RequestIdentity,
) => Promise<OperationOutcome>;

export function createOperationRunner(executor: GatewayExecutor): OperationRunner {
  const documentOf = createDocumentStore(executor.supergraph);
  return async ({ query, operationName, variables }, identity) => {
    const prepared = documentOf(query);
    if ('errors' in prepared) return { errors: withRequestId(prepared.errors, identity) };
    const request = { document: prepared.document, operationName, variables, identity };
    const definition = getOperationAST(prepared.document, operationName);
    if (definition?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { result: await executor.execute(request) };
    }
    const outcome = await executor.subscribe(request);
    return Symbol.asyncIterator in outcome
      ? { results: outcome }
      : { errors: outcome.errors ?? [] };
  };
}

function withRequestId(
  errors: readonly GraphQLError[],
  { requestId }: RequestIdentity,
): GraphQLError[] {
  return errors.map((error) =>
    Object.assign(error, { extensions: { ...error.extensions, requestId } }),
  );
}
