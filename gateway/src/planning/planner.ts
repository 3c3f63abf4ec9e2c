/** How operations are planned, in this thread or in another: questions and answers are plain data. */
import type { PlanNode, SubscriptionNode } from '../execution/plan.ts';

/** One operation to plan. */
export interface PlanRequest {
  /** The text of a document without conditions, valid for the API schema, in the client's names. */
  readonly text: string;
  readonly operationName: string | undefined;
  /** The override labels that apply, in the order of the supergraph. */
  readonly activeLabels: readonly string[];
}

export interface Planning {
  /** Undefined when no subgraph is needed. */
  readonly plan: PlanNode | SubscriptionNode | undefined;
  /** One for each root field that cannot be planned. */
  readonly faults: readonly PlanningFault[];
}

export interface PlanningFault {
  /** In names of the tree. */
  readonly responseName: string;
  /** What the planner says; for the log. */
  readonly cause: string;
}

export interface Planner {
  /**
   * Errors: AppError TIMEOUT when planning takes longer than operations may, UNAVAILABLE when there is
   * no planner now or too many wait for it; a plain Error for a fault of the planner.
   */
  plan(request: PlanRequest): Promise<Planning>;
  /** Frees what planning needs; whoever plans later waits until it is there again. */
  rest(): Promise<void>;
}
