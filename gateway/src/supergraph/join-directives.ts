/** Reading and changing what composition writes into a supergraph: `@join__…` and `@link`. */
import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';

/** A type with fields, which in a supergraph is never extended. */
export type FieldsTypeNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export function fieldsTypesOf({ definitions }: DocumentNode): FieldsTypeNode[] {
  return definitions.filter(
    (node): node is FieldsTypeNode =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
}

/** The text of a string, or the name of an enum value, that an argument gives. */
export function textArgument(
  { arguments: args }: { readonly arguments?: readonly ConstArgumentNode[] | undefined },
  name: string,
): string | undefined {
  const value = args?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

export function isTrueArgument(directive: ConstDirectiveNode, name: string): boolean {
  return booleanArgument(directive, name) === true;
}

export function isFalseArgument(directive: ConstDirectiveNode, name: string): boolean {
  return booleanArgument(directive, name) === false;
}

function booleanArgument({ arguments: args }: ConstDirectiveNode, name: string) {
  const value = args?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.BOOLEAN ? value.value : undefined;
}

export function joinFieldsOf({ directives }: FieldDefinitionNode): ConstDirectiveNode[] {
  return (directives ?? []).filter(({ name }) => name.value === 'join__field');
}

/** The URLs of the features that the supergraph links. */
export function linkedFeatures({ definitions }: DocumentNode): string[] {
  return definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
        ? (node.directives ?? [])
        : [],
    )
    .filter(({ name }) => name.value === 'link')
    .flatMap((link) => textArgument(link, 'url') ?? []);
}

/** Subgraph names by the values of `join__Graph`, which other directives use. */
export function subgraphNames({ definitions }: DocumentNode): Map<string, string> {
  const graphs = definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map(({ name, directives }) => {
      const graph = directives?.find((directive) => directive.name.value === 'join__graph');
      return [name.value, (graph && textArgument(graph, 'name')) ?? name.value];
    }),
  );
}
