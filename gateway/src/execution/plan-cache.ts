/**
 * What is kept of planned operations: as long as others are not used more recently (bounded, see
 * text-cache.ts), with how often it was used. One that is being planned is planned once.
 */
import { createTextCache, operationLimits } from '@arbiter/server/graphql/text-cache.ts';

/** What tells an operation whose conditions are decided from others, on any supergraph. */
export interface OperationChoice {
  /** The client's document. */
  readonly text: string;
  readonly operationName: string | undefined;
  /** Variables of conditions that are true. */
  readonly trueConditions: readonly string[];
  /** Whether what is deferred comes in parts. */
  readonly inParts: boolean;
  /** Labels of overrides that apply. */
  readonly activeLabels: readonly string[];
}

export interface PlanCache<T> {
  /** Counts as a use. */
  get(key: string): T | undefined;
  /** Makes and keeps the value for a key that has none; a failure is everybody's, and not kept. */
  make(key: string, asked: AskedPlan, create: () => Promise<T>): Promise<T>;
  drop(key: string): void;
  /** Those that were used most often, in this order, and then those used last. */
  mostUsed(count: number): OperationChoice[];
}

export interface AskedPlan {
  /** Of the client's document. */
  readonly textLength: number;
  /** Undefined when it cannot be asked for again. */
  readonly choice: OperationChoice | undefined;
}

interface Kept<T> {
  readonly value: T;
  readonly choice: OperationChoice | undefined;
  uses: number;
}

export function createPlanCache<T>(): PlanCache<T> {
  const kept = createTextCache<Kept<T>>(operationLimits);
  const making = new Map<string, Promise<T>>();
  const make = async (key: string, { textLength, choice }: AskedPlan, create: () => Promise<T>) => {
    try {
      const value = await create();
      kept.set(key, textLength, { value, choice, uses: 0 });
      return value;
    } finally {
      making.delete(key);
    }
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      found.uses += 1;
      return found.value;
    },
    make(key, asked, create) {
      const known = making.get(key);
      if (known) return known;
      const made = make(key, asked, create);
      making.set(key, made);
      return made;
    },
    drop: (key) => void kept.delete(key),
    mostUsed: (count) =>
      [...kept.values()]
        .toSorted((one, other) => other.uses - one.uses)
        .flatMap(({ choice }) => choice ?? [])
        .slice(0, count),
  };
}
