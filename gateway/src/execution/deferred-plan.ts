/**
 * The parts of a plan with deferred fragments, and how they run: each as soon as the fetches that it
 * depends on are done, whichever part those belong to. All write into one tree.
 */
import { GraphQLError } from 'graphql';
import type { PlanNode } from './plan.ts';
import { type PlanRun, runPlan } from './run-plan.ts';

export interface PlanPart {
  readonly node: PlanNode | undefined;
  /** Ids of fetches. */
  readonly depends: readonly string[];
}

export interface PlanParts {
  readonly first: PlanNode | undefined;
  /** By the id of the deferred fragment; one that needs nothing of its own may be missing. */
  readonly deferred: ReadonlyMap<string, readonly PlanPart[]>;
}

export function partsOf(plan: PlanNode | undefined): PlanParts {
  const deferred = new Map<string, PlanPart[]>();
  return { first: takeApart(plan, deferred), deferred };
}

function takeApart(
  plan: PlanNode | undefined,
  deferred: Map<string, PlanPart[]>,
): PlanNode | undefined {
  if (plan?.kind !== 'Defer') return plan;
  for (const { label = '', depends, node } of plan.deferred) {
    const part = { node: takeApart(node, deferred), depends: depends.map(({ id }) => id) };
    deferred.set(label, [...(deferred.get(label) ?? []), part]);
  }
  return plan.primary.node;
}

/** One part on its way. */
export interface RunningPart {
  /** Resolves when the part has run to its end; never rejects. */
  readonly done: Promise<void>;
  /** What went wrong in it. */
  readonly errors: GraphQLError[];
}

export interface RunningParts {
  readonly first: RunningPart;
  readonly deferred: ReadonlyMap<string, RunningPart>;
}

/** Starts every part. `runWith` gives the run of one part: the common tree, and errors of its own. */
export function runParts(
  { first, deferred }: PlanParts,
  runWith: (errors: GraphQLError[], onFetched: (id: string) => void) => PlanRun,
): RunningParts {
  const fetches = new Map<string, PromiseWithResolvers<void>>();
  for (const node of [first, ...[...deferred.values()].flat().map((part) => part.node)]) {
    for (const id of fetchIdsOf(node)) fetches.set(id, Promise.withResolvers());
  }
  const onFetched = (id: string) => fetches.get(id)?.resolve();
  const start = (parts: readonly PlanPart[]): RunningPart => {
    const errors: GraphQLError[] = [];
    const run = runWith(errors, onFetched);
    const running = parts.map(async ({ node, depends }) => {
      await Promise.all(depends.map(async (id) => fetches.get(id)?.promise));
      try {
        if (node) await runPlan(run, node);
      } catch (error) {
        errors.push(new GraphQLError(String(error), { originalError: error as Error }));
      } finally {
        // Also those that were skipped: nobody may wait for them in vain.
        for (const id of fetchIdsOf(node)) onFetched(id);
      }
    });
    return { done: Promise.all(running).then(() => undefined), errors };
  };
  return {
    first: start([{ node: first, depends: [] }]),
    deferred: new Map([...deferred].map(([id, parts]) => [id, start(parts)])),
  };
}

function fetchIdsOf(node: PlanNode | undefined): string[] {
  switch (node?.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchIdsOf);
    case 'Flatten':
      return fetchIdsOf(node.node);
    case 'Fetch':
      return node.id === undefined ? [] : [node.id];
    default:
      return [];
  }
}
