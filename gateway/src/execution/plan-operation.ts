/**
 * The plan of an operation whose conditions are decided. The planner cannot plan every field that
 * composition lets through, and refuses the whole operation for one of them: then each root field is
 * planned alone, and those that cannot be are errors of their own.
 */
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { withCursor } from '../subscriptions/resume.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { withTreeNames } from '../supergraph/tree-names.ts';
import type { PlanNode, SubscriptionNode } from './plan.ts';
import { type DecidedDocument, anchorObjects } from './planned-document.ts';
import { sendablePlan } from './twin-fetches.ts';

export interface PlannedOperation {
  /** Undefined when no subgraph is needed. */
  readonly plan: PlanNode | SubscriptionNode | undefined;
  /** One for each root field that cannot be planned, in names of the tree. */
  readonly faults: readonly GraphQLError[];
}

/** Errors: those of the planner for a subscription, which has one root field. */
export function planOperation(
  supergraph: Supergraph,
  decided: DecidedDocument,
  activeLabels: ReadonlySet<string>,
): PlannedOperation {
  const { document, operation } = decided;
  if (operation.selectionSet.selections.length === 0) return { plan: undefined, faults: [] };
  const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
  const renamed = withTreeNames(document, supergraph.treeNames);
  const root = renamed.definitions[document.definitions.indexOf(operation)];
  const asked = isSubscription
    ? withCursor(supergraph.apiSchema, renamed, root as OperationDefinitionNode)
    : renamed;
  const planning: Planning = { supergraph, activeLabels, operation };
  try {
    return { plan: planDocument(planning, asked), faults: [] };
  } catch (error) {
    if (isSubscription) throw error;
    return planByField(planning, asked, root as OperationDefinitionNode);
  }
}

interface Planning {
  readonly supergraph: Supergraph;
  readonly activeLabels: ReadonlySet<string>;
  readonly operation: OperationDefinitionNode;
}

function planDocument(
  { supergraph, activeLabels, operation }: Planning,
  document: DocumentNode,
): PlanNode | SubscriptionNode | undefined {
  const options = { operationName: operation.name?.value, activeLabels };
  const { node } = supergraph.plan(anchorObjects(document), options);
  return node && sendablePlan(node, supergraph);
}

function planByField(
  planning: Planning,
  document: DocumentNode,
  root: OperationDefinitionNode,
): PlannedOperation {
  const nodes: PlanNode[] = [];
  const faults: GraphQLError[] = [];
  for (const [responseName, selections] of rootFields(document, root.selectionSet)) {
    const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
    const alone = document.definitions.map((node) =>
      node === root ? { ...root, selectionSet } : node,
    );
    try {
      const node = planDocument(planning, { ...document, definitions: alone });
      if (node) nodes.push(node as PlanNode);
    } catch (cause) {
      faults.push(unplannable(responseName, cause));
    }
  }
  const kind = root.operation === OperationTypeNode.MUTATION ? 'Sequence' : 'Parallel';
  return { plan: nodes.length === 0 ? undefined : { kind, nodes }, faults };
}

function unplannable(responseName: string, cause: unknown): GraphQLError {
  const message = `The field ${responseName} cannot be planned.`;
  return new GraphQLError(message, {
    path: [responseName],
    originalError: new Error(message, { cause }),
  });
}

/** The fields at the root, those in fragments too, by response name. */
function rootFields(
  { definitions }: DocumentNode,
  selectionSet: SelectionSetNode,
  fields = new Map<string, FieldNode[]>(),
): Map<string, FieldNode[]> {
  for (const node of selectionSet.selections) {
    if (node.kind === Kind.FIELD) {
      const responseName = (node.alias ?? node.name).value;
      fields.set(responseName, [...(fields.get(responseName) ?? []), node]);
      continue;
    }
    const fragment =
      node.kind === Kind.INLINE_FRAGMENT
        ? node
        : definitions.find(
            (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value,
          );
    if (fragment && 'selectionSet' in fragment) {
      rootFields({ kind: Kind.DOCUMENT, definitions }, fragment.selectionSet, fields);
    }
  }
  return fields;
}
