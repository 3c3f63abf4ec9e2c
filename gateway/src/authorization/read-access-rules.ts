/**
 * Reading the access rules of one supergraph from its SDL, whatever its directives are called
 * there. Composition has merged those of all subgraphs, and carried them over between interfaces and
 * their members.
 */
import { type CoreFeatures, type Schema } from '@apollo/federation-internals';
import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  type NameNode,
} from 'graphql';
import type { AccessRule } from './access-rule.ts';

const features = [
  { name: 'authenticated', kind: 'authenticated' },
  { name: 'requiresScopes', kind: 'scopes' },
  { name: 'policy', kind: 'policies' },
] as const;

type Kinds = ReadonlyMap<string, AccessRule['kind']>;

/** Of a composed supergraph, given as both: by `Type` and `Type.field`, in plain data. */
export function readAccessRules(
  schema: Schema,
  { definitions }: DocumentNode,
): ReadonlyMap<string, readonly AccessRule[]> {
  const kinds = directiveNames(schema.coreFeatures);
  const byCoordinate = new Map<string, readonly AccessRule[]>();
  const note = (coordinate: string, node: Restrictable) => {
    const rules = rulesOf(node, kinds);
    if (rules.length === 0) return;
    byCoordinate.set(coordinate, [...(byCoordinate.get(coordinate) ?? []), ...rules]);
  };
  for (const node of kinds.size > 0 ? definitions : []) {
    if (!isRestrictable(node)) continue;
    note(node.name.value, node);
    for (const field of node.fields ?? []) note(`${node.name.value}.${field.name.value}`, field);
  }
  return byCoordinate;
}

/** The names that the directives have in this supergraph. */
function directiveNames(linked: CoreFeatures | undefined): Kinds {
  const names = new Map<string, AccessRule['kind']>();
  for (const { name, kind } of features) {
    const feature = linked?.getByIdentity(`https://specs.apollo.dev/${name}`);
    if (feature) names.set(feature.directiveNameInSchema(name), kind);
  }
  return names;
}

interface Restrictable {
  readonly name: NameNode;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

interface RestrictableType extends Restrictable {
  readonly fields?: readonly Restrictable[] | undefined;
}

const restrictable: ReadonlySet<Kind> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.ENUM_TYPE_EXTENSION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_EXTENSION,
]);

function isRestrictable(node: DefinitionNode): node is DefinitionNode & RestrictableType {
  return restrictable.has(node.kind);
}

function rulesOf({ directives }: Restrictable, kinds: Kinds): AccessRule[] {
  return (directives ?? []).flatMap<AccessRule>(({ name, arguments: args }) => {
    const kind = kinds.get(name.value);
    if (kind === undefined) return [];
    if (kind === 'authenticated') return [{ kind }];
    const anyOf = alternatives(args?.find((each) => each.name.value === kind)?.value);
    // Composition takes an empty list for a condition that always holds, and merges by that.
    return anyOf.length === 0 || anyOf.some((all) => all.length === 0) ? [] : [{ kind, anyOf }];
  });
}

/** A list of lists of strings, where GraphQL lets one value stand for a list of one. */
function alternatives(value: ConstValueNode | undefined): string[][] {
  return itemsOf(value).map((all) =>
    itemsOf(all).flatMap((each) => (each.kind === Kind.STRING ? [each.value] : [])),
  );
}

function itemsOf(value: ConstValueNode | undefined): readonly ConstValueNode[] {
  if (value === undefined) return [];
  return value.kind === Kind.LIST ? value.values : [value];
}
