/**
 * Types that are an interface in the supergraph and one object type in a subgraph (`@interfaceObject`).
 * When an operation asks for a field with a @requires on some members of the interface only, the
 * planner demands what it requires of the others too, to whom nobody has fetched it. With what is kept
 * here such a fetch is split by what its fields require (split-fetches.ts).
 */
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  parse,
} from 'graphql';
import {
  type FieldsTypeNode,
  fieldsTypesOf,
  isTrueArgument,
  joinFieldsOf,
  subgraphNames,
  textArgument,
} from './join-directives.ts';

export interface InterfaceObjects {
  /** There is no such type. */
  readonly isEmpty: boolean;
  /** Names of the fields that a field requires; undefined when the type is no such object there. */
  requirementOf(subgraph: string, type: string, field: string): ReadonlySet<string> | undefined;
  /** Names of the fields of the type's keys in the subgraph. */
  keyFieldsOf(subgraph: string, type: string): ReadonlySet<string>;
}

export function interfaceObjectsOf(supergraph: DocumentNode): InterfaceObjects {
  const subgraphs = subgraphNames(supergraph);
  const keys = new Map<string, Set<string>>();
  const requirements = new Map<string, Set<string>>();
  for (const type of fieldsTypesOf(supergraph)) {
    for (const graph of graphsWithObject(type)) {
      const place = `${subgraphs.get(graph)} ${type.name.value}`;
      keys.set(place, keyFields(type, graph));
      for (const [field, required] of requiredIn(type, graph)) {
        requirements.set(`${place} ${field}`, required);
      }
    }
  }
  return {
    isEmpty: keys.size === 0,
    requirementOf: (subgraph, type, field) =>
      keys.has(`${subgraph} ${type}`)
        ? (requirements.get(`${subgraph} ${type} ${field}`) ?? none)
        : undefined,
    keyFieldsOf: (subgraph, type) => keys.get(`${subgraph} ${type}`) ?? none,
  };
}

const none: ReadonlySet<string> = new Set();

function joinTypesOf({ directives = [] }: FieldsTypeNode) {
  return directives.filter(({ name }) => name.value === 'join__type');
}

function graphsWithObject(type: FieldsTypeNode): Set<string> {
  const objects = joinTypesOf(type).filter((each) => isTrueArgument(each, 'isInterfaceObject'));
  return new Set(objects.flatMap((each) => textArgument(each, 'graph') ?? []));
}

function keyFields(type: FieldsTypeNode, graph: string): Set<string> {
  const own = joinTypesOf(type).filter((each) => textArgument(each, 'graph') === graph);
  return new Set(own.flatMap((each) => topFields(textArgument(each, 'key'))));
}

function* requiredIn(type: FieldsTypeNode, graph: string): Generator<[string, Set<string>]> {
  for (const field of type.fields ?? []) {
    const joined = joinFieldsOf(field).find((each) => textArgument(each, 'graph') === graph);
    const required = joined && textArgument(joined, 'requires');
    if (required !== undefined) yield [field.name.value, new Set(topFields(required))];
  }
}

/** Names of a field set's fields, those in fragments included. */
function topFields(fieldSet: string | undefined): string[] {
  if (fieldSet === undefined) return [];
  const { definitions } = parse(`{ ${fieldSet} }`, { noLocation: true });
  return (definitions[0] as OperationDefinitionNode).selectionSet.selections.flatMap(namesIn);
}

function namesIn(node: SelectionNode): string[] {
  if (node.kind === Kind.FIELD) return [node.name.value];
  if (node.kind === Kind.FRAGMENT_SPREAD) return [];
  return node.selectionSet.selections.flatMap(namesIn);
}
