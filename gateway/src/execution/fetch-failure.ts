/**
 * What a client is told of a fetch that brought nothing: one error at each field that is missing for
 * it, and no second one for the nulls that follow.
 */
import { type TreeNames, responsePath } from '../supergraph/tree-names.ts';
import { type Data, getOwn, isObject } from './data.ts';
import { pathsAt } from './entities.ts';
import { fetchedFields } from './fetched-fields.ts';
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
  const fields = [...fetchedFields(fetch).keys()].filter((name) => name !== '__typename');
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

/**
 * Whether a fault at that path of the answer is a consequence of the failure. All of an answer is below
 * the root, so there only what the fetch was to bring is.
 */
export function isExplainedBy(
  { fetch, path }: FetchFailure,
  fault: ConcretePath,
  treeNames: TreeNames,
): boolean {
  const failed = responsePath(
    treeNames,
    path.filter((step) => step !== '@'),
  );
  const names = fault.filter((step) => typeof step === 'string');
  const [first] = names;
  if (failed.length === 0 && first !== undefined) {
    return [...fetchedFields(fetch).keys()].some(
      (name) => responseNameIn(name, treeNames) === first,
    );
  }
  const shared = Math.min(failed.length, names.length);
  return failed.slice(0, shared).every((step, index) => step === names[index]);
}

function responseNameIn(name: string, treeNames: TreeNames): string | number | undefined {
  return responsePath(treeNames, [name])[0];
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
