/**
 * What an answer has cost, by the same weights as the estimate: the objects that are really there, each
 * once, fields that several selections ask for merged. Walks the answer, so it is worked out only for
 * those who ask.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
  isCompositeType,
  isUnionType,
} from 'graphql';
import type { CostModel, Values } from './estimate-cost.ts';
import { argumentValues, weightOfCall, weightOfInput, weightOfValue } from './cost-weights.ts';

type Answer = Readonly<Record<string, unknown>>;

/** `variables` are coerced; `data` is the answer as the client gets it. */
export function actualCost(
  { schema, table }: CostModel,
  { document, operation, variables }: CostedOperation,
  data: Answer | null | undefined,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root || !data) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const walk: Walk = { schema, table, fragments, variables };
  return costOfObject(walk, data, selected(walk, root, [operation.selectionSet]));
}

export interface CostedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Values;
}

interface Walk extends Pick<CostModel, 'table'> {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Values;
}

/** What is selected of an object, by response name. */
type Selected = ReadonlyMap<string, SelectedField>;

interface SelectedField {
  readonly parent: GraphQLCompositeType;
  readonly nodes: FieldNode[];
  /** What is selected of its objects, found out with the first of them. */
  inside?: Selected;
}

function selected(
  walk: Walk,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): Selected {
  const fields = new Map<string, SelectedField>();
  const entered = new Set<string>();
  for (const set of sets) collect({ walk, fields, entered }, type, set);
  return fields;
}

function costOfObject(walk: Walk, data: Answer, fields: Selected): number {
  let cost = 0;
  for (const [key, field] of fields) {
    // Of a fragment that did not apply nothing is there.
    if (Object.hasOwn(data, key)) cost += costOfField(walk, data[key], field);
  }
  return cost;
}

interface Collecting {
  readonly walk: Walk;
  readonly fields: Map<string, SelectedField>;
  readonly entered: Set<string>;
}

function collect(
  collecting: Collecting,
  parent: GraphQLCompositeType,
  { selections }: SelectionSetNode,
): void {
  const { walk, fields, entered } = collecting;
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      const known = fields.get(key);
      if (known) known.nodes.push(node);
      else fields.set(key, { parent, nodes: [node] });
      continue;
    }
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      if (entered.has(node.name.value)) continue;
      entered.add(node.name.value);
    }
    const fragment =
      node.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(node.name.value) : node;
    if (!fragment) continue;
    const named = walk.schema.getType(fragment.typeCondition?.name.value ?? '');
    collect(collecting, isCompositeType(named) ? named : parent, fragment.selectionSet);
  }
}

function costOfField(walk: Walk, value: unknown, selection: SelectedField): number {
  const { parent, nodes } = selection;
  const [node] = nodes;
  if (!node || node.name.value.startsWith('__') || isUnionType(parent)) return 0;
  const field = parent.getFields()[node.name.value];
  if (!field) return 0;
  const place = `${parent.name}.${field.name}`;
  const type = getNamedType(field.type);
  const weight = weightOfValue(walk.table, place, type);
  const costOf = (each: unknown): number => {
    if (each === null || each === undefined) return 0;
    if (Array.isArray(each)) return each.reduce<number>((sum, item) => sum + costOf(item), 0);
    if (!isCompositeType(type)) return weight;
    selection.inside ??= selected(walk, type, setsOf(nodes));
    return weight + costOfObject(walk, each as Answer, selection.inside);
  };
  const values = argumentValues(field, node, walk.variables);
  const given = field.args.reduce((sum, { name, type: argumentType }) => {
    const isGiven = node.arguments?.some((argument) => argument.name.value === name);
    if (!isGiven || values[name] === undefined || values[name] === null) return sum;
    const own = walk.table.arguments.get(`${place}.${name}`) ?? 0;
    return sum + own + weightOfInput(walk.table, argumentType, values[name]);
  }, 0);
  return weightOfCall(walk.schema, parent) + given + costOf(value);
}

const setsOf = (nodes: readonly FieldNode[]) =>
  nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
