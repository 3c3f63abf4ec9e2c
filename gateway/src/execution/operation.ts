/**
 * An operation as the gateway keeps it: planned once, its answer's shape compiled once for each
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
  executeSync,
  getVariableValues,
  visit,
} from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { createFieldCollector } from './fields.ts';
import type { QueryPlan } from './plan.ts';
import { type Introspect, type Shaper, createShaper } from './shape.ts';

export interface Operation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly plan: QueryPlan;
  /** Checks and completes the client's variables, or says what is wrong with them. */
  coerce(
    variables: Readonly<Record<string, unknown>>,
  ): Coerced | { readonly errors: readonly GraphQLError[] };
}

/** An operation together with one request's variables. */
export interface Coerced {
  /** Whether a Boolean variable is true; undefined ones are false. */
  readonly isTrue: (variable: string) => boolean;
  readonly shaper: Shaper;
  readonly introspect: Introspect;
}

/** Prepares an operation of a document that is valid for the supergraph's API schema. */
export function prepareOperation(
  supergraph: Supergraph,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): Operation {
  const shapers = new Map<string, Shaper>();
  const conditions = conditionVariables(document);
  return {
    document,
    definition,
    plan: supergraph.plan(document, definition.name?.value),
    coerce(variables) {
      const coerced = getVariableValues(
        supergraph.apiSchema,
        definition.variableDefinitions ?? [],
        variables,
        { maxErrors: maxVariableErrors },
      );
      if (coerced.errors) return { errors: coerced.errors };
      const isTrue = (name: string) => coerced.coerced[name] === true;
      const key = conditions.map((name) => (isTrue(name) ? '1' : '0')).join('');
      const shaper = shapers.get(key) ?? compileShape(supergraph, document, definition, isTrue);
      shapers.set(key, shaper);
      return {
        isTrue,
        shaper,
        introspect: introspection(supergraph, document, definition, variables),
      };
    },
  };
}

const maxVariableErrors = 20;

/** Variables of @skip and @include anywhere in the document, in a fixed order. */
function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: args }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      const value = args?.[0]?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}

function compileShape(
  { apiSchema: schema }: Supergraph,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  isTrue: (variable: string) => boolean,
): Shaper {
  const collector = createFieldCollector({ schema, fragments: fragmentsOf(document), isTrue });
  const rootType = schema.getRootType(definition.operation) as GraphQLObjectType;
  return createShaper(schema, rootType, definition.selectionSet, collector);
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return new Map(
    fragments.map((fragment) => [
      (fragment as FragmentDefinitionNode).name.value,
      fragment as FragmentDefinitionNode,
    ]),
  );
}

/**
 * Answers `__schema` and `__type` from the API schema, when asked for the first time. Other root
 * fields are executed too, but on an empty root without resolvers they only give null.
 */
function introspection(
  { apiSchema: schema }: Supergraph,
  document: DocumentNode,
  { name, selectionSet }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Introspect {
  let answer: ExecutionResult | undefined;
  return (responseName) => {
    answer ??= executeSync({
      schema,
      document: introspectionOnly(document, selectionSet),
      variableValues: variables,
      operationName: name?.value ?? null,
    });
    return (answer.data as Record<string, unknown> | null)?.[responseName];
  };
}

/** The document with everything but introspection removed from its operations' root. */
function introspectionOnly(
  document: DocumentNode,
  root: OperationDefinitionNode['selectionSet'],
): DocumentNode {
  return visit(document, {
    SelectionSet(node, _key, parent) {
      const isRoot = node === root;
      const ofOperation =
        (parent as { kind?: string } | undefined)?.kind === Kind.OPERATION_DEFINITION;
      if (!isRoot || !ofOperation) return undefined;
      const kept = node.selections.filter(
        (selection) => selection.kind !== Kind.FIELD || selection.name.value.startsWith('__'),
      );
      return { ...node, selections: kept };
    },
  });
}
