/** The fields at the root of an operation, wherever they stand. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from './fields.ts';

/**
 * In the order in which they stand, also those that variables leave out. Each fragment is looked up and
 * read once: those that spread others twice would double the work with every one.
 */
export function rootFields(document: DocumentNode, selectionSet: SelectionSetNode): FieldNode[] {
  const reading: Reading = { document, seen: new Set(), fields: [] };
  read(reading, selectionSet);
  return reading.fields;
}

interface Reading {
  readonly document: DocumentNode;
  /** By name; found when the first is spread, as most operations have none at their root. */
  fragments?: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly seen: Set<string>;
  readonly fields: FieldNode[];
}

function read(reading: Reading, { selections }: SelectionSetNode): void {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      reading.fields.push(node);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      read(reading, node.selectionSet);
    } else if (!reading.seen.has(node.name.value)) {
      reading.seen.add(node.name.value);
      reading.fragments ??= fragmentsOf(reading.document);
      const fragment = reading.fragments.get(node.name.value);
      if (fragment) read(reading, fragment.selectionSet);
    }
  }
}
