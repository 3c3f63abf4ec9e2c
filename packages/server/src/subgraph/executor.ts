/**
 * Executes operations against a subgraph's schema. Documents are parsed and validated once and kept
 * (bounded); each request, and each event of a subscription, gets a fresh context whose reads share
 * one transaction that ends with the operation.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  createSourceEventStream,
  execute,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { presentGraphQLError } from '../graphql/presenter.ts';
import { type Logger, requestLogger } from '../telemetry/logger.ts';
import type { Deps, ReadScope, SubgraphContext } from './context.ts';
import type { SubgraphRequest } from './subgraph.ts';

export interface ExecutorOptions<Loaders> {
  readonly schema: GraphQLSchema;
  readonly deps: Deps;
  readonly logger: Logger;
  readonly createLoaders: (scope: ReadScope) => Loaders;
}

export interface Executor {
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  subscribe(
    request: SubgraphRequest,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

/** A document that is valid for the schema, or the errors that say why not. */
type Prepared = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** The gateway sends as many distinct documents as its plans hold; the oldest makes room. */
const maxDocuments = 2_000;

export function createExecutor<Loaders>(options: ExecutorOptions<Loaders>): Executor {
  const documents = new Map<string, Prepared>();
  const prepare = (query: string) => prepareOnce(documents, options.schema, query);
  return {
    async execute(request) {
      const prepared = prepare(request.query);
      if ('errors' in prepared) return refuse(prepared.errors, request, options);
      const scope = openScope(options, request.identity);
      return runOperation(scope, options, prepared.document, request);
    },
    async subscribe(request) {
      const prepared = prepare(request.query);
      if ('errors' in prepared) return refuse(prepared.errors, request, options);
      return runSubscription(options, prepared.document, request);
    },
  };
}

function prepareOnce(
  documents: Map<string, Prepared>,
  schema: GraphQLSchema,
  query: string,
): Prepared {
  const known = documents.get(query);
  if (known) return known;
  const prepared = prepareDocument(schema, query);
  if (documents.size >= maxDocuments) documents.delete(documents.keys().next().value ?? '');
  documents.set(query, prepared);
  return prepared;
}

function prepareDocument(schema: GraphQLSchema, query: string): Prepared {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors: errors.map(invalidDocument) } : { document };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')] };
  }
}

const invalidDocument = (error: GraphQLError) => withCode(error, 'GRAPHQL_VALIDATION_FAILED');

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code },
  });
}

interface Scope<Loaders> {
  readonly context: SubgraphContext<Loaders> & MutationHooks;
  readonly logger: Logger;
  end(): Promise<void>;
}

/** Called by the schema's mutation fields, see schema.ts. */
export interface MutationHooks {
  /** Ends the reads so far and forgets what was loaded, as a write is about to change it. */
  beforeMutation(): Promise<void>;
}

function openScope<Loaders>(
  { deps, logger, createLoaders }: ExecutorOptions<Loaders>,
  identity: RequestIdentity,
): Scope<Loaders> {
  const reader = deps.database.reader(identity.actor);
  const reads: ReadScope = { identity, em: () => reader.em() };
  const log = requestLogger(logger, identity);
  let load = createLoaders(reads);
  const context = {
    ...reads,
    deps,
    logger: log,
    get load() {
      return load;
    },
    async beforeMutation() {
      await reader.end();
      load = createLoaders(reads);
    },
  };
  return { context, logger: log, end: () => reader.end() };
}

async function runOperation<Loaders>(
  scope: Scope<Loaders>,
  options: ExecutorOptions<Loaders>,
  document: DocumentNode,
  request: SubgraphRequest,
  rootValue?: unknown,
): Promise<ExecutionResult> {
  try {
    const result = await execute({
      schema: options.schema,
      document,
      rootValue,
      contextValue: scope.context,
      variableValues: request.variables ?? null,
      operationName: request.operationName ?? null,
    });
    return present(result, request, { ...options, logger: scope.logger });
  } finally {
    await scope.end();
  }
}

async function runSubscription<Loaders>(
  options: ExecutorOptions<Loaders>,
  document: DocumentNode,
  request: SubgraphRequest,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const operation = getOperationAST(document, request.operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    const error = new AppError('BAD_USER_INPUT', 'This document holds no subscription.');
    return refuse([new GraphQLError(error.message, { originalError: error })], request, options);
  }
  const scope = openScope(options, request.identity);
  const source = await createSourceEventStream({
    schema: options.schema,
    document,
    contextValue: scope.context,
    variableValues: request.variables ?? null,
    operationName: request.operationName ?? null,
  });
  await scope.end();
  if (!isEventStream(source)) return present(source, request, { ...options, logger: scope.logger });
  return mapEvents(source, options, document, request);
}

function isEventStream(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}

/** Executes the selection for each event in a scope of its own; ends when either side ends. */
function mapEvents<Loaders>(
  source: AsyncIterable<unknown>,
  options: ExecutorOptions<Loaders>,
  document: DocumentNode,
  request: SubgraphRequest,
): AsyncIterableIterator<ExecutionResult> {
  const events = source[Symbol.asyncIterator]();
  const logger = requestLogger(options.logger, request.identity);
  let over = false;
  return {
    async next() {
      if (over) return { done: true, value: undefined };
      try {
        const event = await events.next();
        if (event.done) return { done: true, value: undefined };
        const scope = openScope(options, request.identity);
        const value = await runOperation(scope, options, document, request, event.value);
        return { done: false, value };
      } catch (error) {
        // A stream that breaks says why in its last result, then ends.
        over = true;
        await events.return?.();
        const cause = error instanceof Error ? error : new Error(String(error));
        const last = new GraphQLError(cause.message, { originalError: cause });
        return { done: false, value: present({ errors: [last] }, request, { ...options, logger }) };
      }
    },
    async return() {
      over = true;
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function refuse<Loaders>(
  errors: readonly GraphQLError[],
  request: SubgraphRequest,
  options: ExecutorOptions<Loaders>,
): ExecutionResult {
  const logger = requestLogger(options.logger, request.identity);
  return present({ errors }, request, { ...options, logger });
}

/** `logger` is the request's own. */
function present(
  result: ExecutionResult,
  { identity: { requestId } }: SubgraphRequest,
  { schema, logger }: { schema: GraphQLSchema; logger: Logger },
): ExecutionResult {
  if (!result.errors) return result;
  const presentation = { requestId, logger, schema };
  const errors = result.errors.map((error) => presentGraphQLError(error, presentation));
  return { ...result, errors: errors as unknown as readonly GraphQLError[] };
}
