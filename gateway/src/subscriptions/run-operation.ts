/** Operations that arrive over a WebSocket or an event stream: any kind, one way to run them. */
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  getOperationAST,
} from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { OperationOutcome } from '@arbiter/server/graphql/websocket.ts';
import { conditionVariables, decideConditions } from '../execution/planned-document.ts';
import type { Generation } from '../supergraph/generation.ts';
import type { SupergraphManager } from '../supergraph/manager.ts';
import type { OperationPayload } from './operation-payload.ts';
import { beginningOf } from './resume.ts';
import { type StreamRequest, createSharedStreams } from './shared-streams.ts';
import { subscribeAcrossReloads } from './survive-reloads.ts';
import type { SubscriptionRequest } from './upstream.ts';

export type OperationRunner = (
  payload: OperationPayload,
  identity: RequestIdentity,
  /** Aborted when the client has gone. */
  signal?: AbortSignal,
) => Promise<OperationOutcome>;

export function createOperationRunner(supergraphs: SupergraphManager): OperationRunner {
  const streams = createSharedStreams();
  return async (payload, identity, signal) => {
    const generation = supergraphs.current();
    const { query, operationName } = payload;
    const prepared = generation.documentOf(query);
    if ('errors' in prepared) return { errors: withRequestId(prepared.errors, identity) };
    const { document } = prepared;
    const definition = getOperationAST(document, operationName);
    const request = { payload, identity };
    if (definition?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { result: await execute(generation, document, { ...request, signal }) };
    }
    const outcome = await streams.subscribe({
      ...placeOf(request, document, definition),
      open: () => subscribeAcrossReloads({ supergraphs, request }),
      gap: (cursor) => gapAfter(cursor, identity),
    });
    return Symbol.asyncIterator in outcome
      ? { results: outcome }
      : { errors: outcome.errors ?? [] };
  };
}

async function execute(
  generation: Generation,
  document: DocumentNode,
  { payload, identity, signal }: SubscriptionRequest & { readonly signal: AbortSignal | undefined },
): Promise<ExecutionResult> {
  const { operationName, variables, showsCost } = payload;
  const request = { document, operationName, variables, identity, signal, showsCost };
  const leave = generation.enter();
  try {
    return await generation.executor.execute(request);
  } finally {
    leave();
  }
}

/**
 * Where a subscription begins, and what subscriptions must have in common to get the same results:
 * the operation, what it is given and, as rights decide about values too, who asks.
 */
function placeOf(
  { payload: { query, operationName, variables }, identity }: SubscriptionRequest,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): Pick<StreamRequest, 'key' | 'after'> {
  const given = variables ?? {};
  const decided = decideRoot(document, definition, given);
  const { after, variables: others } = beginningOf(decided.document, decided.operation, given);
  const key = JSON.stringify([query, operationName ?? null, others, identity.actor]);
  return { key, after };
}

/** Conditions may decide which root field, and so which `after`, is asked for. */
function decideRoot(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
) {
  if (conditionVariables(document).length === 0) return { document, operation };
  return decideConditions(document, operation, (name) => {
    const { defaultValue } = operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === name,
    ) ?? { defaultValue: undefined };
    const fallback = defaultValue?.kind === Kind.BOOLEAN && defaultValue.value;
    return (variables[name] ?? fallback) === true;
  });
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
  // The errors are kept with the document, for others who send it.
  return errors.map(
    ({ message, nodes, source, positions, extensions }) =>
      new GraphQLError(message, {
        nodes: nodes ?? null,
        source: source ?? null,
        positions: positions ?? null,
        extensions: { ...extensions, requestId },
      }),
  );
}
