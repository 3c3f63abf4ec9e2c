/**
 * Turns whatever was thrown into what a client may see, and writes the rest to the log, once. An
 * AppError keeps its message, code and details; errors of the GraphQL language keep theirs;
 * everything else becomes INTERNAL, or UNAVAILABLE and TIMEOUT where the database says so.
 */
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, isEnumType } from 'graphql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { type ErrorCode, isErrorCode } from '@arbiter/kernel/errors/catalogue.ts';
import { toDatabaseRefusal } from '../db/database-fault.ts';
import type { Logger } from '../telemetry/logger.ts';
import { shortMessage } from './short-message.ts';

export interface Presentation {
  readonly requestId: string;
  readonly logger: Logger;
  /** Where the words of an enum are found, to list them to who gave another one. */
  readonly schema?: GraphQLSchema;
  /** Whether clients may not learn words of the schema that they did not know. */
  readonly hidesSchema?: boolean;
}

/** Codes of Apollo's ecosystem for documents that are no valid request; clients branch on them. */
const languageCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

/** The error as the client gets it: safe message, code and details, the request's id. */
export function presentGraphQLError(
  error: GraphQLError,
  presentation: Presentation,
): GraphQLFormattedError {
  const { hidesSchema = false, schema } = presentation;
  const { message: full, extensions } = describe(error, presentation);
  const message = shortMessage(hidesSchema ? withoutSuggestion(full) : full);
  return {
    message,
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions: { ...(hidesSchema ? {} : allowedWords(message, schema)), ...extensions },
  };
}

/** The message without the words that graphql-js takes the client's for, which it puts at the end. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean [^?]*\?$/, '');
}

/**
 * The words of an enum, for an error about one that it does not have; else nothing. graphql-js names
 * the enum in its message, for a variable and in the document.
 */
export function allowedWords(
  message: string,
  schema: GraphQLSchema | undefined,
): { allowed?: string[] } {
  const name = /(?:does not exist in|Enum) "(\w+)"/.exec(message)?.[1];
  const type = name === undefined ? undefined : schema?.getType(name);
  return isEnumType(type) ? { allowed: type.getValues().map((value) => value.name) } : {};
}

interface Described {
  readonly message: string;
  readonly extensions: Record<string, unknown>;
}

function describe(error: GraphQLError, presentation: Presentation): Described {
  const cause = error.originalError;
  const code = error.extensions['code'];
  if (cause instanceof AppError) return describeAppError(cause, presentation);
  // Already presented by a subgraph, or raised by the gateway about the document itself.
  if (isErrorCode(code) || languageCodes.has(String(code))) {
    const { stacktrace: _, ...extensions } = error.extensions;
    return {
      message: error.message,
      extensions: { ...extensions, requestId: presentation.requestId },
    };
  }
  // graphql-js itself raises errors without a cause, or caused by another of its own (a value that an
  // enum or scalar does not take): bad variables, wrong literals, null for non-null.
  if (!cause || cause instanceof GraphQLError) return describeLanguageError(error, presentation);
  return describeFault(cause, presentation);
}

function describeAppError(error: AppError, { requestId, logger }: Presentation): Described {
  if (error.internal !== undefined || error.cause !== undefined) {
    logger.warn({ err: error, internal: error.internal, code: error.code }, 'request refused');
  }
  return {
    message: error.message,
    extensions: { code: error.code, ...error.details, requestId },
  };
}

function describeLanguageError(error: GraphQLError, presentation: Presentation): Described {
  if (error.path === undefined) {
    const field = /^Variable "\$(\w+)"(?: got invalid value .* at "([^"]+)")?/s.exec(error.message);
    return {
      message: error.message,
      extensions: {
        code: 'BAD_USER_INPUT' satisfies ErrorCode,
        ...(field ? { field: field[2] ?? field[1] } : {}),
        requestId: presentation.requestId,
      },
    };
  }
  const argument = /^Argument "(\w+)"/.exec(error.message)?.[1];
  if (argument) {
    return {
      message: error.message,
      extensions: { code: 'BAD_USER_INPUT', field: argument, requestId: presentation.requestId },
    };
  }
  return describeFault(error, presentation);
}

function describeFault(fault: Error, { requestId, logger }: Presentation): Described {
  const known = toDatabaseRefusal(fault);
  logger.error({ err: fault, code: known?.code ?? 'INTERNAL' }, 'request failed');
  if (!known) {
    return {
      message: 'Something went wrong in Arbiter. Report the request id to the operator.',
      extensions: { code: 'INTERNAL' satisfies ErrorCode, requestId },
    };
  }
  return {
    message: known.message,
    extensions: { code: known.code, ...known.details, requestId },
  };
}
