/**
 * The gateway's executor: prepares operations of one supergraph and runs them, queries and mutations
 * to one result, subscriptions to one result an event.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type OperationDefinitionNode,
  getOperationAST,
} from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { presentGraphQLError } from '@arbiter/server/graphql/presenter.ts';
import { type Logger, requestLogger } from '@arbiter/server/telemetry/logger.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { Data } from './data.ts';
import { type DecidedOperation, type Operation, prepareOperation } from './operation.ts';
import { type PlanNode, type SubscriptionNode, type TypeTest, createTypeTest } from './plan.ts';
import { type PlanRun, runPlan } from './run-plan.ts';

export interface ExecutorOptions {
  readonly supergraph: Supergraph;
  readonly sources: ReadonlyMap<string, SubgraphSource>;
  readonly logger: Logger;
}

export interface OperationRequest {
  /** Valid for the supergraph's API schema. */
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly identity: RequestIdentity;
}

export interface GatewayExecutor {
  readonly supergraph: Supergraph;
  execute(request: OperationRequest): Promise<ExecutionResult>;
  subscribe(
    request: OperationRequest,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

/** Operations kept planned and compiled; a flood of unique ones pushes the oldest out. */
const maxOperations = 2_000;

export function createExecutor(options: ExecutorOptions): GatewayExecutor {
  const { supergraph } = options;
  const operations = new Map<string, Operation>();
  const isOfType = createTypeTest(supergraph.fullSchema);
  const prepare = (document: DocumentNode, definition: OperationDefinitionNode) =>
    remember(operations, keyOf(document, definition), () =>
      prepareOperation(supergraph, document, definition),
    );
  const begin = (request: OperationRequest): DecidedOperation | ExecutionResult => {
    const definition = getOperationAST(request.document, request.operationName);
    if (!definition) return refuse([noSuchOperation()], request, options);
    const decided = prepare(request.document, definition).decide(request.variables ?? {});
    return 'errors' in decided ? refuse(decided.errors, request, options) : decided;
  };
  return {
    supergraph,
    async execute(request) {
      const begun = begin(request);
      if (!('shaper' in begun)) return begun;
      const node = begun.plan as PlanNode | undefined;
      return answer(options, isOfType, request, begun, { data: {}, errors: [] }, node);
    },
    async subscribe(request) {
      const begun = begin(request);
      if (!('shaper' in begun)) return begun;
      return followEvents(options, isOfType, request, begun);
    },
  };
}

interface Tree {
  readonly data: Data;
  readonly errors: GraphQLError[];
}

/** Runs the rest of a plan over a tree and shapes it into the answer. */
async function answer(
  options: ExecutorOptions,
  isOfType: TypeTest,
  request: OperationRequest,
  { shaper, introspect }: DecidedOperation,
  { data, errors }: Tree,
  node: PlanNode | undefined,
): Promise<ExecutionResult> {
  const { identity, variables } = request;
  const run: PlanRun = {
    sources: options.sources,
    isOfType,
    identity,
    variables: variables ?? {},
    data,
    errors,
  };
  if (node) await runPlan(run, node);
  const shaped = shaper(data, introspect);
  const all = [...errors, ...shaped.errors.filter((error) => !isExplained(error, errors))];
  if (all.length === 0) return { data: shaped.data };
  return { errors: present(all, request, options), data: shaped.data };
}

/** A null at a place where a fetch has failed needs no second error. */
function isExplained({ path = [] }: GraphQLError, fetchErrors: readonly GraphQLError[]): boolean {
  return fetchErrors.some(({ path: failed }) => {
    if (!failed) return true;
    const shared = Math.min(failed.length, path.length);
    return failed.slice(0, shared).every((step, index) => step === path[index]);
  });
}

async function followEvents(
  options: ExecutorOptions,
  isOfType: TypeTest,
  request: OperationRequest,
  begun: DecidedOperation,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const { primary, rest } = begun.plan as SubscriptionNode;
  const source = options.sources.get(primary.serviceName);
  if (!source) throw new Error(`There is no subgraph named ${primary.serviceName}.`);
  const { variables, identity } = request;
  const used = Object.entries(variables ?? {}).filter(([name]) =>
    primary.variableUsages?.includes(name),
  );
  const events = await source.subscribe({
    query: primary.operation,
    operationName: primary.operationName,
    variables: Object.fromEntries(used),
    identity,
  });
  if (!(Symbol.asyncIterator in events)) {
    return { errors: present(events.errors ?? [], request, options), data: null };
  }
  const complete = ({
    data,
    errors = [],
  }: ExecutionResult): Promise<ExecutionResult> | ExecutionResult => {
    // A result without data is the stream's last word: why it ends.
    if (data === undefined) return { errors: present(errors, request, options) };
    const tree = { data: data ?? {}, errors: [...errors] };
    return answer(options, isOfType, request, begun, tree, data ? rest : undefined);
  };
  return mapResults(events, complete);
}

function mapResults(
  events: AsyncIterableIterator<ExecutionResult>,
  complete: (event: ExecutionResult) => Promise<ExecutionResult> | ExecutionResult,
): AsyncIterableIterator<ExecutionResult> {
  return {
    async next() {
      const event = await events.next();
      return event.done ? event : { done: false, value: await complete(event.value) };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function refuse(
  errors: readonly GraphQLError[],
  request: OperationRequest,
  options: ExecutorOptions,
): ExecutionResult {
  return { errors: present(errors, request, options) };
}

function present(
  errors: readonly GraphQLError[],
  { identity }: OperationRequest,
  { logger, supergraph: { apiSchema: schema } }: ExecutorOptions,
): GraphQLError[] {
  const { requestId } = identity;
  const presentation = { requestId, logger: requestLogger(logger, identity), schema };
  return errors.map((error) => {
    const { message, extensions } = presentGraphQLError(error, presentation);
    return new GraphQLError(message, {
      path: error.path ?? null,
      nodes: error.nodes ?? null,
      ...(extensions ? { extensions } : {}),
    });
  });
}

function noSuchOperation(): GraphQLError {
  return new GraphQLError(
    'The document holds no operation of this name, or several and none was named.',
    {
      extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
    },
  );
}

const documentIds = new WeakMap<DocumentNode, string>();
let documentCount = 0;

/** Documents are kept by whoever parsed them; the same document is the same object. */
function keyOf(document: DocumentNode, { name }: OperationDefinitionNode): string {
  let id = documentIds.get(document);
  if (id === undefined) {
    documentCount += 1;
    id = String(documentCount);
    documentIds.set(document, id);
  }
  return `${id} ${name?.value ?? ''}`;
}

function remember<T>(known: Map<string, T>, key: string, create: () => T): T {
  const found = known.get(key);
  if (found) return found;
  const created = create();
  if (known.size >= maxOperations) known.delete(known.keys().next().value ?? '');
  known.set(key, created);
  return created;
}
