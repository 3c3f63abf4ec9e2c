/**
 * The gateway's executor: prepares operations of one supergraph and runs them, queries and mutations
 * to one result, subscriptions to one result an event.
 */
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type OperationDefinitionNode,
  OperationTypeNode,
  getOperationAST,
} from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { presentGraphQLError } from '@arbiter/server/graphql/presenter.ts';
import { createTextCache, operationLimits } from '@arbiter/server/graphql/text-cache.ts';
import { startDeadline } from '@arbiter/server/resilience/deadline.ts';
import { type Logger, requestLogger } from '@arbiter/server/telemetry/logger.ts';
import { isDenial } from '../authorization/denial.ts';
import type { DemandControl } from '../limits/demand-control.ts';
import type { SourceRequest, SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { keepCursor } from '../subscriptions/resume.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { type TreeNames, responsePath } from '../supergraph/tree-names.ts';
import { notePlan } from '../telemetry/operation-record.ts';
import { type Data, ownCopy } from './data.ts';
import { type IncrementalResults, executeInParts } from './deferred.ts';
import { keyOf } from './document-key.ts';
import { type FetchFailure, isExplainedBy, missingPlaces } from './fetch-failure.ts';
import { mapResults } from './map-results.ts';
import {
  type DecidedOperation,
  type Operation,
  type Variant,
  lengthOf,
  noSuchOperation,
  prepareOperation,
} from './operation.ts';
import { type OverrideOptions, decideLabels } from './override.ts';
import { type PlanNode, type SubscriptionNode, type TypeTest, createTypeTest } from './plan.ts';
import { type OperationChoice, createPlanCache } from './plan-cache.ts';
import { orRefusal } from './planning-refusal.ts';
import { type PlanRun, runPlan } from './run-plan.ts';
import { type Audience, shownExtensions } from './shown-extensions.ts';
import { distrusted, errorsOfSubgraph, isOfSubgraph, passOn } from './subgraph-errors.ts';
import { answerOfUnexecuted } from './unexecuted.ts';

export interface ExecutorOptions {
  readonly supergraph: Supergraph;
  readonly sources: ReadonlyMap<string, SubgraphSource>;
  readonly logger: Logger;
  /**
   * Whether errors that subgraphs answer are passed on as they are, whatever their code. Those of
   * Arbiter keep a catalogue, and what is not in it is a fault whose text is not for clients.
   */
  readonly passesErrorsOn?: boolean;
  /** Whom errors are written for; without it those who should see the least. */
  readonly audience?: Audience;
  /** Whether clients may not learn words of the schema that they did not know. Absent: they may. */
  readonly hidesSchema?: boolean;
  /** How long one request may take, instead of as long as clients usually wait. */
  readonly requestTimeoutMs?: number;
  /** Decides which operations cost too much; by default none does. */
  readonly demand?: DemandControl;
  /** How progressive overrides are decided; by default at random, labels without a share never. */
  readonly overrides?: OverrideOptions;
  /** Whether operations are refused whole that ask for what the actor may not see. */
  readonly rejectsDenied?: boolean | undefined;
}

export interface OperationRequest {
  /** Valid for the supergraph's API schema. */
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly identity: RequestIdentity;
  /** Aborted when the client has gone. A mutation goes on: nobody could say how far it has got. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the answer is to say what it has cost; answers in parts and events do not. */
  readonly showsCost?: boolean | undefined;
}

export interface GatewayExecutor {
  readonly supergraph: Supergraph;
  execute(request: OperationRequest): Promise<ExecutionResult>;
  /** The same for a client that takes an answer in parts (@defer). */
  executeInParts(request: OperationRequest): Promise<ExecutionResult | IncrementalResults>;
  /** Plans a subscription without opening it; errors when it cannot be. */
  prepareSubscription(
    request: OperationRequest,
  ): Promise<PreparedSubscription | RefusedSubscription>;
  /** The operations that it has run most often, of those that it still knows. */
  mostUsed(count: number): OperationChoice[];
  /** Has an operation planned before it is asked for. Errors: those of the planner. */
  prepare(document: DocumentNode, choice: OperationChoice): Promise<void>;
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

/** A plan of several steps, each of which a subgraph may take half of; clients rarely wait longer. */
const defaultRequestTimeoutMs = 60_000;

export function createExecutor(options: ExecutorOptions): GatewayExecutor {
  const { supergraph } = options;
  const operations = createTextCache<Operation>(operationLimits);
  const plans = createPlanCache<Variant>();
  const preparing = { supergraph, plans, demand: options.demand };
  const operationOf = (document: DocumentNode, definition: OperationDefinitionNode) =>
    operations.remember(keyOf(document, definition), lengthOf(document), () =>
      prepareOperation(preparing, document, definition),
    );
  const isOfType = createTypeTest(supergraph.fullSchema);
  const begin = async (
    request: OperationRequest,
    takesParts = false,
  ): Promise<Execution | RefusedSubscription> => {
    const { document, operationName, variables } = request;
    const definition = getOperationAST(document, operationName);
    if (!definition) return { errors: present([noSuchOperation()], { options, request }) };
    const activeLabels = decideLabels(supergraph.overrideLabels, options.overrides ?? {});
    const operation = operationOf(document, definition);
    const { actor } = request.identity;
    const deciding = { activeLabels, actor, takesParts, rejectsDenied: options.rejectsDenied };
    const decided = await orRefusal(() => operation.decide(variables ?? {}, deciding));
    if ('errors' in decided) return { errors: present(decided.errors, { options, request }) };
    notePlan(request.identity, decided.plan);
    const isMutation = definition.operation === OperationTypeNode.MUTATION;
    const signal = isMutation ? undefined : request.signal;
    return { options, isOfType, request, signal, decided };
  };
  const prepareSubscription = async (request: OperationRequest) => {
    const execution = await begin(request);
    return 'decided' in execution ? planEvents(execution) : execution;
  };
  return {
    supergraph,
    async execute(request) {
      const execution = await begin(request);
      return 'decided' in execution ? answerAtOnce(execution) : execution;
    },
    async executeInParts(request) {
      const execution = await begin(request, true);
      return 'decided' in execution ? answerInParts(execution) : execution;
    },
    prepareSubscription,
    mostUsed: preparing.plans.mostUsed,
    async prepare(document, choice) {
      const definition = getOperationAST(document, choice.operationName);
      if (definition) await operationOf(document, definition).prepare(choice);
    },
    async subscribe(request) {
      const prepared = await prepareSubscription(request);
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
  readonly signal: AbortSignal | undefined;
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
  if (node) await runInTime(run, node, execution);
  const shaped = decided.shaper(run, decided.introspect);
  const all = presentAll(execution, run, shaped);
  return all.length === 0 ? { data: shaped.data } : { errors: all, data: shaped.data };
}

async function answerAtOnce(execution: Execution): Promise<ExecutionResult> {
  const { faults, plan } = execution.decided;
  const tree = { data: {}, errors: [...faults] };
  const result = await answer(execution, tree, plan as PlanNode | undefined);
  return plan ? result : answerOfUnexecuted(result);
}

async function answerInParts(execution: Execution): Promise<ExecutionResult | IncrementalResults> {
  const { options, request, decided } = execution;
  if (!decided.deferred) return answerAtOnce(execution);
  const tree = { data: {}, errors: [...decided.faults] };
  const run = startRun(execution, tree);
  const deadline = beginDeadline(execution);
  return executeInParts({
    schema: options.supergraph.apiSchema,
    treeNames: options.supergraph.treeNames,
    operation: decided.deferred,
    run: { ...run, signal: deadline.signal, gone: execution.signal },
    introspect: decided.introspect,
    shape: decided.shaper,
    present: (part, shaped) => presentAll(execution, { data: run.data, ...part }, shaped),
    signal: request.signal,
    onFinished: () => deadline.end(),
  });
}

/** The errors of fetches, those of shaping that they do not explain, and what failed fetches left out. */
function presentAll(
  execution: Execution,
  { data: tree, errors, failures }: Pick<PlanRun, 'data' | 'errors' | 'failures'>,
  shaped: { readonly data: Data | null; readonly errors: readonly GraphQLError[] },
): GraphQLError[] {
  const { treeNames } = execution.options.supergraph;
  const told = errors.map((error) => placeInAnswer(error, treeNames));
  const isNew = (error: GraphQLError) =>
    isDenial(error) || !isExplained(error, { errors: told, failures, treeNames });
  const outcome = { tree, answer: shaped.data, treeNames };
  return [
    ...present([...told, ...shaped.errors.filter(isNew)], execution),
    ...failures.flatMap((each) => presentFailure(execution, each, missingPlaces(each, outcome))),
  ];
}

function startRun(
  { options, isOfType, request }: Execution,
  { data, errors }: Tree,
): Omit<PlanRun, 'signal'> {
  const { identity, variables } = request;
  return {
    sources: options.sources,
    isOfType,
    identity,
    variables: variables ?? {},
    data,
    errors,
    failures: [],
    unknown: new WeakSet<Data>(),
    excused: new WeakMap<Data, Set<string>>(),
  };
}

async function runInTime(
  run: Omit<PlanRun, 'signal'>,
  node: PlanNode,
  execution: Execution,
): Promise<void> {
  const deadline = beginDeadline(execution);
  try {
    await runPlan({ ...run, signal: deadline.signal }, node);
  } finally {
    deadline.end();
  }
}

function beginDeadline({ options, signal: parent }: Execution): ReturnType<typeof startDeadline> {
  const { requestTimeoutMs: timeoutMs = defaultRequestTimeoutMs } = options;
  const seconds = timeoutMs / 1_000;
  const expired = () =>
    new AppError('TIMEOUT', `The request was not finished within ${seconds} s.`);
  return startDeadline({ timeoutMs, parent, expired });
}

function placeInAnswer(error: GraphQLError, treeNames: TreeNames): GraphQLError {
  if (!error.path) return error;
  const path = responsePath(treeNames, error.path);
  if (path.join('.') === error.path.join('.')) return error;
  return new GraphQLError(error.message, {
    path,
    originalError: error.originalError ?? null,
    extensions: error.extensions,
  });
}

/** What the client is told of fetches, its errors placed in the answer. */
interface Told extends Pick<PlanRun, 'errors' | 'failures'> {
  readonly treeNames: TreeNames;
}

/** A null at a place where a fetch has failed needs no second error. */
function isExplained({ path = [] }: GraphQLError, { errors, failures, treeNames }: Told): boolean {
  if (failures.some((failure) => isExplainedBy(failure, path, treeNames))) return true;
  return errors.some(({ path: failed }) => {
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
    async complete(received) {
      const event = source.sharesAnswers ? ownCopy(received) : received;
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

function present(
  errors: readonly GraphQLError[],
  { options, request: { identity } }: Pick<Execution, 'options' | 'request'>,
): GraphQLError[] {
  if (errors.length === 0) return [];
  const presentation = {
    requestId: identity.requestId,
    logger: requestLogger(options.logger, identity),
    schema: options.supergraph.apiSchema,
    hidesSchema: options.hidesSchema ?? false,
  };
  const { audience = 'production' } = options;
  return errors.map((error) => {
    const { serviceName } = error.extensions;
    const isPassedOn = options.passesErrorsOn && isOfSubgraph(error);
    const { message, extensions = {} } = isPassedOn
      ? passOn(error, identity)
      : presentGraphQLError(distrusted(error), presentation);
    return new GraphQLError(message, {
      path: error.path ?? null,
      nodes: error.nodes ?? null,
      extensions: isPassedOn ? extensions : shownExtensions(extensions, { audience, serviceName }),
    });
  });
}

/** Presented, and logged, once, however many places it concerns. */
function presentFailure(
  execution: Execution,
  { error, fetch: { serviceName } }: FetchFailure,
  places: ReturnType<typeof missingPlaces>,
): GraphQLError[] {
  const options = { originalError: error, extensions: { serviceName } };
  return present([new GraphQLError(error.message, options)], execution).flatMap(
    ({ message, extensions }) =>
      places.map((path) => new GraphQLError(message, { path, extensions })),
  );
}
