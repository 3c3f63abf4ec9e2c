/**
 * The parts of a plan with deferred fragments, and how they run: each as soon as the fetches that it
 * depends on are done, whichever part those belong to. All write into one tree.
 */
import { GraphQLError } from 'graphql';
import type { FetchFailure } from './fetch-failure.ts';
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

/** Null when something is deferred inside of what is not, as in plans of single root fields. */
export function partsOf(plan: PlanNode | undefined): PlanParts | null {
  if (plan?.kind !== 'Defer' && holdsDefer(plan)) return null;
  const deferred = new Map<string, PlanPart[]>();
  return { first: takeApart(plan, deferred), deferred };
}

function holdsDefer(plan: PlanNode | undefined): boolean {
  if (plan?.kind === 'Sequence' || plan?.kind === 'Parallel') return plan.nodes.some(holdsDefer);
  return plan?.kind === 'Defer';
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
  readonly failures: FetchFailure[];
}

export interface RunningParts {
  readonly first: RunningPart;
  readonly deferred: ReadonlyMap<string, RunningPart>;
}

/** What a part has of its own; the tree is common to all. */
export type OwnOfPart = Pick<PlanRun, 'errors' | 'failures'> & {
  readonly onFetched: (id: string) => void;
};

/** Starts every part. `runWith` gives the run of one part. */
export function runParts(
  { first, deferred }: PlanParts,
  runWith: (own: OwnOfPart) => PlanRun,
): RunningParts {
  const fetches = new Map<string, { readonly done: PromiseWithResolvers<void>; left: number }>();
  for (const node of [first, ...[...deferred.values()].flat().map((part) => part.node)]) {
    for (const id of fetchIdsOf(node)) {
      // A fetch that had to be split is several of one id.
      const { done, left } = fetches.get(id) ?? { done: Promise.withResolvers<void>(), left: 0 };
      fetches.set(id, { done, left: left + 1 });
    }
  }
  const onFetched = (id: string) => {
    const fetch = fetches.get(id);
    if (!fetch) return;
    fetch.left -= 1;
    if (fetch.left === 0) fetch.done.resolve();
  };
  const start = (parts: readonly PlanPart[]): RunningPart => {
    const errors: GraphQLError[] = [];
    const failures: FetchFailure[] = [];
    const run = runWith({ errors, failures, onFetched });
    const running = parts.map(async ({ node, depends }) => {
      await Promise.all(depends.map(async (id) => fetches.get(id)?.done.promise));
      try {
        if (node) await runPlan(run, node);
      } catch (error) {
        errors.push(new GraphQLError(String(error), { originalError: error as Error }));
      } finally {
        // Also those that were skipped: nobody may wait for them in vain.
        for (const id of fetchIdsOf(node)) fetches.get(id)?.done.resolve();
      }
    });
    return { done: Promise.all(running).then(() => undefined), errors, failures };
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
