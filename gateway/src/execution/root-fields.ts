/** The fields at the root of an operation, wherever they stand. */
import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql';

/**
 * In the order in which they stand, also those that variables leave out. Each fragment is read once: those
 * that spread others twice would double the work with every one.
 */
export function* rootFields(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  seen: Set<string> = new Set(),
): Generator<FieldNode> {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      yield node;
      continue;
    }
    if (node.kind === Kind.INLINE_FRAGMENT) {
      yield* rootFields(document, node.selectionSet, seen);
      continue;
    }
    const name = node.name.value;
    if (seen.has(name)) continue;
    seen.add(name);
    for (const each of document.definitions) {
      if (each.kind !== Kind.FRAGMENT_DEFINITION || each.name.value !== name) continue;
      yield* rootFields(document, each.selectionSet, seen);
    }
  }
}
