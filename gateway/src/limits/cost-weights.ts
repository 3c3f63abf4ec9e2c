/** The weights behind estimated and actual costs: where nothing is said, an object costs 1, a value 0. */
import {
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { CostTable } from './cost-table.ts';

/** A mutation takes locks, writes an event and is followed by others' work. */
const mutationWeight = 10;
const objectWeight = 1;

/** What asking for a field of that type costs, whatever its value is: each mutation is work of its own. */
export function weightOfCall(schema: GraphQLSchema, parent: GraphQLNamedType): number {
  return parent === schema.getMutationType() ? mutationWeight : 0;
}

/** What one value of a field costs, without what is inside it. `place` is `Type.field`. */
export function weightOfValue(table: CostTable, place: string, type: GraphQLNamedType): number {
  const said = table.fields.get(place) ?? table.types.get(type.name);
  return said ?? (isCompositeType(type) ? objectWeight : 0);
}

/** What a value of an argument or an input field costs: the weights of all fields that it gives. */
export function weightOfInput(table: CostTable, type: GraphQLInputType, value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (isNonNullType(type)) return weightOfInput(table, type.ofType, value);
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value];
    return items.reduce<number>((sum, item) => sum + weightOfInput(table, type.ofType, item), 0);
  }
  if (!isInputObjectType(type) || typeof value !== 'object') return 0;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.values(type.getFields()).reduce((sum, field) => {
    if (given[field.name] === undefined || given[field.name] === null) return sum;
    const own = table.fields.get(`${type.name}.${field.name}`) ?? 0;
    return sum + own + weightOfInput(table, field.type, given[field.name]);
  }, 0);
}

/** Whether anything in values of the type may have a weight. */
export function isInputWeighed(
  table: CostTable,
  type: GraphQLInputType,
  seen = new Set<string>(),
): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some(
    (field) =>
      table.fields.has(`${named.name}.${field.name}`) || isInputWeighed(table, field.type, seen),
  );
}

/** The field's arguments for coerced variables; none when they do not fit, which execution tells. */
export function argumentValues(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  try {
    return getArgumentValues(field, node, { ...variables });
  } catch (error) {
    if (error instanceof GraphQLError) return {};
    throw error;
  }
}
