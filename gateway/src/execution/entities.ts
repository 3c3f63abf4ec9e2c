/**
 * The objects that a fetch of entities is about: found along a path of the tree so far, described
 * to the subgraph by their keys (representations), each distinct one once.
 */
import type { QueryPlanSelectionNode, ResponsePath } from './plan.ts';
import { type Data, getOwn, isObject, mergeInto, setOwn } from './data.ts';
import { type TypeTest, responseNameOf } from './plan.ts';

/** The objects at the path, lists flattened, nulls left out. */
export function collectAt(value: unknown, path: ResponsePath): Data[] {
  const found: Data[] = [];
  walk(value, 0, { path, visit: (object) => void found.push(object) });
  return found;
}

interface Walk {
  readonly path: ResponsePath;
  readonly visit: (object: Data) => void;
}

function walk(value: unknown, from: number, way: Walk): void {
  if (value == null) return;
  if (Array.isArray(value)) {
    const next = way.path[from] === '@' ? from + 1 : from;
    for (const item of value) walk(item, next, way);
    return;
  }
  if (!isObject(value)) return;
  const step = way.path[from];
  if (step === undefined) way.visit(value);
  else walk(getOwn(value, String(step)), from + 1, way);
}

/** Concrete paths of the same objects in the same order; only computed to place errors. */
export function pathsAt(value: unknown, path: ResponsePath): (string | number)[][] {
  return placesFrom([{ value, at: [] }], path).map(({ at }) => at);
}

interface Place {
  readonly value: unknown;
  readonly at: (string | number)[];
}

function placesFrom(places: readonly Place[], path: ResponsePath): Place[] {
  const [step, ...rest] = path;
  if (step === undefined) return places.flatMap(spread).filter(({ value }) => isObject(value));
  if (step === '@') return placesFrom(places.flatMap(spread), rest);
  const below = places.flatMap(spread).flatMap(({ value, at }) => {
    const next = isObject(value) ? getOwn(value, String(step)) : undefined;
    return next == null ? [] : [{ value: next, at: [...at, String(step)] }];
  });
  return placesFrom(below, rest);
}

/** A list's items, however deep the lists lie; anything else is itself. */
function spread(place: Place): Place[] {
  const { value, at } = place;
  if (!Array.isArray(value)) return [place];
  return value.flatMap((item: unknown, index) => spread({ value: item, at: [...at, index] }));
}

/** Distinct representations and, for each, the positions of the entities it stands for. */
export interface Representations {
  readonly list: readonly Data[];
  readonly entities: readonly (readonly number[])[];
}

export interface RepresentOptions {
  readonly requires: readonly QueryPlanSelectionNode[];
  readonly isOfType: TypeTest;
  /** Changes a representation as the plan demands, before it is compared with others. */
  readonly rewrite: (representation: Data) => void;
}

/**
 * Describes the entities by the fields that the fetch requires. Entities that lack one of them, or
 * are of another type, are left out; equal ones are asked about once.
 */
export function represent(
  entities: readonly Data[],
  { requires, isOfType, rewrite }: RepresentOptions,
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
