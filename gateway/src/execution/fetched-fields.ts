/**
 * What a fetch brings, by the names under which it stands in the tree: which fields, and which of them
 * are objects, to be filled by several fetches, and which are values, that are one thing each. A value
 * of a JSON scalar looks like an object.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  parse,
} from 'graphql';
import type { ObjectFields } from './data.ts';
import { fragmentsOf } from './fields.ts';
import type { FetchNode } from './plan.ts';

type Fields = Map<string, Fields | null>;

const known = new WeakMap<FetchNode, ObjectFields>();

/** Of the objects that the fetch is about: the root's fields, or those of each entity. */
export function fetchedFields(fetch: FetchNode): ObjectFields {
  const found = known.get(fetch);
  if (found) return found;
  const document = parse(fetch.operation, { noLocation: true });
  const fields: Fields = new Map();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const [first] = definition.selectionSet.selections;
    const isOfEntities = fetch.requires && first?.kind === Kind.FIELD;
    const set = isOfEntities ? first.selectionSet : definition.selectionSet;
    if (set) collect(fragmentsOf(document), set, fields);
  }
  for (const rewrite of fetch.outputRewrites ?? []) {
    if (rewrite.kind === 'KeyRenamer') rename(fields, rewrite.path, rewrite.renameKeyTo);
  }
  known.set(fetch, fields);
  return fields;
}

function collect(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  { selections }: SelectionSetNode,
  fields: Fields,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const below = add(fields, nameOf(selection), selection.selectionSet ? new Map() : null);
      if (below && selection.selectionSet) collect(fragments, selection.selectionSet, below);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment) collect(fragments, fragment.selectionSet, fields);
  }
}

function nameOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** An object on one type and a value on another, under one name, counts as the object. */
function add(fields: Fields, name: string, below: Fields | null): Fields | null {
  const before = fields.get(name);
  if (!before) fields.set(name, below);
  else for (const [each, inner] of below ?? []) add(before, each, inner);
  return fields.get(name) ?? null;
}

/** Both names stand from then on: which objects are renamed depends on their type. */
function rename(fields: Fields, path: readonly string[], name: string): void {
  const steps = path.filter((step) => !step.startsWith('... on '));
  let holder: Fields | null | undefined = fields;
  for (const step of steps.slice(0, -1)) holder = holder?.get(step);
  const renamed = holder?.get(steps.at(-1) ?? '');
  if (holder && renamed !== undefined) add(holder, name, renamed);
}
