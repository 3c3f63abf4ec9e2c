/**
 * What a client is told of a fetch that brought nothing: one error at each field that is missing for
 * it, and no second one for the nulls that follow.
 */
import { type DocumentNode, Kind, type SelectionSetNode, parse } from 'graphql';
import { type TreeNames, responsePath } from '../supergraph/tree-names.ts';
import { type Data, getOwn, isObject } from './data.ts';
import { pathsAt } from './entities.ts';
import type { FetchNode, ResponsePath } from './plan.ts';

export interface FetchFailure {
  readonly error: Error;
  readonly fetch: FetchNode;
  /** Where in the tree it worked; `@` for the items of a list. */
  readonly path: ResponsePath;
}

type ConcretePath = readonly (string | number)[];

/** Fields of long lists that are named; the client knows by then, and the rest are as null. */
const maxPlaces = 100;

/** What became of a request: the tree that its fetches filled, and the answer shaped from it. */
export interface Outcome {
  readonly tree: Data;
  readonly answer: Data | null;
  readonly treeNames: TreeNames;
}

/**
 * Paths of the fields that the client asked for and does not get: null in the answer, or below what
 * had to become null with them. At least one, that of the object concerned, if it is not the root.
 */
export function missingPlaces(
  { fetch, path }: FetchFailure,
  { tree, answer, treeNames }: Outcome,
): readonly (ConcretePath | null)[] {
  const objects = pathsAt(tree, path);
  const fields = fieldsOf(fetch);
  const missing: ConcretePath[] = [];
  for (const object of objects) {
    for (const field of fields) {
      const place = responsePath(treeNames, [...object, field]);
      if (isNullIn(answer, place)) missing.push(place);
      if (missing.length >= maxPlaces) return missing;
    }
  }
  if (missing.length > 0) return missing;
  const [object = []] = objects;
  return [object.length > 0 ? responsePath(treeNames, object) : null];
}

/** Whether a fault at that path of the answer is a consequence of the failure. */
export function isExplainedBy(
  { path }: FetchFailure,
  fault: ConcretePath,
  treeNames: TreeNames,
): boolean {
  const failed = responsePath(
    treeNames,
    path.filter((step) => step !== '@'),
  );
  const names = fault.filter((step) => typeof step === 'string');
  const shared = Math.min(failed.length, names.length);
  return failed.slice(0, shared).every((step, index) => step === names[index]);
}

/** False also for fields that only the plan needed: the answer does not have them. */
function isNullIn(answer: Data | null, path: ConcretePath): boolean {
  let value: unknown = answer;
  for (const step of path) {
    if (value === null) return true;
    if (Array.isArray(value)) value = (value as unknown[])[Number(step)];
    else value = isObject(value) ? getOwn(value, String(step)) : undefined;
  }
  return value === null;
}

const known = new WeakMap<FetchNode, ReadonlySet<string>>();

/** Names of the fields that the fetch asks for, of entities those of each. */
function fieldsOf(fetch: FetchNode): ReadonlySet<string> {
  const found = known.get(fetch);
  if (found) return found;
  const document = parse(fetch.operation, { noLocation: true });
  const names = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const [root] = definition.selectionSet.selections;
    const isEntities = fetch.requires && root?.kind === Kind.FIELD;
    const set = isEntities ? root.selectionSet : definition.selectionSet;
    if (set) collectNames(document, set, names);
  }
  names.delete('__typename');
  known.set(fetch, names);
  return names;
}

function collectNames(document: DocumentNode, set: SelectionSetNode, names: Set<string>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      names.add(selection.alias?.value ?? selection.name.value);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find(
            (each) =>
              each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
          );
    if (fragment && 'selectionSet' in fragment && fragment.selectionSet)
      collectNames(document, fragment.selectionSet, names);
  }
}
