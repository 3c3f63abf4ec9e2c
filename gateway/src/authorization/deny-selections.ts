/**
 * An operation with the selections marked that an actor may not see. Which those are follows from the
 * operation alone, never from data: the rules of a selection are those of the type it stands on.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  visit,
} from 'graphql';
import type { DecidedDocument } from '../execution/planned-document.ts';
import type { AccessRule } from './access-rule.ts';
import { type Denial, denialAt, withDenial } from './denial.ts';
import type { SelectionRules } from './selection-rules.ts';

export interface Denying {
  readonly schema: GraphQLSchema;
  readonly selectionRules: SelectionRules;
  /** Why a field with these rules is denied; undefined when it is not. */
  judge(rules: readonly AccessRule[]): Denial | undefined;
}

export interface DeniedDocument extends DecidedDocument {
  /** The outermost selections that are denied, where they are first met. Empty: nothing is. */
  readonly denied: readonly DeniedPlace[];
}

export interface DeniedPlace {
  readonly denial: Denial;
  /** Response names, without positions in lists. */
  readonly path: readonly string[];
  /** Whether it is asked of an interface; the same field of a member may then be seen. */
  readonly isOfInterface: boolean;
}

/**
 * Whether a field may be denied in one selection and seen in another. In parts it would be null in one
 * and have its value in another, and what a client has in the end would depend on which came last.
 */
export function mayBeBoth({ denied }: DeniedDocument): boolean {
  return denied.some(({ isOfInterface }) => isOfInterface);
}

/** Everything below a denied selection is marked, too: it may also be selected where it may be seen. */
export function denySelections(
  { document, operation }: DecidedDocument,
  denying: Denying,
): DeniedDocument {
  const definitions = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const walk: Walk = {
    ...denying,
    fragments: new Map(definitions.map((each) => [each.name.value, each])),
    seen: new Map(),
    below: new Map(),
    denied: [],
  };
  const type = denying.schema.getRootType(operation.operation) ?? undefined;
  const selectionSet = denySet(walk, operation.selectionSet, { type, path: [] });
  const { denied } = walk;
  if (denied.length === 0) return { document, operation, denied };
  const root = { ...operation, selectionSet };
  const changed = document.definitions.map((node) => {
    if (node === operation) return root;
    if (node.kind !== Kind.FRAGMENT_DEFINITION) return node;
    const own = walk.seen.get(node.name.value);
    return own ? { ...node, selectionSet: own } : node;
  });
  return { document: { ...document, definitions: changed }, operation: root, denied };
}

interface Walk extends Denying {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Fragments of the operation where they may be seen, by name. */
  readonly seen: Map<string, SelectionSetNode>;
  /** Fragments written out below something denied, by that and their names. */
  readonly below: Map<string, SelectionSetNode>;
  readonly denied: DeniedPlace[];
}

interface Place {
  readonly type: GraphQLNamedType | undefined;
  readonly path: readonly string[];
  /** Of a selection around this one. */
  readonly denial?: Denial | undefined;
}

function denySet(walk: Walk, set: SelectionSetNode, place: Place): SelectionSetNode {
  return { ...set, selections: set.selections.map((node) => denySelection(walk, node, place)) };
}

function denySelection(walk: Walk, node: SelectionNode, place: Place): SelectionNode {
  switch (node.kind) {
    case Kind.FIELD:
      return denyField(walk, node, place);
    case Kind.INLINE_FRAGMENT: {
      const condition = node.typeCondition?.name.value;
      const type = condition === undefined ? place.type : walk.schema.getType(condition);
      return { ...node, selectionSet: denySet(walk, node.selectionSet, { ...place, type }) };
    }
    case Kind.FRAGMENT_SPREAD:
      return denySpread(walk, node, place);
  }
}

function denyField(walk: Walk, node: FieldNode, { type, path, denial: around }: Place): FieldNode {
  const name = node.name.value;
  if (name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return node;
  const place = [...path, node.alias?.value ?? name];
  const denial = around ?? walk.judge(walk.selectionRules(type, name));
  if (denial && !around) {
    walk.denied.push({ denial, path: place, isOfInterface: isInterfaceType(type) });
  }
  const field = type.getFields()[name];
  const inner = field && getNamedType(field.type);
  const selectionSet =
    node.selectionSet && isCompositeType(inner)
      ? denySet(walk, node.selectionSet, { type: inner, path: place, denial })
      : node.selectionSet;
  const own = selectionSet ? { ...node, selectionSet } : node;
  return denial ? withDenial(own, denial) : own;
}

/** A fragment is one thing where it may be seen, and another below what is denied. */
function denySpread(walk: Walk, node: FragmentSpreadNode, place: Place): SelectionNode {
  const name = node.name.value;
  const { denial } = place;
  const fragment = walk.fragments.get(name);
  if (!fragment) return node;
  const [known, key] = denial ? [walk.below, `${name} ${denial.key}`] : [walk.seen, name];
  const { typeCondition } = fragment;
  const type = walk.schema.getType(typeCondition.name.value);
  const selectionSet = known.get(key) ?? denySet(walk, fragment.selectionSet, { ...place, type });
  known.set(key, selectionSet);
  return denial ? { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet } : node;
}

/** For the planner. Objects of which nothing is left still are asked for, see anchorObjects. */
export function withoutDenied({ document, operation }: DecidedDocument): DecidedDocument {
  const position = document.definitions.indexOf(operation);
  const planned: DocumentNode = visit(document, {
    Field: (node) => (denialAt(node) ? null : undefined),
  });
  return { document: planned, operation: planned.definitions[position] as typeof operation };
}
