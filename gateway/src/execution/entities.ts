/**
 * The objects that a fetch of entities is about: found along a path of the tree so far, described
 * to the subgraph by their keys (representations), each distinct one once.
 */
import type { QueryPlanSelectionNode, ResponsePath } from './plan.ts';
import { type Data, getOwn, isObject, mergeInto, setOwn } from './data.ts';
import { type TypeTest, responseNameOf } from './plan.ts';

/** The objects at the path, lists flattened, nulls left out. */
export function collectAt(value: unknown, path: ResponsePath, from = 0): Data[] {
  const found: Data[] = [];
  visitAt(value, path, from, (object) => found.push(object));
  return found;
}

function visitAt(
  value: unknown,
  path: ResponsePath,
  from: number,
  visit: (object: Data) => void,
): void {
  if (value == null) return;
  if (Array.isArray(value)) {
    const next = path[from] === '@' ? from + 1 : from;
    for (const item of value) visitAt(item, path, next, visit);
    return;
  }
  if (!isObject(value)) return;
  const step = path[from];
  if (step === undefined) visit(value);
  else visitAt(getOwn(value, String(step)), path, from + 1, visit);
}

/** Concrete paths of the same objects in the same order; only computed to place errors. */
export function pathsAt(value: unknown, path: ResponsePath): (string | number)[][] {
  const found: (string | number)[][] = [];
  visitPaths(value, path, 0, [], (at) => found.push(at));
  return found;
}

function visitPaths(
  value: unknown,
  path: ResponsePath,
  from: number,
  at: (string | number)[],
  visit: (at: (string | number)[]) => void,
): void {
  if (value == null) return;
  if (Array.isArray(value)) {
    const next = path[from] === '@' ? from + 1 : from;
    value.forEach((item, index) => visitPaths(item, path, next, [...at, index], visit));
    return;
  }
  if (!isObject(value)) return;
  const step = path[from];
  if (step === undefined) visit(at);
  else visitPaths(getOwn(value, String(step)), path, from + 1, [...at, String(step)], visit);
}

/** Distinct representations and, for each, the positions of the entities it stands for. */
export interface Representations {
  readonly list: readonly Data[];
  readonly entities: readonly (readonly number[])[];
}

/**
 * Describes the entities by the fields that the fetch requires. Entities that lack one of them, or
 * are of another type, are left out; equal ones are asked about once.
 */
export function represent(
  entities: readonly Data[],
  requires: readonly QueryPlanSelectionNode[],
  isOfType: TypeTest,
  rewrite: (representation: Data) => void,
): Representations {
  const list: Data[] = [];
  const positions: number[][] = [];
  const known = new Map<string, number>();
  entities.forEach((entity, position) => {
    const representation = select(entity, requires, isOfType);
    if (!representation || getOwn(representation, '__typename') === undefined) return;
    rewrite(representation);
    const key = JSON.stringify(representation);
    const index = known.get(key);
    if (index !== undefined) {
      positions[index]?.push(position);
      return;
    }
    known.set(key, list.length);
    list.push(representation);
    positions.push([position]);
  });
  return { list, entities: positions };
}

/** A copy of the selected fields, or null when one of them is missing. */
function select(
  source: unknown,
  selections: readonly QueryPlanSelectionNode[],
  isOfType: TypeTest,
): Data | null {
  if (!isObject(source)) return null;
  const copy: Data = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (selection.typeCondition === undefined || !isOfType(source, selection.typeCondition))
        continue;
      const part = select(source, selection.selections, isOfType);
      if (!part) return null;
      mergeInto(copy, part);
      continue;
    }
    const name = responseNameOf(selection);
    const value = getOwn(source, name);
    if (value === undefined) return null;
    setOwn(
      copy,
      name,
      selection.selections ? selectValue(value, selection.selections, isOfType) : value,
    );
  }
  return copy;
}

function selectValue(
  value: unknown,
  selections: readonly QueryPlanSelectionNode[],
  isOfType: TypeTest,
): unknown {
  if (Array.isArray(value)) return value.map((item) => selectValue(item, selections, isOfType));
  return value === null ? null : select(value, selections, isOfType);
}
