/**
 * Documents that ask for everything a schema has, made from the schema, so that fields which are added
 * later are asked for without being listed.
 */
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  astFromValue,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  print,
} from 'graphql';
import { smallestInput } from '../../support/smallest-input.ts';

type Field = GraphQLField<unknown, unknown>;

/** Objects inside each other that are followed; connections and their edges take two of them. */
const maxDepth = 6;

/** Everything below the type: `{ … }`, or nothing for a leaf. A type is not entered again below itself. */
export function selectAll(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  above: readonly string[] = [],
): string {
  if (isLeafType(type)) return '';
  if (isObjectType(type)) return `{ __typename ${fieldsOf(schema, type, { above }).join(' ')} }`;
  if (!isAbstractType(type)) throw new Error(`${type.name} is no output type.`);
  // Members may have fields of one name and different types.
  const members = schema.getPossibleTypes(type).map((member) => {
    const prefix = `${member.name}_`;
    return `... on ${member.name} { ${fieldsOf(schema, member, { above, prefix }).join(' ')} }`;
  });
  return `{ __typename ${members.join(' ')} }`;
}

/** Each field of the type by itself, with everything below it. */
export const selectEach = (schema: GraphQLSchema, type: GraphQLObjectType): string[] =>
  fieldsOf(schema, type, { above: [] });

/** Three levels of it: a connection, its nodes, and what belongs to them. */
export const selectNear = (schema: GraphQLSchema, type: GraphQLNamedType): string =>
  selectAll(schema, type, ['', '', '']);

/** Two levels of it: a connection and its nodes, or an object and what stands directly in it. */
export const selectRows = (schema: GraphQLSchema, type: GraphQLNamedType): string =>
  selectAll(schema, type, ['', '', '', '']);

function fieldsOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  { above, prefix = '' }: { above: readonly string[]; prefix?: string },
): string[] {
  const inside = [...above, type.name];
  return Object.values(type.getFields()).flatMap((field) => {
    const child = getNamedType(field.type);
    const isFollowed = inside.length < maxDepth && !inside.includes(child.name);
    if (!isLeafType(child) && !isFollowed) return [];
    const alias = prefix ? `${prefix}${field.name}: ` : '';
    return [`${alias}${field.name}${literalArguments(field)} ${selectAll(schema, child, inside)}`];
  });
}

/** The arguments without which the field cannot be asked for, as small as they may be. */
function literalArguments(field: Field): string {
  const given = field.args.filter(isRequiredArgument).map(({ name, type }) => {
    const literal = astFromValue(smallestInput(type), type);
    return `${name}: ${literal ? print(literal) : 'null'}`;
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}
