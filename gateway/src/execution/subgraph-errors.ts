/** Errors that subgraphs answer, apart from those of the way to them. */
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';

/** What a subgraph says with a result; faults of the way to it keep their cause. */
export function errorsOfSubgraph(
  { errors = [] }: ExecutionResult,
  { name }: Pick<SubgraphSource, 'name'>,
): GraphQLError[] {
  return errors.map((error) =>
    error.originalError
      ? error
      : new GraphQLError(error.message, {
          path: error.path ?? null,
          extensions: { ...error.extensions, serviceName: name },
        }),
  );
}

/** An error that a subgraph has answered, not one of the way to it. */
export function isOfSubgraph({ extensions, originalError }: GraphQLError): boolean {
  return originalError === undefined && extensions['serviceName'] !== undefined;
}

/**
 * The error as one whose text only a code of ours makes fit for clients. Without this, one that has
 * neither code nor path passes for an error of the GraphQL language about what the client has sent.
 */
export function distrusted(error: GraphQLError): GraphQLError {
  if (!isOfSubgraph(error)) return error;
  const { message, path, nodes, extensions } = error;
  return new GraphQLError(message, {
    path: path ?? null,
    nodes: nodes ?? null,
    extensions,
    originalError: new Error(message),
  });
}

/** The code that clients of federated graphs know for errors of subgraphs that have none. */
const codeOfSubgraphs = 'DOWNSTREAM_SERVICE_ERROR';

/** The error as the client gets it when subgraphs are trusted to say what may be said. */
export function passOn(
  { message, extensions }: GraphQLError,
  { requestId }: Pick<RequestIdentity, 'requestId'>,
): Pick<GraphQLError, 'message' | 'extensions'> {
  const { stacktrace: _, ...told } = extensions;
  return { message, extensions: { code: codeOfSubgraphs, ...told, requestId } };
}
