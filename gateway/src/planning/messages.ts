/** What the planner's thread and its owner say to each other; one question at a time, each answered. */
import type { SupergraphFacts } from '../supergraph/compile-supergraph.ts';
import type { SupergraphFault } from '../supergraph/supergraph-faults.ts';
import type { Planning } from './planner.ts';

/** What the thread is started with: it compiles this, and says what came of it. */
export interface PlanningThreadData {
  readonly sdl: string;
}

export type CompileMessage =
  | { readonly kind: 'compiled'; readonly facts: SupergraphFacts }
  /** `reason` as in UnsupportedSupergraphError. */
  | { readonly kind: 'unsupported'; readonly reason: string }
  /** What is wrong with the supergraph, the first fault first. */
  | { readonly kind: 'invalid'; readonly faults: readonly SupergraphFault[] };

export type PlanMessage =
  | { readonly kind: 'planned'; readonly planning: Planning }
  /** A fault of the planner; its stack is for the log. */
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined };
