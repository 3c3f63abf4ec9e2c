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
import type { SourceRequest, SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { keepCursor } from '../subscriptions/resume.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { Data } from './data.ts';
import { type IncrementalResults, executeInParts } from './deferred.ts';
import { type DecidedOperation, type Operation, prepareOperation } from './operation.ts';
import { type PlanNode, type SubscriptionNode, type TypeTest, createTypeTest } from './plan.ts';
import { type PlanRun, runPlan } from './run-plan.ts';
import { errorsOfSubgraph, isOfSubgraph, passOn } from './subgraph-errors.ts';

export interface ExecutorOptions {
  readonly supergraph: Supergraph;
  readonly sources: ReadonlyMap<string, SubgraphSource>;
  readonly logger: Logger;
  /**
   * Whether errors that subgraphs answer are passed on as they are, whatever their code. Those of
   * Arbiter keep a catalogue, and what is not in it is a fault whose text is not for clients.
   */
  readonly passesErrorsOn?: boolean;
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
  /**
   * The same for a client that takes an answer in parts (@defer). When the signal is aborted nothing
   * further is fetched.
   */
  executeInParts(
    request: OperationRequest,
    signal: AbortSignal,
  ): Promise<ExecutionResult | IncrementalResults>;
  /** Plans a subscription without opening it; errors when it cannot be. */
  prepareSubscription(request: OperationRequest): PreparedSubscription | RefusedSubscription;
  subscribe(
    request: OperationRequest,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

/** A subscription that is planned: the stream of its owning subgraph, and what becomes of an event. */
export interface PreparedSubscription {
  readonly source: SubgraphSource;
  /** What the source is asked. */
  readonly request: SourceRequest;
  /** Begins the stream; a refusal is an answer with errors. Never rejects. */
  open(): Promise<AsyncIterableIterator<ExecutionResult> | RefusedSubscription>;
  /** The client's answer to one event of the stream. */
  complete(event: ExecutionResult): Promise<ExecutionResult>;
}

export interface RefusedSubscription {
  readonly errors: readonly GraphQLError[];
}

/** Operations kept planned and compiled; a flood of unique ones pushes the oldest out. */
const maxOperations = 2_000;

export function createExecutor(options: ExecutorOptions): GatewayExecutor {
  const { supergraph } = options;
  const operations = new Map<string, Operation>();
  const isOfType = createTypeTest(supergraph.fullSchema);
  const begin = (
    request: OperationRequest,
    takesParts = false,
  ): Execution | RefusedSubscription => {
    const { document, operationName, variables } = request;
    const definition = getOperationAST(document, operationName);
    if (!definition) return { errors: present([noSuchOperation()], { options, request }) };
    const operation = remember(operations, keyOf(document, definition), () =>
      prepareOperation(supergraph, document, definition),
    );
    const decided = operation.decide(variables ?? {}, takesParts);
    if ('errors' in decided) return { errors: present(decided.errors, { options, request }) };
    return { options, isOfType, request, decided };
  };
  const prepareSubscription = (request: OperationRequest) => {
    const execution = begin(request);
    return 'decided' in execution ? planEvents(execution) : execution;
  };
  return {
    supergraph,
    async execute(request) {
      const execution = begin(request);
      if (!('decided' in execution)) return execution;
      const tree = { data: {}, errors: [] };
      return answer(execution, tree, execution.decided.plan as PlanNode | undefined);
    },
    async executeInParts(request, signal) {
      const execution = begin(request, true);
      return 'decided' in execution ? answerInParts(execution, signal) : execution;
    },
    prepareSubscription,
    async subscribe(request) {
      const prepared = prepareSubscription(request);
      if ('errors' in prepared) return prepared;
      const events = await prepared.open();
      return 'errors' in events ? events : mapResults(events, prepared.complete);
    },
  };
}

/** One request on its way. */
interface Execution {
  readonly options: ExecutorOptions;
  readonly isOfType: TypeTest;
  readonly request: OperationRequest;
  readonly decided: DecidedOperation;
}

interface Tree {
  readonly data: Data;
  readonly errors: GraphQLError[];
}

/** Runs the rest of a plan over a tree and shapes it into the answer. */
async function answer(
  execution: Execution,
  tree: Tree,
  node: PlanNode | undefined,
): Promise<ExecutionResult> {
  const { decided } = execution;
  const run = startRun(execution, tree);
  if (node) await runPlan(run, node);
  const shaped = decided.shaper(run, decided.introspect);
  const errors = presentAll(execution, tree.errors, shaped.errors);
  return errors.length === 0 ? { data: shaped.data } : { errors, data: shaped.data };
}

async function answerInParts(
  execution: Execution,
  signal: AbortSignal,
): Promise<ExecutionResult | IncrementalResults> {
  const { options, decided } = execution;
  const tree = { data: {}, errors: [] };
  if (!decided.deferred) return answer(execution, tree, decided.plan as PlanNode | undefined);
  return executeInParts({
    schema: options.supergraph.apiSchema,
    operation: decided.deferred,
    run: startRun(execution, tree),
    introspect: decided.introspect,
    shape: decided.shaper,
    present: (...errors) => presentAll(execution, ...errors),
    signal,
  });
}

function startRun({ options, isOfType, request }: Execution, { data, errors }: Tree): PlanRun {
  const { identity, variables } = request;
  return {
    sources: options.sources,
    isOfType,
    identity,
    variables: variables ?? {},
    data,
    errors,
    unknown: new WeakSet<Data>(),
  };
}

/** The errors of fetches, and those of shaping that they do not explain. */
function presentAll(
  execution: Execution,
  fetchErrors: readonly GraphQLError[],
  shapeErrors: readonly GraphQLError[],
): GraphQLError[] {
  const unexplained = shapeErrors.filter((error) => !isExplained(error, fetchErrors));
  const all = [...fetchErrors, ...unexplained];
  return all.length === 0 ? [] : present(all, execution);
}

/** A null at a place where a fetch has failed needs no second error. */
function isExplained({ path = [] }: GraphQLError, fetchErrors: readonly GraphQLError[]): boolean {
  return fetchErrors.some(({ path: failed }) => {
    if (!failed) return true;
    const shared = Math.min(failed.length, path.length);
    return failed.slice(0, shared).every((step, index) => step === path[index]);
  });
}

function planEvents(execution: Execution): PreparedSubscription | RefusedSubscription {
  const { options, request, decided } = execution;
  const { primary, rest } = decided.plan as SubscriptionNode;
  const source = options.sources.get(primary.serviceName);
  if (!source) throw new Error(`There is no subgraph named ${primary.serviceName}.`);
  const used = Object.entries(request.variables ?? {}).filter(([name]) =>
    primary.variableUsages?.includes(name),
  );
  const asked: SourceRequest = {
    query: primary.operation,
    operationName: primary.operationName,
    variables: Object.fromEntries(used),
    identity: request.identity,
  };
  return {
    source,
    request: asked,
    open: () => openEvents(execution, source, asked),
    async complete(event) {
      const { data } = event;
      const errors = errorsOfSubgraph(event, source);
      // A result without data is the stream's last word: why it ends.
      if (data === undefined) return { errors: present(errors, execution) };
      const tree = { data: data ?? {}, errors: [...errors] };
      return keepCursor(await answer(execution, tree, data ? rest : undefined), event);
    },
  };
}

async function openEvents(
  execution: Execution,
  source: SubgraphSource,
  asked: SourceRequest,
): Promise<AsyncIterableIterator<ExecutionResult> | RefusedSubscription> {
  try {
    const events = await source.subscribe(asked);
    if (Symbol.asyncIterator in events) return events;
    return { errors: present(errorsOfSubgraph(events, source), execution) };
  } catch (error) {
    const originalError = error instanceof Error ? error : new Error(String(error));
    const refusal = new GraphQLError(originalError.message, { originalError });
    return { errors: present([refusal], execution) };
  }
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

function present(
  errors: readonly GraphQLError[],
  { options, request: { identity } }: Pick<Execution, 'options' | 'request'>,
): GraphQLError[] {
  const presentation = {
    requestId: identity.requestId,
    logger: requestLogger(options.logger, identity),
    schema: options.supergraph.apiSchema,
  };
  return errors.map((error) => {
    const { message, extensions } =
      options.passesErrorsOn && isOfSubgraph(error)
        ? passOn(error, identity)
        : presentGraphQLError(error, presentation);
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
