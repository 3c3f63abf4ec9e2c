/**
 * What the supergraph says of costs: `@cost` and `@listSize` of Federation 2.9, which composition passes
 * on. Source: specs.apollo.dev/cost/v0.1, after the IBM GraphQL Cost Directive specification.
 */
import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  isTypeDefinitionNode,
} from 'graphql';
import { textArgument } from '../supergraph/join-directives.ts';

export interface ListSize {
  /** When no argument says more. */
  readonly assumedSize?: number;
  readonly slicingArguments: readonly string[];
  /** Fields of the result that are the list; without any the field itself is. */
  readonly sizedFields: readonly string[];
  readonly isSliceRequired: boolean;
}

export interface CostTable {
  /** Weight of an object, scalar or enum, where it is said. */
  readonly types: ReadonlyMap<string, number>;
  /** By `Type.field`; also of input objects. */
  readonly fields: ReadonlyMap<string, number>;
  /** By `Type.field.argument`. */
  readonly arguments: ReadonlyMap<string, number>;
  /** By `Type.field`. */
  readonly lists: ReadonlyMap<string, ListSize>;
}

interface DirectiveNames {
  readonly cost: string;
  readonly listSize: string;
}

/** Reads a composed supergraph; everything is empty in one that says nothing of costs. */
export function readCostTable(supergraph: DocumentNode): CostTable {
  const names = directiveNames(supergraph);
  const table = {
    types: new Map<string, number>(),
    fields: new Map<string, number>(),
    arguments: new Map<string, number>(),
    lists: new Map<string, ListSize>(),
  };
  if (!names) return table;
  for (const node of supergraph.definitions) {
    if (!isTypeDefinitionNode(node)) continue;
    const owner = node.name.value;
    setWeight(table.types, owner, weightOf(node, names));
    if (!('fields' in node)) continue;
    for (const field of (node.fields ?? []) as (FieldDefinitionNode | InputValueDefinitionNode)[]) {
      const place = `${owner}.${field.name.value}`;
      setWeight(table.fields, place, weightOf(field, names));
      const size = field.directives?.find(({ name }) => name.value === names.listSize);
      if (size) table.lists.set(place, listSizeOf(size));
      for (const argument of 'arguments' in field ? (field.arguments ?? []) : []) {
        setWeight(table.arguments, `${place}.${argument.name.value}`, weightOf(argument, names));
      }
    }
  }
  return table;
}

const specification = /^https:\/\/specs\.apollo\.dev\/cost\//;

/** How the supergraph calls the two directives; null when it does not link them. */
function directiveNames({ definitions }: DocumentNode): DirectiveNames | null {
  const links = definitions
    .filter((node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
    .flatMap(({ directives }) => directives ?? []);
  const link = links.find((node) => specification.test(textArgument(node, 'url') ?? ''));
  if (!link) return null;
  const prefix = textArgument(link, 'as') ?? 'cost';
  const imports = link.arguments?.find(({ name }) => name.value === 'import')?.value;
  const imported = new Map(
    (imports?.kind === Kind.LIST ? imports.values : []).flatMap((value) => importOf(value)),
  );
  return {
    // The directive that is called as its feature needs no import.
    cost: imported.get('@cost') ?? prefix,
    listSize: imported.get('@listSize') ?? `${prefix}__listSize`,
  };
}

/** `"@cost"`, or `{ name: "@cost", as: "@price" }`: its name and what it is called here. */
function importOf(value: ConstValueNode): [string, string][] {
  if (value.kind === Kind.STRING) return [[value.value, value.value.slice(1)]];
  if (value.kind !== Kind.OBJECT) return [];
  const text = (field: string) => {
    const given = value.fields.find(({ name }) => name.value === field)?.value;
    return given?.kind === Kind.STRING ? given.value : undefined;
  };
  const name = text('name');
  return name === undefined ? [] : [[name, (text('as') ?? name).slice(1)]];
}

function weightOf(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  { cost }: DirectiveNames,
): number | undefined {
  const directive = node.directives?.find(({ name }) => name.value === cost);
  return directive && numberArgument(directive, 'weight');
}

function setWeight(table: Map<string, number>, place: string, weight: number | undefined): void {
  if (weight !== undefined) table.set(place, weight);
}

function listSizeOf(directive: ConstDirectiveNode): ListSize {
  const assumedSize = numberArgument(directive, 'assumedSize');
  const required = argumentOf(directive, 'requireOneSlicingArgument');
  const slicingArguments = textsArgument(directive, 'slicingArguments');
  return {
    ...(assumedSize === undefined ? {} : { assumedSize }),
    slicingArguments,
    sizedFields: textsArgument(directive, 'sizedFields'),
    isSliceRequired:
      slicingArguments.length > 0 && !(required?.kind === Kind.BOOLEAN && !required.value),
  };
}

function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}

function numberArgument(directive: ConstDirectiveNode, name: string): number | undefined {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.INT || value?.kind === Kind.FLOAT ? Number(value.value) : undefined;
}

function textsArgument(directive: ConstDirectiveNode, name: string): string[] {
  const value = argumentOf(directive, name);
  const values = value?.kind === Kind.LIST ? value.values : [];
  return values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []));
}
