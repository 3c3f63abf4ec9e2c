/**
 * A scenario is a folder: `<subgraph>.graphql` for each subgraph, and `scenario.ts` with what the
 * subgraphs know, what is asked, and what must come back.
 */
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import type { OverrideOptions } from '@arbiter/gateway/execution/override.ts';

/** Values as resolvers return them; functions are resolvers (`this` is the object, then arguments). */
type Value = unknown;

export interface SubgraphData {
  /** The root fields of queries. */
  readonly query?: Readonly<Record<string, Value>>;
  readonly mutation?: Readonly<Record<string, Value>>;
  /** Entities that references find: the first whose scalars equal those of the representation. */
  readonly entities?: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;
}

export interface ExpectedError {
  readonly path?: readonly (string | number)[];
  readonly code?: string;
}

export interface Case {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly overrides?: OverrideOptions;
  /** What is different from a user with all scopes. */
  readonly actor?: Partial<Actor>;
  /** Whether operations are refused whole that ask for what the actor may not see. */
  readonly rejectsDenied?: boolean;
  readonly data: unknown;
  /** All errors, in any order. */
  readonly errors?: readonly ExpectedError[];
  /** The subgraphs in the order in which they were asked. */
  readonly asked?: readonly string[];
  /** The same for an answer in parts, of an operation with `@defer`. */
  readonly askedInParts?: readonly string[];
}

export interface Scenario {
  /** By name of the subgraph. */
  readonly subgraphs: Readonly<Record<string, SubgraphData>>;
  /** Where a subgraph serves another schema than it was composed with: its SDL by name. */
  readonly served?: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}
