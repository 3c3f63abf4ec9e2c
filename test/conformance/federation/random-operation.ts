/** Random valid operations of a schema, as fast-check arbitraries. */
import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

const ids = ['u1', 'u2', 'u3', 'b1', 'b2', 'd1', 'd2', 'r1', 'r4', 'none'];
const conditions = [
  '',
  '',
  '',
  '',
  ' @include(if: $yes)',
  ' @skip(if: $no)',
  ' @include(if: $no)',
  ' @skip(if: false)',
];

export function operations(schema: GraphQLSchema): fc.Arbitrary<RandomOperation> {
  const query = schema.getQueryType() as GraphQLObjectType;
  return fc
    .record({
      body: selectionSet(schema, query, 4),
      id: fc.constantFrom(...ids),
      yes: fc.boolean(),
      no: fc.boolean(),
    })
    .map(({ body, ...variables }) => ({
      query: `query (${declarations(body)}) ${body}`.replace('query () ', 'query '),
      variables,
    }));
}

/** Only what the body uses: an unused variable is not valid. */
function declarations(body: string): string {
  const types = { id: 'ID!', yes: 'Boolean!', no: 'Boolean!' };
  return Object.entries(types)
    .filter(([name]) => new RegExp(`\\$${name}\\b`).test(body))
    .map(([name, type]) => `$${name}: ${type}`)
    .join(', ');
}

function selectionSet(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  depth: number,
): fc.Arbitrary<string> {
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const usable = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
  const options = [
    fc.constantFrom('__typename', 't: __typename'),
    ...usable.map((each) => fieldSelection(schema, each, depth)),
    ...(depth > 0 ? membersOf(schema, type).map((member) => fragment(schema, member, depth)) : []),
  ];
  return fc
    .array(fc.oneof(...options), { minLength: 1, maxLength: 5 })
    .map((selections) => `{ ${selections.join(' ')} }`);
}

function fieldSelection(
  schema: GraphQLSchema,
  { name, type, args }: GraphQLField<unknown, unknown>,
  depth: number,
): fc.Arbitrary<string> {
  const named = getNamedType(type);
  const body = isCompositeType(named) ? selectionSet(schema, named, depth - 1) : fc.constant('');
  return fc
    .record({
      alias: fc.constantFrom('', '', 'a', 'b'),
      condition: fc.constantFrom(...conditions),
      argument: argument(args.map((arg) => arg.name)),
      body,
    })
    .map(({ alias, condition, argument: given, body: below }) => {
      // Equal response names must mean equal fields: the alias says which field and arguments it is.
      const suffix = given.replaceAll(/\W/g, '');
      const responseName = alias || suffix ? `${alias || 'x'}_${name}${suffix}: ` : '';
      return `${responseName}${name}${given}${condition} ${below}`;
    });
}

function argument(names: readonly string[]): fc.Arbitrary<string> {
  if (names.includes('id')) {
    return fc.oneof(
      fc.constant('(id: $id)'),
      fc.constantFrom(...ids).map((id) => `(id: "${id}")`),
    );
  }
  if (names.includes('unit')) return fc.constantFrom('', '(unit: 2)', '(unit: 100)');
  return fc.constant('');
}

function membersOf(schema: GraphQLSchema, type: GraphQLNamedType): GraphQLNamedType[] {
  if (isInterfaceType(type) || isUnionType(type)) return [...schema.getPossibleTypes(type), type];
  return [type];
}

function fragment(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  depth: number,
): fc.Arbitrary<string> {
  return fc
    .record({
      condition: fc.constantFrom(...conditions),
      body: selectionSet(schema, type, depth - 1),
    })
    .map(({ condition, body }) => `... on ${type.name}${condition} ${body}`);
}
