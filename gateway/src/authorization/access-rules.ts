/** The access rules of one supergraph, by what they are of. */
import type { AccessRule } from './access-rule.ts';

export interface AccessRules {
  /** Whether nothing is restricted. */
  readonly isEmpty: boolean;
  /** Of a type, by its name alone; of a field, by `Type.field`. */
  of(coordinate: string): readonly AccessRule[];
}

export function toAccessRules(
  byCoordinate: ReadonlyMap<string, readonly AccessRule[]>,
): AccessRules {
  const none: readonly AccessRule[] = [];
  return {
    isEmpty: byCoordinate.size === 0,
    of: (coordinate) => byCoordinate.get(coordinate) ?? none,
  };
}
