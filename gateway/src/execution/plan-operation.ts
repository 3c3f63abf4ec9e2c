/** Has an operation planned whose conditions are decided. */
import { GraphQLError, print } from 'graphql';
import type { Planner } from '../planning/planner.ts';
import type { PlanNode, SubscriptionNode } from './plan.ts';
import { type DecidedDocument, anchorObjects } from './planned-document.ts';

export interface PlannedOperation {
  /** Undefined when no subgraph is needed. */
  readonly plan: PlanNode | SubscriptionNode | undefined;
  /** One for each root field that cannot be planned, in names of the tree. */
  readonly faults: readonly GraphQLError[];
}

/** Errors: those of the planner. */
export async function planOperation(
  planner: Planner,
  { document, operation }: DecidedDocument,
  activeLabels: readonly string[],
): Promise<PlannedOperation> {
  if (operation.selectionSet.selections.length === 0) return { plan: undefined, faults: [] };
  const { plan, faults } = await planner.plan({
    // A selection set without selections cannot be written.
    text: print(anchorObjects(document)),
    operationName: operation.name?.value,
    activeLabels,
  });
  return { plan, faults: faults.map(unplannable) };
}

function unplannable({ responseName, cause }: { responseName: string; cause: string }) {
  const message = `The field ${responseName} cannot be planned.`;
  return new GraphQLError(message, {
    path: [responseName],
    originalError: new Error(message, { cause }),
  });
}
