/**
 * What an operation will cost at most, before it runs: each object counts its weight, times the length
 * of the lists it is in, which the arguments say that ask for pages. Selections are added up as they are
 * written, also where execution merges them or only one of several types can be there; that is more than
 * the truth, never less, and keeps the work in proportion to the text: a fragment is compiled once,
 * however often it is spread.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { type Amount, add, evaluate, multiply, shared, valueOf } from './amount.ts';
import type { CostTable, ListSize } from './cost-table.ts';
import {
  argumentValues,
  isInputWeighed,
  weightOfInput,
  weightOfOperation,
  weightOfValue,
} from './cost-weights.ts';
import { limitExceeded } from './operation-limits.ts';

export type Values = Readonly<Record<string, unknown>>;

export interface CostModel {
  readonly schema: GraphQLSchema;
  readonly table: CostTable;
  /** Longest page that may be asked for. */
  readonly maxListSize: number;
}

/** Items of a list of which nothing is said. */
export const assumedListSize = 10;

/**
 * Compiles the cost of a valid operation: a number where no variable matters, else a function of the
 * coerced variables. Errors, of the compilation or of the function: BAD_USER_INPUT for a page longer
 * than allowed, and where a required slicing argument is missing.
 */
export function compileEstimate(
  model: CostModel,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): number | ((variables: Values) => number) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const compiling: Compiling = { ...model, fragments, compiled: new Map() };
  const root = model.schema.getRootType(operation.operation);
  if (!root) return 0;
  const amount = add([
    weightOfOperation(operation.operation),
    costOfSelections(compiling, { type: root, sized: none }, operation.selectionSet),
  ]);
  return typeof amount === 'number' ? amount : (variables) => evaluate(amount, variables);
}

interface Compiling extends CostModel {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** By fragment, and by how the lists in it are sized. */
  readonly compiled: Map<string, Map<Sized, Amount>>;
}

/** Fields that are the list which a page is about, and its length. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: Amount;
}

const none: Sized = { fields: [], size: 0 };

interface Place {
  readonly type: GraphQLCompositeType;
  readonly sized: Sized;
}

function costOfSelections(
  compiling: Compiling,
  place: Place,
  { selections }: SelectionSetNode,
): Amount {
  return add(selections.map((node) => whenAsked(node, costOfSelection(compiling, place, node))));
}

function costOfSelection(compiling: Compiling, place: Place, node: SelectionNode): Amount {
  if (node.kind === Kind.FIELD) return costOfField(compiling, place, node);
  if (node.kind === Kind.INLINE_FRAGMENT) {
    const type = conditionType(compiling, node.typeCondition?.name.value) ?? place.type;
    return costOfSelections(compiling, { ...place, type }, node.selectionSet);
  }
  return costOfFragment(compiling, place, node.name.value);
}

function costOfFragment(compiling: Compiling, { sized }: Place, name: string): Amount {
  const known = compiling.compiled.get(name) ?? new Map<Sized, Amount>();
  compiling.compiled.set(name, known);
  const found = known.get(sized);
  if (found !== undefined) return found;
  const fragment = compiling.fragments.get(name);
  const type = conditionType(compiling, fragment?.typeCondition.name.value);
  const amount =
    fragment && type
      ? shared(costOfSelections(compiling, { type, sized }, fragment.selectionSet))
      : 0;
  known.set(sized, amount);
  return amount;
}

function conditionType(
  { schema }: Compiling,
  name: string | undefined,
): GraphQLCompositeType | undefined {
  const type = name === undefined ? undefined : schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}

function costOfField(
  compiling: Compiling,
  { type: parent, sized }: Place,
  node: FieldNode,
): Amount {
  const name = node.name.value;
  // Introspection is answered from memory, and validation bounds how far it goes.
  if (name.startsWith('__') || isUnionType(parent)) return 0;
  const field = parent.getFields()[name];
  if (!field) return 0;
  const place = `${parent.name}.${name}`;
  const type = getNamedType(field.type);
  const said = compiling.table.lists.get(place);
  const page = said && sizeOfPage(compiling, { field, node, said });
  const below: Sized =
    page !== undefined && said !== undefined && said.sizedFields.length > 0
      ? { fields: said.sizedFields, size: page }
      : none;
  const inside =
    node.selectionSet && isCompositeType(type)
      ? costOfSelections(compiling, { type, sized: below }, node.selectionSet)
      : 0;
  const count = countOf({ name, field, sized, page, said });
  const one = add([weightOfValue(compiling.table, place, type), inside]);
  const given = costOfArguments(compiling, { field, node, place });
  return add([multiply(count, one), given, page === undefined ? 0 : checked(page)]);
}

/** Costs nothing, but refuses a page that is too long, also one of which nothing costly is asked. */
function checked(page: Amount): Amount {
  if (typeof page === 'number') return 0;
  return (evaluation) => {
    page(evaluation);
    return 0;
  };
}

function countOf({
  name,
  field,
  sized,
  page,
  said,
}: {
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly sized: Sized;
  readonly page: Amount | undefined;
  readonly said: ListSize | undefined;
}): Amount {
  if (sized.fields.includes(name)) return sized.size;
  if (page !== undefined && said?.sizedFields.length === 0) return page;
  return hasList(field) ? assumedListSize : 1;
}

function hasList({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

interface Slicing {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly said: ListSize;
}

/** The largest of the slicing arguments; none below 0, which the subgraph refuses. */
function sizeOfPage({ maxListSize }: Compiling, { field, node, said }: Slicing): Amount {
  const { slicingArguments, assumedSize = assumedListSize } = said;
  if (slicingArguments.length === 0) return assumedSize;
  return dependent(node, (variables) => {
    const values = argumentValues(field, node, variables);
    const given = slicingArguments.filter((name) => typeof values[name] === 'number');
    if (said.isSliceRequired && given.length !== 1) {
      const [first = 'first'] = slicingArguments;
      throw badInput(first, `${field.name} must be given one of ${slicingArguments.join(', ')}.`);
    }
    for (const name of given) requireListSize(values[name] as number, name, maxListSize);
    if (given.length === 0) return assumedSize;
    return Math.max(0, ...given.map((name) => values[name] as number));
  });
}

function requireListSize(found: number, field: string, maximum: number): void {
  if (found > maximum) throw limitExceeded({ limit: 'listSize', maximum, found, field });
}

function costOfArguments(
  { table }: Compiling,
  { field, node, place }: Pick<Slicing, 'field' | 'node'> & { readonly place: string },
): Amount {
  const weighed = field.args.filter(({ name, type }) => {
    const isGiven = node.arguments?.some((argument) => argument.name.value === name);
    return isGiven && (table.arguments.has(`${place}.${name}`) || isInputWeighed(table, type));
  });
  if (weighed.length === 0) return 0;
  return dependent(node, (variables) => {
    const values = argumentValues(field, node, variables);
    return weighed.reduce((sum, { name, type }) => {
      if (values[name] === undefined || values[name] === null) return sum;
      const own = table.arguments.get(`${place}.${name}`) ?? 0;
      return sum + own + weightOfInput(table, type, values[name]);
    }, 0);
  });
}

/** An amount that depends on a field's arguments: known at once when no variable is among them. */
function dependent(node: FieldNode, workOut: (variables: Values) => number): Amount {
  const usesVariables = node.arguments?.some(({ value }) => hasVariable(value)) ?? false;
  return usesVariables ? ({ variables }) => workOut(variables) : workOut({});
}

function hasVariable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, values, fields } = value as {
    kind?: string;
    values?: readonly unknown[];
    fields?: readonly { readonly value: unknown }[];
  };
  if (kind === Kind.VARIABLE) return true;
  return (values ?? []).some(hasVariable) || (fields ?? []).some((each) => hasVariable(each.value));
}

/** Nothing for what @skip and @include leave out. */
function whenAsked(node: SelectionNode, amount: Amount): Amount {
  if (!node.directives?.length) return amount;
  return (evaluation) => (isLeftOut(node, evaluation.variables) ? 0 : valueOf(amount, evaluation));
}

/** A condition that does not fit leaves nothing out: execution says what is wrong with it. */
function isLeftOut({ directives = [] }: SelectionNode, variables: Values): boolean {
  return directives.some(({ name, arguments: args }) => {
    if (name.value !== 'skip' && name.value !== 'include') return false;
    const value = args?.find((argument) => argument.name.value === 'if')?.value;
    const isTrue =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'skip' ? isTrue === true : isTrue === false;
  });
}
