/** Operations that arrive over a WebSocket or an event stream: any kind, one way to run them. */
import {
  type ExecutionResult,
  GraphQLError,
  type OperationDefinitionNode,
  OperationTypeNode,
  getOperationAST,
} from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { OperationOutcome } from '@arbiter/server/graphql/websocket.ts';
import type { GatewayExecutor, OperationRequest } from '../execution/executor.ts';
import type { OperationPayload } from './operation-payload.ts';
import { createDocumentStore } from './prepare-request.ts';
import { beginningOf } from './resume.ts';
import { type StreamRequest, createSharedStreams } from './shared-streams.ts';

export type OperationRunner = (
  payload: OperationPayload,
  identity: RequestIdentity,
) => Promise<OperationOutcome>;

export function createOperationRunner(executor: GatewayExecutor): OperationRunner {
  const documentOf = createDocumentStore(executor.supergraph);
  const streams = createSharedStreams();
  return async ({ query, operationName, variables }, identity) => {
    const prepared = documentOf(query);
    if ('errors' in prepared) return { errors: withRequestId(prepared.errors, identity) };
    const request = { document: prepared.document, operationName, variables, identity };
    const definition = getOperationAST(prepared.document, operationName);
    if (definition?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { result: await executor.execute(request) };
    }
    const outcome = await streams.subscribe({
      ...placeOf(query, request, definition),
      open: () => executor.subscribe(request),
      gap: (cursor) => gapAfter(cursor, identity),
    });
    return Symbol.asyncIterator in outcome
      ? { results: outcome }
      : { errors: outcome.errors ?? [] };
  };
}

/**
 * Where a subscription begins, and what subscriptions must have in common to get the same results:
 * the operation, what it is given and, as rights decide about values too, who asks.
 */
function placeOf(
  query: string,
  { document, operationName, variables, identity }: OperationRequest,
  definition: OperationDefinitionNode,
): Pick<StreamRequest, 'key' | 'after'> {
  const { after, variables: others } = beginningOf(document, definition, variables ?? {});
  const key = JSON.stringify([query, operationName ?? null, others, identity.actor]);
  return { key, after };
}

function gapAfter(cursor: string | null, { requestId }: RequestIdentity): ExecutionResult {
  const message = 'Events came faster than they were taken; subscribe again after the cursor.';
  const extensions = {
    code: 'SUBSCRIPTION_GAP',
    requestId,
    ...(cursor === null ? {} : { cursor }),
  };
  return { errors: [new GraphQLError(message, { extensions })] };
}

function withRequestId(
  errors: readonly GraphQLError[],
  { requestId }: RequestIdentity,
): GraphQLError[] {
  return errors.map((error) =>
    Object.assign(error, { extensions: { ...error.extensions, requestId } }),
  );
}
