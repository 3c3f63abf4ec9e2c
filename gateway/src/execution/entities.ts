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
  /** Told of an entity that is left out because an object, it or one below it, lacks the field. */
  readonly onLack: (entity: Data, holder: Data, field: string) => void;
}

/**
 * Describes the entities by the fields that the fetch requires. Entities that lack one of them, or
 * are of another type, are left out; equal ones are asked about once.
 */
export function represent(
  entities: readonly Data[],
  { requires, isOfType, rewrite, onLack }: RepresentOptions,
): Representations {
  const list: Data[] = [];
  const positions: number[][] = [];
  const known = new Map<string, number>();
  entities.forEach((entity, position) => {
    const describing: Describing = {
      isOfType,
      onLack: (holder, field) => onLack(entity, holder, field),
    };
    const representation = select(entity, requires, describing);
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

interface Describing {
  readonly isOfType: TypeTest;
  readonly onLack: (holder: Data, field: string) => void;
}

/** A copy of the selected fields, under the names the subgraph knows; null when one is missing. */
function select(
  source: unknown,
  selections: readonly QueryPlanSelectionNode[],
  describing: Describing,
): Data | null {
  if (!isObject(source)) return null;
  const copy: Data = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      if (typeCondition === undefined || !describing.isOfType(source, typeCondition)) continue;
      const part = select(source, selection.selections, describing);
      if (!part) return null;
      mergeInto(copy, part);
      continue;
    }
    const value = getOwn(source, responseNameOf(selection));
    if (value === undefined) {
      describing.onLack(source, responseNameOf(selection));
      return null;
    }
    const { selections: below } = selection;
    const described = below ? selectValue(value, below, describing) : value;
    // A null in place of what is only missing would be answered with something wrong.
    if (described === undefined) return null;
    setOwn(copy, selection.name, described);
  }
  return copy;
}

/** Undefined when a field is missing somewhere in it. */
function selectValue(
  value: unknown,
  selections: readonly QueryPlanSelectionNode[],
  describing: Describing,
): unknown {
  if (value === null) return null;
  if (!Array.isArray(value)) return select(value, selections, describing) ?? undefined;
  const items = value.map((item) => selectValue(item, selections, describing));
  return items.includes(undefined) ? undefined : items;
}
