/**
 * Denied fields at the root of an operation. Where such a field may not be null, the whole answer is:
 * then nothing is asked of any subgraph, and no other mutation of the operation is done.
 */
import {
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  isNonNullType,
} from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { denialAt } from './denial.ts';
import type { DeniedDocument } from './deny-selections.ts';

/** Whether something at the root is denied. */
export function isRootDenied({ denied }: DeniedDocument): boolean {
  return denied.some(({ path }) => path.length === 1);
}

/** The denied fields at the root that make the answer null. */
export function forbiddenRoot(
  { apiSchema }: Pick<Supergraph, 'apiSchema'>,
  shown: DeniedDocument,
): SelectionNode[] {
  if (!isRootDenied(shown)) return [];
  const { document, operation } = shown;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const fields = (apiSchema.getRootType(operation.operation) as GraphQLObjectType).getFields();
  const forbidden = ({ selections }: SelectionSetNode): SelectionNode[] =>
    selections.flatMap((node) => {
      if (node.kind !== Kind.FIELD) {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        return fragment ? forbidden(fragment.selectionSet) : [];
      }
      return denialAt(node) && isNonNullType(fields[node.name.value]?.type) ? [node] : [];
    });
  return forbidden(operation.selectionSet);
}

/** The operation with nothing but these selections at its root. */
export function onlyRoot(
  { document, operation, denied }: DeniedDocument,
  selections: readonly SelectionNode[],
): DeniedDocument {
  const only = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const definitions = document.definitions.map((node) => (node === operation ? only : node));
  return { document: { ...document, definitions }, operation: only, denied };
}
