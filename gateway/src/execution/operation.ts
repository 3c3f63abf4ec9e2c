/**
 * An operation as the gateway keeps it: planned, and its answer's shape compiled, once for each
 * outcome of its conditions. Kept as long as its supergraph (bounded, see text-cache.ts).
 */
import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  executeSync,
  getVariableValues,
  visit,
} from 'graphql';
import {
  type TextCache,
  createTextCache,
  operationLimits,
} from '@arbiter/server/graphql/text-cache.ts';
import { inChildSpan } from '@arbiter/server/telemetry/tracing/spans.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { createFieldCollector } from './fields.ts';
import { faultsOfLiterals } from './literals.ts';
import { type PlannedOperation, planOperation } from './plan-operation.ts';
import { type DecidedDocument, conditionVariables, decideConditions } from './planned-document.ts';
import { type Introspect, type Shaper, createShaper } from './shape.ts';
import { faultsOfRoot } from './subscription-root.ts';

export interface Operation {
  /**
   * Checks the client's variables and picks what they and the overrides that apply decide, or says
   * what is wrong with them.
   */
  decide(
    variables: Readonly<Record<string, unknown>>,
    activeLabels: ReadonlySet<string>,
  ): DecidedOperation | { readonly errors: readonly GraphQLError[] };
}

/** An operation whose conditions are decided. */
export interface DecidedOperation extends PlannedOperation {
  readonly shaper: Shaper;
  readonly introspect: Introspect;
}

const maxVariableErrors = 20;

/** Shared by the operations of a supergraph: one with many outcomes counts as so many operations. */
const variantsOf = new WeakMap<Supergraph, TextCache<Variant>>();
let operationCount = 0;

/** Prepares an operation of a document that is valid for the supergraph's API schema. */
export function prepareOperation(
  supergraph: Supergraph,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): Operation {
  const variants = variantsOf.get(supergraph) ?? createTextCache<Variant>(operationLimits);
  variantsOf.set(supergraph, variants);
  operationCount += 1;
  const id = operationCount;
  const conditions = conditionVariables(document);
  const errors = [...faultsOfKind(supergraph, definition), ...faultsOfLiterals(document)];
  if (errors.length > 0) return { decide: () => ({ errors }) };
  return {
    decide(variables, activeLabels) {
      const values = getVariableValues(
        supergraph.apiSchema,
        definition.variableDefinitions ?? [],
        variables,
        { maxErrors: maxVariableErrors },
      );
      if (values.errors) return { errors: values.errors };
      const isTrue = (name: string) => values.coerced[name] === true;
      const outcomes = [
        ...conditions.map(isTrue),
        ...supergraph.overrideLabels.map((label) => activeLabels.has(label)),
      ];
      const key = `${id} ${outcomes.map(Number).join('')}`;
      const variant = variants.remember(key, lengthOf(document), () =>
        prepareVariant(supergraph, decideConditions(document, definition, isTrue), activeLabels),
      );
      if ('errors' in variant) return variant;
      const introspect = introspection(supergraph, variant.decided, variables);
      return { ...variant.planned, shaper: variant.shaper, introspect };
    },
  };
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

type Variant = PreparedVariant | { readonly errors: readonly GraphQLError[] };

interface PreparedVariant {
  readonly decided: DecidedDocument;
  readonly planned: PlannedOperation;
  readonly shaper: Shaper;
}

function prepareVariant(
  supergraph: Supergraph,
  decided: DecidedDocument,
  activeLabels: ReadonlySet<string>,
): Variant {
  const { document, operation } = decided;
  const { apiSchema: schema, treeNames } = supergraph;
  const collector = createFieldCollector({ schema, fragments: fragmentsOf(document) });
  const rootType = schema.getRootType(operation.operation) as GraphQLObjectType;
  const errors = faultsOfRoot(decided, collector(rootType, [operation.selectionSet]));
  if (errors.length > 0) return { errors };
  return {
    decided,
    planned: inChildSpan('plan', () => planOperation(supergraph, decided, activeLabels)),
    shaper: createShaper({
      schema,
      rootType,
      selectionSet: operation.selectionSet,
      collector,
      treeNames,
    }),
  };
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

/** The document with nothing but introspection at the operation's root. */
function introspectionOnly(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode {
  return visit(document, {
    OperationDefinition(node) {
      if (node !== operation) return null;
      const selections = node.selectionSet.selections.filter(
        (selection) => selection.kind !== Kind.FIELD || selection.name.value.startsWith('__'),
      );
      return { ...node, selectionSet: { ...node.selectionSet, selections } };
    },
  });
}
