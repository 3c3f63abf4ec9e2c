/**
 * How deep and wide the operations of a document are with their fragments written out, without writing
 * them out: a fragment is measured once, however often it is spread. Needs no schema and no valid
 * document, because validation itself costs time.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What one selection set amounts to. */
export interface Extent {
  /** Levels of fields. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields of the first level, those of its fragments included. */
  readonly fields: number;
  readonly directives: number;
}

export interface MeasuredOperation extends Extent {
  readonly name: string | undefined;
  readonly type: OperationTypeNode;
  /** How often each mutation is done, by its field's name; empty for other operations. */
  readonly mutations: ReadonlyMap<string, number>;
}

/** Each operation of the document, in its order. Takes time as long as the text is. */
export function measureDocument(document: DocumentNode): MeasuredOperation[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const measuring: Measuring = { fragments, known: new Map() };
  return document.definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((node) => measureOperation(node, measuring));
}

interface Measuring {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The extents of fragments; `nothing` while one is being measured, so that a circle ends. */
  readonly known: Map<string, Extent>;
}

const nothing: Extent = { depth: 0, aliases: 0, fields: 0, directives: 0 };

function measureOperation(node: OperationDefinitionNode, measuring: Measuring): MeasuredOperation {
  const extent = measureSelections(node.selectionSet, measuring);
  const declared = (node.variableDefinitions ?? []).flatMap(({ directives }) => directives ?? []);
  const own = (node.directives?.length ?? 0) + declared.length;
  const { operation: type } = node;
  const isMutation = type === OperationTypeNode.MUTATION;
  return {
    ...extent,
    directives: extent.directives + own,
    name: node.name?.value,
    type,
    mutations: isMutation ? countMutations(node.selectionSet, measuring.fragments) : new Map(),
  };
}

function measureSelections({ selections }: SelectionSetNode, measuring: Measuring): Extent {
  let { depth, aliases, fields, directives } = nothing;
  for (const node of selections) {
    const extent = measureSelection(node, measuring);
    depth = Math.max(depth, extent.depth);
    aliases += extent.aliases;
    fields += extent.fields;
    directives += extent.directives + (node.directives?.length ?? 0);
  }
  return { depth, aliases, fields, directives };
}

function measureSelection(node: SelectionNode, measuring: Measuring): Extent {
  switch (node.kind) {
    case Kind.FIELD: {
      const below = node.selectionSet ? measureSelections(node.selectionSet, measuring) : nothing;
      return {
        depth: below.depth + 1,
        aliases: below.aliases + (node.alias ? 1 : 0),
        fields: 1,
        directives: below.directives,
      };
    }
    case Kind.INLINE_FRAGMENT:
      return measureSelections(node.selectionSet, measuring);
    case Kind.FRAGMENT_SPREAD:
      return measureFragment(node.name.value, measuring);
  }
}

function measureFragment(name: string, measuring: Measuring): Extent {
  const known = measuring.known.get(name);
  if (known) return known;
  measuring.known.set(name, nothing);
  const fragment = measuring.fragments.get(name);
  if (!fragment) return nothing;
  const { depth, aliases, fields, directives } = measureSelections(
    fragment.selectionSet,
    measuring,
  );
  const own = fragment.directives?.length ?? 0;
  const extent = { depth, aliases, fields, directives: directives + own };
  measuring.known.set(name, extent);
  return extent;
}

/** Fields of one response name are done once; conditions may still leave some out. */
function countMutations(
  set: SelectionSetNode,
  fragments: Measuring['fragments'],
): Map<string, number> {
  const names = new Map<string, string>();
  nameRootFields(set, { fragments, names, entered: new Set() });
  const counts = new Map<string, number>();
  for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

interface NamingFields extends Pick<Measuring, 'fragments'> {
  /** By response name. */
  readonly names: Map<string, string>;
  readonly entered: Set<string>;
}

function nameRootFields({ selections }: SelectionSetNode, naming: NamingFields): void {
  const { fragments, names, entered } = naming;
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      const name = node.name.value;
      if (!name.startsWith('__')) names.set(node.alias?.value ?? name, name);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      nameRootFields(node.selectionSet, naming);
    } else if (!entered.has(node.name.value)) {
      entered.add(node.name.value);
      const fragment = fragments.get(node.name.value);
      if (fragment) nameRootFields(fragment.selectionSet, naming);
    }
  }
}
