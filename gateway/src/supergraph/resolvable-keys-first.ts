/**
 * The planner enters a subgraph again, after a @requires, by the first key of the type, whether or not
 * the subgraph resolves references by it. So keys that it does resolve come first.
 */
import { type ConstDirectiveNode, type DocumentNode, visit } from 'graphql';
import { type FieldsTypeNode, isFalseArgument } from './join-directives.ts';

/** The same object when all types are in this order already. */
export function resolvableKeysFirst(supergraph: DocumentNode): DocumentNode {
  return visit(supergraph, { ObjectTypeDefinition: sortKeys, InterfaceTypeDefinition: sortKeys });
}

function sortKeys<T extends FieldsTypeNode>(type: T): T | undefined {
  const keys = (type.directives ?? []).filter(isKey);
  const sorted = [...keys.filter(isResolvable), ...keys.filter((key) => !isResolvable(key))];
  if (sorted.every((key, index) => key === keys[index])) return undefined;
  const others = type.directives?.filter((directive) => !isKey(directive)) ?? [];
  return { ...type, directives: [...sorted, ...others] };
}

const isKey = ({ name }: ConstDirectiveNode) => name.value === 'join__type';
const isResolvable = (key: ConstDirectiveNode) => !isFalseArgument(key, 'resolvable');
