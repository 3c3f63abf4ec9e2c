/**
 * An operation as the gateway keeps it: planned, and its answer's shape compiled, once for each
 * outcome of its conditions. Kept as long as its supergraph (bounded, see text-cache.ts).
 */
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  executeSync,
} from 'graphql';
import { operationLimits } from '@arbiter/server/graphql/text-cache.ts';
import { spanName } from '@arbiter/server/telemetry/tracing/span-names.ts';
import { inChildSpan } from '@arbiter/server/telemetry/tracing/spans.ts';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { type DeniedDocument, mayBeBoth, withoutDenied } from '../authorization/deny-selections.ts';
import { forbiddenRoot, isRootDenied, onlyRoot } from '../authorization/forbidden-root.ts';
import { createLackLimit } from '../authorization/lack-limit.ts';
import { type Lack, operationAccess, rejections } from '../authorization/operation-access.ts';
import type { DemandControl } from '../limits/demand-control.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { documentHash } from '../telemetry/document-hash.ts';
import { type DeferredOperation, createFragmentShapers } from './deferred.ts';
import { deferVariables, hasDefer, ignoreDefer, splitDeferred } from './deferred-document.ts';
import { partsOf } from './deferred-plan.ts';
import { createFieldCollector, fragmentsOf } from './fields.ts';
import { faultsOfLiterals } from './literals.ts';
import { mergeRepeats } from './merged-selections.ts';
import type { PlanNode } from './plan.ts';
import type { OperationChoice, PlanCache } from './plan-cache.ts';
import { type PlannedOperation, planOperation } from './plan-operation.ts';
import { type DecidedDocument, conditionVariables, decideConditions } from './planned-document.ts';
import { type Introspect, type Shaper, createShaper } from './shape.ts';
import { faultsOfRoot } from './subscription-root.ts';
import { variableValues } from './variable-values.ts';

export interface Operation {
  /**
   * Checks the client's variables and picks what they and the overrides that apply decide, or says
   * what is wrong with them. What the actor may not see is planned for nobody.
   * At once when that is planned already. Errors: those of the planner.
   */
  decide(
    variables: Readonly<Record<string, unknown>>,
    deciding: Deciding,
  ): Decision | Promise<Decision>;
  /** Has it planned as it was chosen somewhere else, if it is not. Errors: those of the planner. */
  prepare(choice: OperationChoice): Promise<void>;
}

export interface Deciding {
  readonly activeLabels: ReadonlySet<string>;
  readonly actor: Actor;
  /** Only for clients that take an answer in parts is anything deferred. */
  readonly takesParts?: boolean;
  /** Whether an operation that asks for what the actor may not see is refused whole. */
  readonly rejectsDenied?: boolean | undefined;
}

type Decision = DecidedOperation | { readonly errors: readonly GraphQLError[] };

/** An operation whose conditions are decided. */
export interface DecidedOperation extends PlannedOperation {
  readonly shaper: Shaper;
  readonly introspect: Introspect;
  /** The plan taken apart, to be run in its place; the shaper then is that of the first part. */
  readonly deferred?: DeferredOperation | undefined;
}

/** What operations of one supergraph have in common. */
export interface Preparing {
  readonly supergraph: Supergraph;
  /** One operation with many outcomes counts as so many operations. */
  readonly plans: PlanCache<Variant>;
  /** Decides which operations cost too much; by default none does. */
  readonly demand?: DemandControl | undefined;
}

/** Prepares an operation of a document that is valid for the supergraph's API schema. */
export function prepareOperation(
  { supergraph, plans, demand }: Preparing,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): Operation {
  const key = planKeyOf(document, definition);
  const canDefer = hasDefer(document);
  const conditions = conditionVariables(document);
  const conditionsOfParts = [...conditions, ...deferVariables(document)];
  const access = operationAccess(supergraph, document, definition);
  const limitLack = createLackLimit((outcome) => plans.drop(outcome));
  const errors = [...faultsOfKind(supergraph, definition), ...faultsOfLiterals(document)];
  if (errors.length > 0) return { decide: () => ({ errors }), prepare: async () => undefined };
  const variantFor = ({ isTrue, lack, ...deciding }: Choosing): Variant | Promise<Variant> => {
    const inParts = canDefer && deciding.inParts;
    const trueConditions = (inParts ? conditionsOfParts : conditions).filter(isTrue);
    const activeLabels = supergraph.overrideLabels.filter((label) => deciding.labels.has(label));
    const chosen = [key, Number(inParts), trueConditions.join(), ...activeLabels].join(' ');
    const outcome = lack ? `${chosen} ${lack.key}` : chosen;
    if (lack) limitLack(outcome);
    const kept = plans.get(outcome);
    if (kept) return kept;
    const made = { trueConditions, inParts, activeLabels };
    // What some actors lack is not planned beforehand.
    const choice = lack ? undefined : choiceOf(document, definition, made);
    return plans.make(outcome, { textLength: lengthOf(document), choice }, async () => {
      const conditionless = decideConditions(document, definition, isTrue);
      const decided = mergeRepeats(supergraph.apiSchema, conditionless);
      if ('errors' in decided) return decided;
      const shown = lack ? lack.deny(decided) : { ...decided, denied: [] };
      if (deciding.rejectsDenied && shown.denied.length > 0) return { errors: rejections(shown) };
      const canSplit = inParts && !mayBeBoth(shown);
      const parts = canSplit && (await prepareParts(supergraph, shown, { activeLabels, isTrue }));
      const whole = canDefer ? { ...shown, ...ignoreDefer(shown) } : shown;
      return parts || prepareVariant(supergraph, whole, activeLabels);
    });
  };
  return {
    decide(variables, { activeLabels: labels, actor, takesParts: inParts = false, rejectsDenied }) {
      const values = variableValues(supergraph.apiSchema, definition, variables);
      if (values.errors) return { errors: values.errors };
      const excess = demand?.excessOf({
        document,
        operation: definition,
        variables: values.coerced,
      });
      if (excess) return { errors: [excess] };
      const isTrue = (name: string) => values.coerced[name] === true;
      const decide = (variant: Variant) => decision(supergraph, variant, variables);
      const lack = access.lackOf(actor);
      const variant = variantFor({ isTrue, inParts, labels, lack, rejectsDenied });
      return variant instanceof Promise ? variant.then(decide) : decide(variant);
    },
    async prepare({ trueConditions, inParts, activeLabels }) {
      const isTrue = (name: string) => trueConditions.includes(name);
      await variantFor({ isTrue, inParts, labels: new Set(activeLabels), lack: null });
    },
  };
}

interface Choosing {
  readonly isTrue: (variable: string) => boolean;
  readonly inParts: boolean;
  readonly labels: ReadonlySet<string>;
  /** What the actor may not see. */
  readonly lack: Lack | null;
  readonly rejectsDenied?: boolean | undefined;
}

/** Equal for the same operation of equal texts, which any number of clients may have sent. */
function planKeyOf(document: DocumentNode, { name }: OperationDefinitionNode): string {
  return `${documentHash(document)} ${name?.value ?? ''}`;
}

/** Undefined for a document that was not parsed from a text. */
function choiceOf(
  { loc }: DocumentNode,
  { name }: OperationDefinitionNode,
  outcome: Pick<OperationChoice, 'trueConditions' | 'inParts' | 'activeLabels'>,
): OperationChoice | undefined {
  if (!loc) return undefined;
  return { text: loc.source.body, operationName: name?.value, ...outcome };
}

function decision(
  supergraph: Supergraph,
  variant: Variant,
  variables: Readonly<Record<string, unknown>>,
): Decision {
  if ('errors' in variant) return variant;
  const { planned, shaper, deferred } = variant;
  const introspect = introspection(supergraph, variant.decided, variables);
  return { ...planned, shaper, introspect, deferred };
}

/** Of the text that the document was parsed from; one that does not say counts as of mean length. */
export function lengthOf({ loc }: DocumentNode): number {
  const { maxCharacters, maxEntries } = operationLimits;
  return loc?.end ?? maxCharacters / maxEntries;
}

/** No rule of validation says that a schema has no mutations, or no subscriptions. */
function faultsOfKind(
  { apiSchema }: Supergraph,
  { operation }: OperationDefinitionNode,
): GraphQLError[] {
  if (apiSchema.getRootType(operation)) return [];
  const message = `Schema is not configured to execute ${operation} operation.`;
  return [new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })];
}

/** An operation for one outcome of its conditions. */
export type Variant = PreparedVariant | { readonly errors: readonly GraphQLError[] };

interface PreparedVariant {
  readonly decided: DecidedDocument;
  readonly planned: PlannedOperation;
  readonly shaper: Shaper;
  readonly deferred?: DeferredOperation;
}

interface DecidingParts {
  readonly activeLabels: readonly string[];
  readonly isTrue: (variable: string) => boolean;
}

/** Null when nothing is deferred after all, or what is deferred cannot be planned in parts. */
async function prepareParts(
  supergraph: Supergraph,
  decided: DeniedDocument,
  { activeLabels, isTrue }: DecidingParts,
): Promise<PreparedVariant | null> {
  const split = splitDeferred(decided, isTrue);
  if (!split || forbiddenRoot(supergraph, decided).length > 0) return null;
  const { apiSchema: schema, treeNames } = supergraph;
  const { planned: asked } = split;
  const planned: PlannedOperation = asked
    ? await inChildSpan(planSpan, () => planOperation(supergraph.planner, asked, activeLabels))
    : { plan: undefined, faults: [] };
  const parts = partsOf(planned.plan as PlanNode | undefined);
  if (!parts || planned.faults.length > 0) return null;
  const { selectionSet, fragments } = split;
  const collector = createFieldCollector({ schema, fragments: new Map() });
  const rootType = schema.getRootType(decided.operation.operation) as GraphQLObjectType;
  return {
    decided,
    planned,
    shaper: createShaper({ schema, rootType, selectionSet, collector, treeNames }),
    deferred: {
      parts,
      fragments,
      rootType,
      shaperOf: createFragmentShapers({ schema, treeNames }),
    },
  };
}

async function prepareVariant(
  supergraph: Supergraph,
  shown: DeniedDocument,
  activeLabels: readonly string[],
): Promise<Variant> {
  const forbidden = forbiddenRoot(supergraph, shown);
  const isSubscription = shown.operation.operation === OperationTypeNode.SUBSCRIPTION;
  if (isSubscription && isRootDenied(shown)) return { errors: rejections(shown) };
  const decided = forbidden.length > 0 ? onlyRoot(shown, forbidden) : shown;
  const { document, operation } = decided;
  const { apiSchema: schema, treeNames } = supergraph;
  const collector = createFieldCollector({ schema, fragments: fragmentsOf(document) });
  const rootType = schema.getRootType(operation.operation) as GraphQLObjectType;
  const errors = faultsOfRoot(decided, collector(rootType, [operation.selectionSet]));
  if (errors.length > 0) return { errors };
  const asked = shown.denied.length > 0 ? withoutDenied(decided) : decided;
  const planned = await inChildSpan(planSpan, () =>
    planOperation(supergraph.planner, asked, activeLabels),
  );
  return {
    decided,
    planned,
    shaper: createShaper({
      schema,
      rootType,
      selectionSet: operation.selectionSet,
      collector,
      treeNames,
    }),
  };
}

const planSpan = spanName('gateway', 'plan');

/** Answers `__schema` and `__type`, which no subgraph answers, from the API schema on first asking. */
function introspection(
  { apiSchema: schema }: Supergraph,
  { document, operation }: DecidedDocument,
  variables: Readonly<Record<string, unknown>>,
): Introspect {
  let answer: ExecutionResult | undefined;
  return (responseName) => {
    answer ??= executeSync({
      schema,
      document: introspectionOnly(document, operation),
      variableValues: variables,
      operationName: operation.name?.value ?? null,
    });
    return (answer.data as Record<string, unknown> | null)?.[responseName];
  };
}

/** The document with nothing but introspection at the operation's root, fragments there written out. */
function introspectionOnly(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode {
  const fragments = fragmentsOf(document);
  const introspected = ({ selections }: SelectionSetNode): SelectionNode[] =>
    selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return node.name.value.startsWith('__') ? [node] : [];
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      return fragment ? introspected(fragment.selectionSet) : [];
    });
  const selections = introspected(operation.selectionSet);
  const only = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  return { ...document, definitions: [only, ...fragments.values()] };
}

/** For a document that does not have the operation that is asked for. */
export function noSuchOperation(): GraphQLError {
  return new GraphQLError(
    'The document holds no operation of this name, or several and none was named.',
    {
      extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
    },
  );
}
