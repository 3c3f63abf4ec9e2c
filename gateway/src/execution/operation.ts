/**
 * An operation as the gateway keeps it: planned, and its answer's shape compiled, once for each
 * outcome of its conditions. Kept as long as its supergraph (bounded, oldest first).
 */
import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  executeSync,
  getVariableValues,
} from 'graphql';
import { withCursor } from '../subscriptions/resume.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { type DeferredOperation, createFragmentShapers } from './deferred.ts';
import { deferVariables, hasDefer, ignoreDefer, splitDeferred } from './deferred-document.ts';
import { partsOf } from './deferred-plan.ts';
import { createFieldCollector } from './fields.ts';
import { faultsOfLiterals } from './literals.ts';
import type { PlanNode, SubscriptionNode } from './plan.ts';
import {
  type DecidedDocument,
  anchorObjects,
  conditionVariables,
  decideConditions,
} from './planned-document.ts';
import { type Introspect, type Shaper, createShaper } from './shape.ts';
import { faultsOfRoot } from './subscription-root.ts';

export interface Operation {
  /**
   * Checks the client's variables and picks what they decide, or says what is wrong with them. Only
   * for clients that take an answer in parts is anything deferred.
   */
  decide(
    variables: Readonly<Record<string, unknown>>,
    takesParts?: boolean,
  ): DecidedOperation | { readonly errors: readonly GraphQLError[] };
}

/** An operation whose conditions are decided. */
export interface DecidedOperation {
  /** Undefined when no subgraph is needed. */
  readonly plan: PlanNode | SubscriptionNode | undefined;
  readonly shaper: Shaper;
  readonly introspect: Introspect;
  /** The parts in place of the plan; the shaper then is that of the first. */
  readonly deferred?: DeferredOperation | undefined;
}

const maxVariableErrors = 20;
/** Outcomes of conditions kept for one operation. */
const maxVariants = 64;

/** Prepares an operation of a document that is valid for the supergraph's API schema. */
export function prepareOperation(
  supergraph: Supergraph,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): Operation {
  const variants = new Map<string, Variant>();
  const canDefer = hasDefer(document);
  const conditions = conditionVariables(document);
  const conditionsOfParts = [...conditions, ...deferVariables(document)];
  const errors = [...faultsOfKind(supergraph, definition), ...faultsOfLiterals(document)];
  if (errors.length > 0) return { decide: () => ({ errors }) };
  return {
    decide(variables, takesParts = false) {
      const values = getVariableValues(
        supergraph.apiSchema,
        definition.variableDefinitions ?? [],
        variables,
        { maxErrors: maxVariableErrors },
      );
      if (values.errors) return { errors: values.errors };
      const isTrue = (name: string) => values.coerced[name] === true;
      const inParts = canDefer && takesParts;
      const deciding = inParts ? conditionsOfParts : conditions;
      const key = `${inParts} ${deciding.map((name) => (isTrue(name) ? '1' : '0')).join('')}`;
      let variant = variants.get(key);
      if (!variant) {
        const decided = decideConditions(document, definition, isTrue);
        variant =
          (inParts && prepareParts(supergraph, decided, isTrue)) ||
          prepareVariant(supergraph, canDefer ? ignoreDefer(decided) : decided);
        if (variants.size >= maxVariants) variants.delete(variants.keys().next().value ?? '');
        variants.set(key, variant);
      }
      if ('errors' in variant) return variant;
      const introspect = introspection(supergraph, variant.decided, variables);
      const { plan, shaper, deferred } = variant;
      return { plan, shaper, introspect, deferred };
    },
  };
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

type Variant = PreparedVariant | { readonly errors: readonly GraphQLError[] };

interface PreparedVariant {
  readonly decided: DecidedDocument;
  readonly plan: PlanNode | SubscriptionNode | undefined;
  readonly shaper: Shaper;
  readonly deferred?: DeferredOperation;
}

/** Null when nothing is deferred after all. */
function prepareParts(
  supergraph: Supergraph,
  decided: DecidedDocument,
  isTrue: (variable: string) => boolean,
): PreparedVariant | null {
  const split = splitDeferred(decided, isTrue);
  if (!split) return null;
  const { apiSchema: schema } = supergraph;
  const { operation, name } = decided.operation;
  const plan = split.planned
    ? (supergraph.plan(anchorObjects(split.planned), name?.value).node as PlanNode)
    : undefined;
  const collector = createFieldCollector({ schema, fragments: new Map() });
  const rootType = schema.getRootType(operation) as GraphQLObjectType;
  return {
    decided,
    plan: undefined,
    shaper: createShaper({ schema, rootType, selectionSet: split.selectionSet, collector }),
    deferred: {
      parts: partsOf(plan),
      fragments: split.fragments,
      rootType,
      shaperOf: createFragmentShapers(schema),
    },
  };
}

function prepareVariant(supergraph: Supergraph, decided: DecidedDocument): Variant {
  const { document, operation } = decided;
  const { apiSchema: schema } = supergraph;
  const collector = createFieldCollector({ schema, fragments: fragmentsOf(document) });
  const rootType = schema.getRootType(operation.operation) as GraphQLObjectType;
  const errors = faultsOfRoot(decided, collector(rootType, [operation.selectionSet]));
  if (errors.length > 0) return { errors };
  return {
    decided,
    plan: planOf(supergraph, decided),
    shaper: createShaper({ schema, rootType, selectionSet: operation.selectionSet, collector }),
  };
}

function planOf(supergraph: Supergraph, { document, operation }: DecidedDocument) {
  if (operation.selectionSet.selections.length === 0) return undefined;
  const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
  const asked = isSubscription ? withCursor(supergraph.apiSchema, document, operation) : document;
  const planned = anchorObjects(asked);
  return supergraph.plan(planned, operation.name?.value).node;
}

function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

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
