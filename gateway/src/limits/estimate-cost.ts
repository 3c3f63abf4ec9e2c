/**
 * What an operation will cost at most, before it runs: each object counts its weight, times the length
 * of the lists it is in, which the arguments say that ask for pages. Selections are added up as they are
 * written, also where execution merges them or only one of several types can be there; that is more than
 * the truth, never less, and keeps the work in proportion to the text: a fragment is compiled once,
 * however often it is spread, and below pages of whatever length.
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
import { type Amount, add, evaluate, multiply } from './amount.ts';
import type { CostTable, ListSize } from './cost-table.ts';
import {
  argumentValues,
  isInputWeighed,
  weightOfCall,
  weightOfInput,
  weightOfValue,
} from './cost-weights.ts';
import { dependentOn, whenAsked } from './node-amount.ts';
import { limitExceeded } from './operation-limits.ts';
import { type SizedAmount, addSized, nothingSized, ofLength, sharedSized } from './sized-amount.ts';

export type Values = Readonly<Record<string, unknown>>;

export interface CostModel {
  readonly schema: GraphQLSchema;
  readonly table: CostTable;
  /** Longest page that may be asked for. */
  readonly maxListSize: number;
  /** Which fields count, by default all but those of introspection; see introspection-cost.ts. */
  readonly fieldOf?: FieldChoice;
}

/** The field of that name, if it counts. */
export type FieldChoice = (
  parent: GraphQLCompositeType,
  name: string,
) => GraphQLField<unknown, unknown> | undefined;

const dataField: FieldChoice = (parent, name) =>
  isUnionType(parent) || name.startsWith('__') ? undefined : parent.getFields()[name];

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
  const place = { type: root, sizedFields: [] };
  const amount = costOfSelections(compiling, place, operation.selectionSet).apart;
  return typeof amount === 'number' ? amount : (variables) => evaluate(amount, variables);
}

interface Compiling extends CostModel {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** By the fragment, and by which of its fields are the list of a page; of these a schema has few. */
  readonly compiled: Map<string, SizedAmount>;
}

interface Place {
  readonly type: GraphQLCompositeType;
  /** Fields that are the list which the page around them is about. */
  readonly sizedFields: readonly string[];
}

function costOfSelections(
  compiling: Compiling,
  place: Place,
  { selections }: SelectionSetNode,
): SizedAmount {
  return addSized(
    selections.map((node) => {
      const { apart, perItem } = costOfSelection(compiling, place, node);
      return { apart: whenAsked(node, apart), perItem: whenAsked(node, perItem) };
    }),
  );
}

function costOfSelection(compiling: Compiling, place: Place, node: SelectionNode): SizedAmount {
  if (node.kind === Kind.FIELD) return costOfField(compiling, place, node);
  if (node.kind === Kind.INLINE_FRAGMENT) {
    const type = conditionType(compiling, node.typeCondition?.name.value) ?? place.type;
    return costOfSelections(compiling, { ...place, type }, node.selectionSet);
  }
  return costOfFragment(compiling, place, node.name.value);
}

function costOfFragment(compiling: Compiling, { sizedFields }: Place, name: string): SizedAmount {
  const key = [name, ...sizedFields].join(' ');
  const known = compiling.compiled.get(key);
  if (known) return known;
  const fragment = compiling.fragments.get(name);
  const type = conditionType(compiling, fragment?.typeCondition.name.value);
  const amount =
    fragment && type
      ? sharedSized(costOfSelections(compiling, { type, sizedFields }, fragment.selectionSet))
      : nothingSized;
  compiling.compiled.set(key, amount);
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
  { type: parent, sizedFields }: Place,
  node: FieldNode,
): SizedAmount {
  const name = node.name.value;
  const { fieldOf = dataField } = compiling;
  const field = fieldOf(parent, name);
  if (!field) return nothingSized;
  const place = `${parent.name}.${name}`;
  const said = compiling.table.lists.get(place);
  const page = said && sizeOfPage(compiling, { field, node, said });
  const weight = weightOfValue(compiling.table, place, getNamedType(field.type));
  const one = add([weight, costInside(compiling, { field, node, said }, page)]);
  const given = costOfArguments(compiling, { field, node, place });
  const call = weightOfCall(compiling.schema, parent);
  const apart = add([call, given, page === undefined ? 0 : checked(page)]);
  if (sizedFields.includes(name)) return { apart, perItem: one };
  return { apart: add([multiply(countOf({ field, page, said }), one), apart]), perItem: 0 };
}

function costInside(
  compiling: Compiling,
  { field, node, said }: Pick<Slicing, 'field' | 'node'> & { readonly said: ListSize | undefined },
  page: Amount = 0,
): Amount {
  const type = getNamedType(field.type);
  if (!node.selectionSet || !isCompositeType(type)) return 0;
  const below = { type, sizedFields: said?.sizedFields ?? [] };
  return ofLength(costOfSelections(compiling, below, node.selectionSet), page);
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
  field,
  page,
  said,
}: {
  readonly field: GraphQLField<unknown, unknown>;
  readonly page: Amount | undefined;
  readonly said: ListSize | undefined;
}): Amount {
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
  return dependentOn(node, (variables) => {
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
  return dependentOn(node, (variables) => {
    const values = argumentValues(field, node, variables);
    return weighed.reduce((sum, { name, type }) => {
      if (values[name] === undefined || values[name] === null) return sum;
      const own = table.arguments.get(`${place}.${name}`) ?? 0;
      return sum + own + weightOfInput(table, type, values[name]);
    }, 0);
  });
}
