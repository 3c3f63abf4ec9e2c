/**
 * Fetches of entities whose fields cannot all be answered from one representation: it would need two
 * twins of one field (argument-twins.ts), demand of some entities what only others need
 * (interface-objects.ts), or name an entity by the key of an interface and by one of its own. Such a
 * fetch becomes several, each with a representation of its own.
 */
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  visit,
} from 'graphql';
import type { ArgumentTwins } from '../supergraph/argument-twins.ts';
import type { CompiledSupergraph } from '../supergraph/compile-supergraph.ts';
import type { FetchNode, QueryPlanSelectionNode } from './plan.ts';

export type Tables = Pick<CompiledSupergraph, 'twins' | 'interfaceObjects' | 'fullSchema'>;

/** A field of an entity, with the fragments around it, and what it needs of the representation. */
interface Unit {
  readonly conditions: readonly string[];
  readonly field: FieldNode;
  readonly twins: ReadonlySet<string>;
  /** What it requires as a field of an interface that is an object there. */
  readonly required: ReadonlySet<string> | undefined;
  /** The type whose part of the representation it needs, where parts exclude each other. */
  readonly part: string | undefined;
}

/** Units that one representation serves, and all that they need of it. */
interface Group extends Pick<Unit, 'required' | 'part'> {
  readonly units: Unit[];
  readonly twins: Set<string>;
}

/** Fetches that together ask for the same; the fetch itself when one representation serves all. */
export function splitFetch(fetch: FetchNode, tables: Tables): FetchNode[] {
  if (!fetch.requires) return [fetch];
  const hasRivalTwins = hasRivals(twinsIn(fetch.requires, tables.twins), tables.twins);
  if (!hasRivalTwins && tables.interfaceObjects.isEmpty) return [fetch];
  const document = parse(fetch.operation, { noLocation: true });
  const operation = document.definitions[0] as OperationDefinitionNode;
  const entities = operation.selectionSet.selections[0] as FieldNode;
  const { selections = [] } = entities.selectionSet ?? {};
  const parts = rivalParts(fetch.requires, selections, tables);
  const all = unitsOf(selections, { fetch, tables, conditions: [], parts });
  const units = all.filter((unit) => !isTypeOfObject(unit));
  const groups = groupUnits(units, tables.twins);
  const keys = keyFieldsOf(units, fetch, tables);
  const requires = withKeys(fetch.requires, keys);
  if (groups.length < 2 && units.length === all.length) return [{ ...fetch, requires }];
  const known = new Set(units.flatMap(({ required }) => [...(required ?? [])]));
  const whole = { fetch: { ...fetch, requires }, operation, entities, tables, known, keys };
  return groups.map((group) => fetchOf(group, whole));
}

/** An interface object's own `__typename` says less than what is known of the entity already. */
function isTypeOfObject({ field, required }: Unit): boolean {
  return required !== undefined && field.name.value === '__typename';
}

function keyFieldsOf(
  units: readonly Unit[],
  { serviceName }: FetchNode,
  { interfaceObjects }: Tables,
): Set<string> {
  const types = new Set(units.flatMap(({ conditions }) => conditions.slice(-1)));
  return new Set(
    [...types].flatMap((type) => [...interfaceObjects.keyFieldsOf(serviceName, type)]),
  );
}

/**
 * What is required of all members of an interface may be stated apart from the keys of the members
 * that are meant: `... on Disc { id } ... on Product { weight }`. A book that happens to have its
 * weight would be asked about without a key; so such parts go into the parts that have one.
 */
function withKeys(
  requires: readonly QueryPlanSelectionNode[],
  keys: ReadonlySet<string>,
): QueryPlanSelectionNode[] {
  const hasKey = (part: QueryPlanSelectionNode) =>
    part.selections?.some((each) => each.kind === 'Field' && keys.has(each.name)) ?? false;
  const withKey = requires.filter(hasKey);
  const without = requires.filter((part) => !hasKey(part));
  if (withKey.length === 0 || without.length === 0) return [...requires];
  return withKey.map((part) => {
    if (part.kind === 'Field') return part;
    return { ...part, selections: [...part.selections, ...without] };
  });
}

function groupUnits(units: readonly Unit[], twins: ArgumentTwins): Group[] {
  const groups: Group[] = [];
  for (const unit of units) {
    const fits = (group: Group) =>
      group.part === unit.part &&
      keyOf(group.required) === keyOf(unit.required) &&
      !hasRivals([...group.twins, ...unit.twins], twins);
    // What is in need of nothing goes with the first that needs something.
    const { required, part } = unit;
    const group = groups.find(fits) ?? { units: [], twins: new Set(), required, part };
    if (!groups.includes(group)) groups.push(group);
    group.units.push(unit);
    for (const twin of unit.twins) group.twins.add(twin);
  }
  return groups;
}

const keyOf = (required: ReadonlySet<string> | undefined) => [...(required ?? [])].sort().join(' ');

function twinsIn(selections: readonly QueryPlanSelectionNode[], twins: ArgumentTwins): string[] {
  return selections.flatMap((selection) => {
    const isTwin = selection.kind === 'Field' && twins.originals.has(selection.name);
    return [...(isTwin ? [selection.name] : []), ...twinsIn(selection.selections ?? [], twins)];
  });
}

/** Whether two different twins stand for one field. */
function hasRivals(names: Iterable<string>, { originals }: ArgumentTwins): boolean {
  const distinct = [...new Set(names)];
  return new Set(distinct.map((name) => originals.get(name))).size < distinct.length;
}

/**
 * The types of parts of a representation that are an interface and members of it, if something is
 * asked of both. A member matches both parts, and would be sent with either's key under the
 * interface's name.
 */
function rivalParts(
  requires: readonly QueryPlanSelectionNode[],
  selections: readonly SelectionNode[],
  { fullSchema }: Tables,
): ReadonlySet<string> {
  const asked = new Set(
    selections.map((node) => 'typeCondition' in node && node.typeCondition?.name.value),
  );
  const names = requires.flatMap((part) =>
    part.kind === 'InlineFragment' && part.typeCondition && asked.has(part.typeCondition)
      ? [part.typeCondition]
      : [],
  );
  const isMember = (name: string, of: string) => {
    const [type, abstract] = [fullSchema.getType(name), fullSchema.getType(of)];
    return isInterfaceType(abstract) && isObjectType(type) && fullSchema.isSubType(abstract, type);
  };
  const isRival = (name: string) =>
    names.some((other) => isMember(name, other) || isMember(other, name));
  return new Set(names.filter(isRival));
}

interface Place {
  readonly fetch: FetchNode;
  readonly tables: Tables;
  /** The types of the fragments around, the innermost last. */
  readonly conditions: readonly string[];
  readonly parts: ReadonlySet<string>;
}

function unitsOf(selections: readonly SelectionNode[], place: Place): Unit[] {
  const { fetch, tables, conditions, parts } = place;
  return selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) {
      const at = [fetch.serviceName, conditions.at(-1) ?? '', node.name.value] as const;
      const twins = tables.twins.neededFor(...at);
      const required = tables.interfaceObjects.requirementOf(...at);
      const part = conditions.find((condition) => parts.has(condition));
      return [{ conditions, field: node, twins, required, part }];
    }
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      throw new Error('Invariant broken: a fetch that may have to be split has named fragments.');
    }
    const condition = node.typeCondition ? [node.typeCondition.name.value] : [];
    const below = { ...place, conditions: [...conditions, ...condition] };
    return unitsOf(node.selectionSet.selections, below);
  });
}

interface Whole {
  readonly fetch: FetchNode;
  readonly operation: OperationDefinitionNode;
  /** The `_entities` field. */
  readonly entities: FieldNode;
  readonly tables: Tables;
  /** What any of the fetch's units requires as a field of an interface object. */
  readonly known: ReadonlySet<string>;
  /** Fields of the keys of interface objects. */
  readonly keys: ReadonlySet<string>;
}

function fetchOf(group: Group, whole: Whole): FetchNode {
  const { units } = group;
  const { fetch, operation, entities } = whole;
  const selections = units.map(({ conditions, field }) => wrap(conditions, field));
  const field = { ...entities, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  const used = variablesIn(field);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const definition: OperationDefinitionNode = {
    ...operation,
    ...(variableDefinitions ? { variableDefinitions } : {}),
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [definition] };
  return {
    ...fetch,
    operation: print(document),
    ...inputOf(group, whole),
    variableUsages: fetch.variableUsages?.filter((name) => used.has(name)) ?? [],
  };
}

function inputOf(group: Group, whole: Whole): Pick<FetchNode, 'requires' | 'inputRewrites'> {
  const { part } = group;
  const { requires = [], inputRewrites } = whole.fetch;
  const own = part === undefined ? requires : requires.filter((each) => isOf(each, part));
  const rewrites = inputRewrites?.filter(
    ({ path }) => part === undefined || path[0] === `... on ${part}`,
  );
  return {
    requires: withoutOthers(withoutOtherTwins(own, group, whole), group, whole),
    ...(rewrites ? { inputRewrites: rewrites } : {}),
  };
}

function isOf(selection: QueryPlanSelectionNode, part: string): boolean {
  return selection.kind === 'InlineFragment' && selection.typeCondition === part;
}

function wrap(conditions: readonly string[], field: FieldNode): SelectionNode {
  return conditions.reduceRight<SelectionNode>(
    (selection, condition) => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: condition } },
      selectionSet: { kind: Kind.SELECTION_SET, selections: [selection] },
    }),
    field,
  );
}

function variablesIn(field: FieldNode): Set<string> {
  const names = new Set<string>();
  visit(field, { Variable: (node) => void names.add(node.name.value) });
  return names;
}

function withoutOtherTwins(
  selections: readonly QueryPlanSelectionNode[],
  group: Group,
  whole: Whole,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection) => {
    const { originals } = whole.tables.twins;
    const isTwin = selection.kind === 'Field' && originals.has(selection.name);
    if (isTwin && !group.twins.has(selection.name)) return [];
    if (!selection.selections) return [selection];
    const below = withoutOtherTwins(selection.selections, group, whole);
    return below.length === 0 ? [] : [{ ...selection, selections: below }];
  });
}

/** Leaves out what only other groups require of an interface object, unless it is of a key. */
function withoutOthers(
  selections: readonly QueryPlanSelectionNode[],
  { required }: Group,
  { known, keys }: Whole,
): QueryPlanSelectionNode[] {
  if (!required) return [...selections];
  const isNeeded = ({ name }: { readonly name: string }) =>
    !known.has(name) || required.has(name) || keys.has(name);
  const prune = (parts: readonly QueryPlanSelectionNode[]): QueryPlanSelectionNode[] =>
    parts.flatMap((part): QueryPlanSelectionNode[] => {
      if (part.kind === 'Field') return isNeeded(part) ? [part] : [];
      const needed = prune(part.selections);
      return needed.length === 0 ? [] : [{ ...part, selections: needed }];
    });
  return prune(selections);
}
