/**
 * An operation whose fragments may come later (`@defer`), taken apart: what is answered first, and
 * each deferred fragment with the place it belongs to. Fragments are written out where they are
 * spread, so that each deferred one stands once, and is labelled anew: to the planner two of one
 * label are one.
 */
import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  type NamedTypeNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { denialAt } from '../authorization/denial.ts';
import { type DecidedDocument, typename } from './planned-document.ts';

/** One step from an object to another below it, or a condition on its type. */
export type Step = { readonly field: string; readonly name: string } | { readonly type: string };

export interface DeferredFragment {
  /** Its label in the planned document. */
  readonly id: string;
  /** The client's. */
  readonly label: string | undefined;
  /** From the object whose selections it was found in: the root's, or the deferred fragment's around it. */
  readonly steps: readonly Step[];
  /** What its part of the answer shows; fragments deferred inside it are left out. */
  readonly selectionSet: SelectionSetNode;
  readonly children: readonly DeferredFragment[];
}

export interface DeferredDocument {
  /** For the planner: everything, each deferred fragment under its id. Null when it is all ours. */
  readonly planned: DecidedDocument | null;
  /** What the first part of the answer shows. */
  readonly selectionSet: SelectionSetNode;
  readonly fragments: readonly DeferredFragment[];
}

/** Parts of one answer; each costs fetches of its own, and planning that grows with their square. */
const maxFragments = 25;
/** Selections with fragments written out: a few lines of fragments in each other can be millions. */
const maxSelections = 10_000;

export function hasDefer(document: DocumentNode): boolean {
  return deferDirectives(document).length > 0;
}

/** Variables that decide whether something is deferred, in a fixed order. */
export function deferVariables(document: DocumentNode): string[] {
  const names = deferDirectives(document).flatMap((directive) => {
    const value = argumentOf(directive, 'if');
    return value?.kind === Kind.VARIABLE ? [value.name.value] : [];
  });
  return [...new Set(names)].sort();
}

function deferDirectives(document: DocumentNode): DirectiveNode[] {
  const found: DirectiveNode[] = [];
  visit(document, { Directive: (node) => void (isDefer(node) && found.push(node)) });
  return found;
}

/** The document as one whole: for clients that take no parts, and for subscriptions. */
export function ignoreDefer({ document, operation }: DecidedDocument): DecidedDocument {
  const position = document.definitions.indexOf(operation);
  const whole = visit(document, { Directive: (node) => (isDefer(node) ? null : undefined) });
  return { document: whole, operation: whole.definitions[position] as typeof operation };
}

/**
 * Null when nothing is deferred after all, or so much that it is better answered whole, which the
 * directive leaves to the server.
 */
export function splitDeferred(
  { document, operation }: DecidedDocument,
  isTrue: (variable: string) => boolean,
): DeferredDocument | null {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return null;
  const definitions = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(definitions.map((each) => [each.name.value, each]));
  const splitter: Splitter = { fragments, isTrue, fragmentCount: 0, selectionCount: 0 };
  const parts: DeferredFragment[] = [];
  const split = splitSet(splitter, operation.selectionSet, {
    parts,
    steps: [],
    isRoot: true,
  });
  if (!split || parts.length === 0) return null;
  const selectionSet = { ...operation.selectionSet, selections: split.planned };
  const asked = { ...operation, selectionSet };
  const alone = { kind: Kind.DOCUMENT, definitions: [asked] } as const;
  return {
    planned: split.planned.length === 0 ? null : { document: alone, operation: asked },
    selectionSet: { ...selectionSet, selections: split.shown },
    fragments: parts,
  };
}

interface Splitter {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly isTrue: (variable: string) => boolean;
  fragmentCount: number;
  selectionCount: number;
}

interface Position {
  /** Where fragments that are deferred here are put. */
  readonly parts: DeferredFragment[];
  readonly steps: readonly Step[];
  /** Whether this is the operation's root, whose introspection and type no subgraph is asked for. */
  readonly isRoot: boolean;
}

interface Split {
  readonly planned: SelectionNode[];
  readonly shown: SelectionNode[];
}

/** Null when a limit is passed. */
function splitSet(splitter: Splitter, set: SelectionSetNode, position: Position): Split | null {
  const split: Split = { planned: [], shown: [] };
  for (const node of set.selections) {
    splitter.selectionCount += 1;
    if (splitter.selectionCount > maxSelections) return null;
    const done =
      node.kind === Kind.FIELD
        ? splitField(splitter, { node, position }, split)
        : splitFragment(splitter, { node, position }, split);
    if (!done) return null;
  }
  return split;
}

interface At<T extends SelectionNode> {
  readonly node: T;
  readonly position: Position;
}

function splitField(
  splitter: Splitter,
  { node, position }: At<SelectionNode & { kind: Kind.FIELD }>,
  { planned, shown }: Split,
): boolean {
  const name = node.name.value;
  const isOurs = position.isRoot && name.startsWith('__');
  const isDenied = denialAt(node) !== undefined;
  if (!node.selectionSet || isOurs) {
    if (!isOurs && !isDenied) planned.push(node);
    shown.push(node);
    return true;
  }
  const step = { field: node.alias?.value ?? name, name };
  const below = { ...position, steps: [...position.steps, step], isRoot: false };
  const inner = splitSet(splitter, node.selectionSet, below);
  if (!inner) return false;
  const plannedSet = { kind: Kind.SELECTION_SET, selections: anchored(inner, below) } as const;
  if (!isDenied) planned.push({ ...node, selectionSet: plannedSet });
  shown.push({ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: inner.shown } });
  return true;
}

function splitFragment(
  splitter: Splitter,
  { node, position }: At<Exclude<SelectionNode, { kind: Kind.FIELD }>>,
  { planned, shown }: Split,
): boolean {
  const fragment =
    node.kind === Kind.INLINE_FRAGMENT ? node : splitter.fragments.get(node.name.value);
  if (!fragment) return true;
  const { typeCondition, selectionSet } = fragment;
  const condition: Step[] = typeCondition ? [{ type: typeCondition.name.value }] : [];
  const steps = [...position.steps, ...condition];
  const defer = node.directives?.find((each) => isActive(each, splitter.isTrue));
  const directives = node.directives?.filter((each) => !isDefer(each)) ?? [];
  const around = { typeCondition, directives };
  if (!defer) {
    const inner = splitSet(splitter, selectionSet, { ...position, steps });
    if (!inner) return false;
    planned.push(...inlineFragments(around, anchored(inner, position)));
    shown.push(...inlineFragments(around, inner.shown));
    return true;
  }
  splitter.fragmentCount += 1;
  if (splitter.fragmentCount > maxFragments) return false;
  const id = `part${splitter.fragmentCount}`;
  const children: DeferredFragment[] = [];
  const inner = splitSet(splitter, selectionSet, {
    parts: children,
    steps: [],
    isRoot: position.isRoot,
  });
  if (!inner) return false;
  const label = labelOf(defer);
  const shownSet = { kind: Kind.SELECTION_SET, selections: inner.shown } as const;
  position.parts.push({ id, label, steps, selectionSet: shownSet, children });
  const relabelled = { typeCondition, directives: [...directives, deferAs(id)] };
  planned.push(...inlineFragments(relabelled, anchored(inner, position)));
  return true;
}

/** An object of which everything is deferred still exists, or is null: its type is asked for first. */
function anchored(
  { planned, shown }: Split,
  { isRoot }: Pick<Position, 'isRoot'>,
): readonly SelectionNode[] {
  return isRoot || shown.some(({ kind }) => kind === Kind.FIELD) ? planned : [typename, ...planned];
}

/** The selections under a type condition and directives; nothing when there are none. */
function inlineFragments(
  {
    typeCondition,
    directives,
  }: {
    readonly typeCondition: NamedTypeNode | undefined;
    readonly directives: readonly DirectiveNode[];
  },
  selections: readonly SelectionNode[],
): InlineFragmentNode[] {
  if (selections.length === 0) return [];
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  const condition = typeCondition ? { typeCondition } : {};
  return [{ kind: Kind.INLINE_FRAGMENT, ...condition, directives, selectionSet }];
}

function deferAs(id: string): DirectiveNode {
  const value = { kind: Kind.STRING, value: id } as const;
  const label = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'label' }, value } as const;
  return { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' }, arguments: [label] };
}

function isDefer({ name }: DirectiveNode): boolean {
  return name.value === 'defer';
}

function isActive(directive: DirectiveNode, isTrue: (variable: string) => boolean): boolean {
  if (!isDefer(directive)) return false;
  const value = argumentOf(directive, 'if');
  if (value?.kind === Kind.BOOLEAN) return value.value;
  return value?.kind !== Kind.VARIABLE || isTrue(value.name.value);
}

function labelOf(directive: DirectiveNode): string | undefined {
  const value = argumentOf(directive, 'label');
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function argumentOf({ arguments: args }: DirectiveNode, name: string) {
  return args?.find((argument) => argument.name.value === name)?.value;
}
