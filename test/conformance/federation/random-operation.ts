/** Random valid operations of a schema, as fast-check arbitraries. */
import fc from 'fast-check';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  print,
  visit,
} from 'graphql';
import { hoistFragments } from './hoist-fragments.ts';

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
const maxDepth = 4;

export function operations(schema: GraphQLSchema): fc.Arbitrary<RandomOperation> {
  const query = schema.getQueryType() as GraphQLObjectType;
  const body = createGenerator(schema)(query, maxDepth);
  return fc
    .record({
      body: fc.oneof(body, fc.tuple(body, permutations(schema)).map(renamed)),
      id: fc.constantFrom(...ids),
      unit: fc.constantFrom(2, 100),
      yes: fc.boolean(),
      no: fc.boolean(),
      named: fc.array(fc.boolean(), { maxLength: 8 }),
    })
    .map(({ body: text, named, ...variables }) => ({
      query: hoistFragments(
        `query (${declarations(text)}) ${text}`.replace('query () ', 'query '),
        named,
      ),
      variables,
    }));
}

/** Only what the body uses: an unused variable is not valid. */
function declarations(body: string): string {
  const types = { id: 'ID!', unit: 'Int', yes: 'Boolean!', no: 'Boolean!' };
  return Object.entries(types)
    .filter(([name]) => new RegExp(`\\$${name}\\b`).test(body))
    .map(([name, type]) => `$${name}: ${type}`)
    .join(', ');
}

/** For each field of the schema another's name, and the arguments that it has wherever it stands. */
interface Permutation {
  readonly aliases: ReadonlyMap<string, string>;
  readonly given: Readonly<Record<string, string>>;
}

function permutations(schema: GraphQLSchema): fc.Arbitrary<Permutation> {
  const fields = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()));
  const names = [...new Set(fields.map(({ name }) => name)), '__typename'];
  const given = fc.record(
    Object.fromEntries(
      fields.map(({ name, args }) => [name, argument(args.map((arg) => arg.name))] as const),
    ),
  );
  const shuffled = fc.shuffledSubarray(names, { minLength: names.length });
  return fc.record({ shuffled, given }).map(({ shuffled: others, given: chosen }) => ({
    aliases: new Map(names.map((name, index) => [name, others[index] ?? name])),
    given: chosen,
  }));
}

/**
 * Throughout the operation each field goes by the name of another, and always has the same arguments,
 * so that equal response names mean equal fields.
 */
function renamed([body, { aliases, given }]: [string, Permutation]): string {
  return print(
    visit(parse(body), {
      Field(node) {
        const { value: name } = node.name;
        const [like] = parseFields(`{ ${name}${given[name] ?? ''} }`);
        const alias = { kind: Kind.NAME, value: aliases.get(name) ?? name } as const;
        return { ...node, alias, arguments: like?.arguments ?? [] };
      },
    }),
  );
}

function parseFields(text: string): FieldNode[] {
  const [operation] = parse(text).definitions;
  const { selections } = (operation as OperationDefinitionNode).selectionSet;
  return selections.filter((node) => node.kind === Kind.FIELD);
}

type Generator = (type: GraphQLNamedType, depth: number) => fc.Arbitrary<string>;

/** Selection sets of a type, at most so deep; each generator is made once. */
function createGenerator(schema: GraphQLSchema): Generator {
  const known = new Map<string, fc.Arbitrary<string>>();
  const generate: Generator = (type, depth) => {
    const key = `${type.name} ${depth}`;
    const found = known.get(key);
    if (found) return found;
    const made = selectionSet({ schema, generate }, type, depth);
    known.set(key, made);
    return made;
  };
  return generate;
}

interface Making {
  readonly schema: GraphQLSchema;
  readonly generate: Generator;
}

function selectionSet(making: Making, type: GraphQLNamedType, depth: number): fc.Arbitrary<string> {
  const { schema, generate } = making;
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const usable = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
  const members = depth > 0 ? membersOf(schema, type) : [];
  const options = [
    fc.constantFrom('__typename', 't: __typename'),
    ...usable.map((each) => fieldSelection(generate, each, depth)),
    ...members.map((member) => fragment(generate, member, depth)),
  ];
  return fc
    .array(fc.oneof(...options), { minLength: 1, maxLength: 5 })
    .map((selections) => `{ ${selections.join(' ')} }`);
}

function fieldSelection(
  generate: Generator,
  { name, type, args }: GraphQLField<unknown, unknown>,
  depth: number,
): fc.Arbitrary<string> {
  const named = getNamedType(type);
  return fc
    .record({
      alias: fc.constantFrom('', '', 'a', 'b'),
      condition: fc.constantFrom(...conditions),
      argument: argument(args.map((arg) => arg.name)),
      body: isCompositeType(named) ? generate(named, depth - 1) : fc.constant(''),
    })
    .map(({ alias, condition, argument: given, body }) => {
      // Equal response names must mean equal fields: the alias says which field and arguments it is.
      const suffix = given.replaceAll(/\W/g, '');
      const responseName = alias || suffix ? `${alias || 'x'}_${name}${suffix}: ` : '';
      return `${responseName}${name}${given}${condition} ${body}`;
    });
}

function argument(names: readonly string[]): fc.Arbitrary<string> {
  const [name] = names;
  if (name === undefined) return fc.constant('');
  if (name !== 'id')
    return fc.constantFrom('', `(${name}: 2)`, `(${name}: 100)`, `(${name}: $unit)`);
  return fc.constantFrom('(id: $id)', '(id: $id)', ...ids.map((id) => `(id: "${id}")`));
}

function membersOf(schema: GraphQLSchema, type: GraphQLNamedType): GraphQLNamedType[] {
  if (isInterfaceType(type) || isUnionType(type)) return [...schema.getPossibleTypes(type), type];
  return [type];
}

function fragment(
  generate: Generator,
  type: GraphQLNamedType,
  depth: number,
): fc.Arbitrary<string> {
  return fc
    .record({ condition: fc.constantFrom(...conditions), body: generate(type, depth - 1) })
    .map(({ condition, body }) => `... on ${type.name}${condition} ${body}`);
}
