/**
 * The plan of an operation whose conditions are decided. The planner cannot plan every field that
 * composition lets through, and refuses the whole operation for one of them: then each root field is
 * planned alone, and those that cannot be are errors of their own.
 */
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  getOperationAST,
  parse,
} from 'graphql';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import type { PlanNode } from '../execution/plan.ts';
import { rootFields } from '../execution/root-fields.ts';
import { sendablePlan } from '../execution/twin-fetches.ts';
import { withCursor } from '../subscriptions/resume.ts';
import type { CompiledSupergraph } from '../supergraph/compile-supergraph.ts';
import { withTreeNames } from '../supergraph/tree-names.ts';
import type { PlanRequest, Planning, PlanningFault } from './planner.ts';

/** Errors: those of the planner for a subscription, which has one root field. */
export function planRequest(
  compiled: CompiledSupergraph,
  { text, operationName, activeLabels }: PlanRequest,
): Planning {
  const document = withTreeNames(parse(text, { noLocation: true }), compiled.treeNames);
  const operation = getOperationAST(document, operationName);
  invariant(operation, 'what is planned is an operation of the document');
  const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
  const asked = isSubscription ? withCursor(compiled.apiSchema, document, operation) : document;
  const planOf = (each: DocumentNode): Planning['plan'] => {
    const options = { operationName, activeLabels: new Set(activeLabels) };
    const { node } = compiled.plan(each, options);
    return node && sendablePlan(node, compiled);
  };
  try {
    return { plan: planOf(asked), faults: [] };
  } catch (error) {
    if (isSubscription) throw error;
    return planByField(asked, operation, planOf);
  }
}

function planByField(
  document: DocumentNode,
  root: OperationDefinitionNode,
  planOf: (document: DocumentNode) => Planning['plan'],
): Planning {
  const nodes: PlanNode[] = [];
  const faults: PlanningFault[] = [];
  const fields = rootFields(document, root.selectionSet);
  const byResponseName = Map.groupBy(fields, ({ alias, name }) => (alias ?? name).value);
  for (const [responseName, selections] of byResponseName) {
    const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
    const alone = document.definitions.map((node) =>
      node === root ? { ...root, selectionSet } : node,
    );
    try {
      const node = planOf({ ...document, definitions: alone });
      if (node) nodes.push(node as PlanNode);
    } catch (cause) {
      faults.push({ responseName, cause: String(cause) });
    }
  }
  const kind = root.operation === OperationTypeNode.MUTATION ? 'Sequence' : 'Parallel';
  return { plan: nodes.length === 0 ? undefined : { kind, nodes }, faults };
}
