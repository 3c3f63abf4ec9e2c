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
import type { SubgraphName } from '../config/settings.ts';
import { presentGraphQLError } from '../graphql/presenter.ts';
import { createTextCache, operationLimits } from '../graphql/text-cache.ts';
import { type Logger, requestLogger } from '../telemetry/logger.ts';
import { inDelivery } from '../telemetry/tracing/delivery.ts';
import type { Deps, ReadScope, SubgraphContext } from './context.ts';
import type { SubgraphRequest } from './subgraph.ts';

export interface ExecutorOptions<Loaders> {
  readonly name: SubgraphName;
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

/** The executor of one subgraph's schema. */
export function createExecutor<Loaders>(options: ExecutorOptions<Loaders>): Executor {
  const documents = createTextCache<Prepared>(operationLimits);
  const begin = (request: SubgraphRequest): Execution<Loaders> | ExecutionResult => {
    const { query } = request;
    const prepare = () => prepareDocument(options.schema, query);
    const prepared = documents.remember(query, query.length, prepare);
    if ('document' in prepared) return { options, request, document: prepared.document };
    return present({ errors: prepared.errors }, { options, request });
  };
  return {
    async execute(request) {
      const execution = begin(request);
      if (!('document' in execution)) return execution;
      return runOperation(execution, openScope(execution));
    },
    async subscribe(request) {
      const execution = begin(request);
      return 'document' in execution ? runSubscription(execution) : execution;
    },
  };
}

/** One request on its way. */
interface Execution<Loaders> {
  readonly options: ExecutorOptions<Loaders>;
  readonly request: SubgraphRequest;
  readonly document: DocumentNode;
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
  end(): Promise<void>;
}

/** Called by the schema's mutation fields, see schema.ts. */
export interface MutationHooks {
  /** Ends the reads so far and forgets what was loaded, as a write is about to change it. */
  beforeMutation(): Promise<void>;
}

/** What presenting an error needs of an execution, which may not have got as far as a document. */
interface Presented {
  readonly options: { readonly schema: GraphQLSchema; readonly logger: Logger };
  readonly request: SubgraphRequest;
}

function openScope<Loaders>({
  options: { deps, createLoaders, logger },
  request: { identity },
}: Execution<Loaders>): Scope<Loaders> {
  const reader = deps.database.reader(identity.actor);
  const reads: ReadScope = { identity, em: () => reader.em() };
  let load = createLoaders(reads);
  const context = {
    ...reads,
    deps,
    // Most requests log nothing, and a logger has to be made.
    get logger() {
      return requestLogger(logger, identity);
    },
    get load() {
      return load;
    },
    async beforeMutation() {
      await reader.end();
      load = createLoaders(reads);
    },
  };
  return { context, end: () => reader.end() };
}

async function runOperation<Loaders>(
  execution: Execution<Loaders>,
  scope: Scope<Loaders>,
  rootValue?: unknown,
): Promise<ExecutionResult> {
  try {
    const result = await execute({
      ...argumentsOf(execution),
      contextValue: scope.context,
      rootValue,
    });
    return present(result, execution);
  } finally {
    await scope.end();
  }
}

function argumentsOf<Loaders>({ options, request, document }: Execution<Loaders>) {
  return {
    schema: options.schema,
    document,
    variableValues: request.variables ?? null,
    operationName: request.operationName ?? null,
  };
}

async function runSubscription<Loaders>(
  execution: Execution<Loaders>,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const operation = getOperationAST(execution.document, execution.request.operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    const originalError = new AppError('BAD_USER_INPUT', 'This document holds no subscription.');
    return present(
      { errors: [new GraphQLError(originalError.message, { originalError })] },
      execution,
    );
  }
  const scope = openScope(execution);
  const source = await createSourceEventStream({
    ...argumentsOf(execution),
    contextValue: scope.context,
  });
  await scope.end();
  return isEventStream(source) ? mapEvents(source, execution) : present(source, execution);
}

function isEventStream(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}

/** Executes the selection for each event in a scope of its own; ends when either side ends. */
function mapEvents<Loaders>(
  source: AsyncIterable<unknown>,
  execution: Execution<Loaders>,
): AsyncIterableIterator<ExecutionResult> {
  const events = source[Symbol.asyncIterator]();
  let over = false;
  return {
    async next() {
      if (over) return { done: true, value: undefined };
      try {
        const event = await events.next();
        if (event.done) return { done: true, value: undefined };
        return {
          done: false,
          value: await inDelivery(deliveryOf(execution), () =>
            runOperation(execution, openScope(execution), event.value),
          ),
        };
      } catch (error) {
        // A stream that breaks says why in its last result, then ends.
        over = true;
        await events.return?.();
        const originalError = error instanceof Error ? error : new Error(String(error));
        const last = new GraphQLError(originalError.message, { originalError });
        return { done: false, value: present({ errors: [last] }, execution) };
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

function deliveryOf<Loaders>({ options: { name: boundary }, request }: Execution<Loaders>) {
  return { boundary, traceparent: request.identity.traceparent };
}

function present(
  result: ExecutionResult,
  { options: { schema, logger }, request: { identity } }: Presented,
): ExecutionResult {
  if (!result.errors) return result;
  const presentation = {
    requestId: identity.requestId,
    logger: requestLogger(logger, identity),
    schema,
  };
  const errors = result.errors.map((error) => presentGraphQLError(error, presentation));
  return { ...result, errors: errors as unknown as readonly GraphQLError[] };
}
