/**
 * Fragments that are spread again and again stand for far more selections than the document has: each
 * of 40 fragments that spreads the next one twice is a page of text and 10¹² selections. The planner
 * writes them out before it merges them. Here they are merged as they are written out, so that what
 * remains is as large as what is asked for, and what is too large is refused before any planning.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  isInterfaceType,
  isObjectType,
  print,
} from 'graphql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { fragmentsOf } from './fields.ts';
import type { DecidedDocument } from './planned-document.ts';

/** Up to here repeats cost the planner milliseconds, and fragments make shorter fetches. */
const maxUnmerged = 2_000;
/** Ten times the largest operations of large applications; planning takes seconds. */
const maxSelections = 20_000;

/** Looked at for each that is written: the same fields are asked for in several places. */
const stepsPerSelection = 5;

interface MergeLimits {
  readonly maxUnmerged: number;
  readonly maxSelections: number;
}

/**
 * The document as it is when its fragments stand for few selections, else with all of them written
 * out and merged. Conditions are decided before. Errors: BAD_USER_INPUT when it asks for too much.
 */
export function mergeRepeats(
  schema: GraphQLSchema,
  decided: DecidedDocument,
  limits: MergeLimits = { maxUnmerged, maxSelections },
): DecidedDocument | { readonly errors: readonly GraphQLError[] } {
  const fragments = fragmentsOf(decided.document);
  const asked = countSelections(decided.operation.selectionSet, { fragments, counts: new Map() });
  if (asked <= limits.maxUnmerged) return decided;
  const { maxSelections: left } = limits;
  const merging: Merging = { schema, fragments, left, stepsLeft: left * stepsPerSelection };
  const root = schema.getRootType(decided.operation.operation) ?? undefined;
  const selectionSet = mergeSets(merging, root, [decided.operation.selectionSet]);
  if (merging.left < 0 || merging.stepsLeft < 0) return { errors: [tooMany(limits.maxSelections)] };
  const operation: OperationDefinitionNode = { ...decided.operation, selectionSet };
  return { document: { ...decided.document, definitions: [operation] }, operation };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** How many selections there are with fragments written out; each fragment is counted once. */
function countSelections(
  { selections }: SelectionSetNode,
  counting: { readonly fragments: Fragments; readonly counts: Map<string, number> },
): number {
  let count = 0;
  for (const node of selections) {
    count += 1;
    if (node.kind !== Kind.FRAGMENT_SPREAD) {
      if (node.selectionSet) count += countSelections(node.selectionSet, counting);
      continue;
    }
    const name = node.name.value;
    const known = counting.counts.get(name);
    const fragment = counting.fragments.get(name);
    const below = known ?? (fragment ? countSelections(fragment.selectionSet, counting) : 0);
    counting.counts.set(name, below);
    count += below;
  }
  return count;
}

interface Merging {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  /** Selections that may still be written; merging ends when there are none. */
  left: number;
  /** Selections that may still be looked at; what is deferred is never the same twice. */
  stepsLeft: number;
}

type ParentType = GraphQLNamedType | undefined;

/** What is asked of one object, in the order in which it is first asked for. */
type Entry =
  | { readonly field: FieldNode; readonly sets: SelectionSetNode[] }
  | { readonly fragment: InlineFragmentNode; readonly sets: SelectionSetNode[] };

function mergeSets(
  merging: Merging,
  parent: ParentType,
  sets: readonly SelectionSetNode[],
): SelectionSetNode {
  const entries = new Map<string, Entry>();
  const gathering: Gathering = { merging, parent, entries, entered: new Set() };
  for (const set of sets) gather(gathering, set);
  const selections: SelectionNode[] = [];
  for (const entry of entries.values()) {
    merging.left -= 1;
    if (merging.left < 0) break;
    selections.push(written(merging, parent, entry));
  }
  return { kind: Kind.SELECTION_SET, selections };
}

function written(merging: Merging, parent: ParentType, entry: Entry): SelectionNode {
  if ('fragment' in entry) {
    const condition = entry.fragment.typeCondition?.name.value;
    const type = condition === undefined ? parent : merging.schema.getType(condition);
    return { ...entry.fragment, selectionSet: mergeSets(merging, type, entry.sets) };
  }
  if (entry.sets.length === 0) return entry.field;
  const type = typeOfField(parent, entry.field.name.value);
  return { ...entry.field, selectionSet: mergeSets(merging, type, entry.sets) };
}

interface Gathering {
  readonly merging: Merging;
  readonly parent: ParentType;
  readonly entries: Map<string, Entry>;
  /** Fragments that are in already. */
  readonly entered: Set<string>;
}

function gather(gathering: Gathering, { selections }: SelectionSetNode): void {
  for (const node of selections) {
    gathering.merging.stepsLeft -= 1;
    if (gathering.merging.stepsLeft < 0) return;
    if (node.kind === Kind.FIELD) gatherField(gathering, node);
    else if (node.kind === Kind.INLINE_FRAGMENT) gatherFragment(gathering, node);
    else gatherSpread(gathering, node.name.value, node.directives ?? []);
  }
}

function gatherField({ entries }: Gathering, field: FieldNode): void {
  const responseName = field.alias?.value ?? field.name.value;
  const key = `${responseName} ${directivesOf(field)}`;
  const entry = entries.get(key) ?? { field, sets: [] };
  if (field.selectionSet) entry.sets.push(field.selectionSet);
  entries.set(key, entry);
}

function gatherSpread(
  gathering: Gathering,
  name: string,
  directives: NonNullable<InlineFragmentNode['directives']>,
): void {
  const fragment = gathering.merging.fragments.get(name);
  if (!fragment) return;
  if (directives.length === 0) {
    if (gathering.entered.has(name)) return;
    gathering.entered.add(name);
  }
  const { typeCondition, selectionSet } = fragment;
  gatherFragment(gathering, {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition,
    directives,
    selectionSet,
  });
}

function gatherFragment(gathering: Gathering, fragment: InlineFragmentNode): void {
  const { parent, entries } = gathering;
  const condition = fragment.typeCondition?.name.value;
  const hasDirectives = (fragment.directives?.length ?? 0) > 0;
  if (!hasDirectives && (condition === undefined || condition === parent?.name)) {
    return gather(gathering, fragment.selectionSet);
  }
  // A deferred fragment is a part of its own, also beside one that looks the same.
  const key = hasDirectives ? `... ${entries.size}` : `... on ${condition}`;
  const entry = entries.get(key) ?? { fragment, sets: [] };
  entry.sets.push(fragment.selectionSet);
  entries.set(key, entry);
}

function directivesOf({ directives = [] }: FieldNode): string {
  return directives.map(print).join(' ');
}

/** Undefined for the fields that introspection adds. */
function typeOfField(parent: ParentType, name: string): ParentType {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const field = parent.getFields()[name];
  return field && getNamedType(field.type);
}

function tooMany(maximum: number): GraphQLError {
  const originalError = new AppError(
    'BAD_USER_INPUT',
    `The operation asks for more than ${maximum} fields, fragments written out; ask for less at once.`,
    { field: 'query' },
  );
  return new GraphQLError(originalError.message, {
    originalError,
    extensions: { code: originalError.code, ...originalError.details },
  });
}
