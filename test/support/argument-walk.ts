/**
 * Every argument of every field of a root type, down to the leaves of its input objects, each as an
 * operation in which that leaf can be given any value and the rest is as small as it may be. For
 * tests that hold of every argument there is, also of those that are added later.
 */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
} from 'graphql';
import { smallestInput } from './smallest-input.ts';

export interface ArgumentCase {
  /** E.g. `createAgent`. */
  readonly field: string;
  /** The leaf, as refusals name it: `input.capabilities[0]`. */
  readonly path: string;
  /** Name of the leaf's type: `String`, `DateTime`, an enum's name. */
  readonly type: string;
  readonly document: string;
  /** The variables of the document, with this value at the leaf. */
  variables(value: unknown): Readonly<Record<string, unknown>>;
}

/** What an operation asks for of what its field gives. */
export type Select = (type: GraphQLNamedType) => string;

const selectName: Select = (type) => (isCompositeType(type) ? '{ __typename }' : '');

/** One case a leaf; `root` is the Query or the Mutation type. */
export function walkArguments(
  root: GraphQLObjectType,
  select: Select = selectName,
): ArgumentCase[] {
  return Object.values(root.getFields()).flatMap((field) =>
    field.args.flatMap((argument) => {
      const others = field.args.filter((each) => each !== argument && isRequiredArgument(each));
      const rest = Object.fromEntries(others.map(({ name, type }) => [name, smallestInput(type)]));
      const document = documentOf(field, [argument, ...others], select);
      const operation = root.name.toLowerCase();
      return leavesOf(argument.type, argument.name).map(({ path, type, at }) => ({
        field: field.name,
        path,
        type,
        document: `${operation} ${document}`,
        variables: (value: unknown) => ({ ...rest, [argument.name]: at(value) }),
      }));
    }),
  );
}

/** The field with these arguments as variables of their names, which are declared before. */
function documentOf(
  field: GraphQLField<unknown, unknown>,
  args: readonly GraphQLArgument[],
  select: Select,
): string {
  const variables = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `(${variables}) { ${field.name}(${given}) ${select(getNamedType(field.type))} }`;
}

interface Leaf {
  readonly path: string;
  readonly type: string;
  /** The argument with this value at the leaf. */
  readonly at: (value: unknown) => unknown;
}

/** An input that contains itself is followed so far. */
const maxDepth = 5;

function leavesOf(type: GraphQLInputType, path: string, depth = 0): Leaf[] {
  if (isNonNullType(type)) return leavesOf(type.ofType, path, depth);
  if (isListType(type)) {
    return leavesOf(type.ofType, `${path}[0]`, depth).map((leaf) => ({
      ...leaf,
      at: (value) => [leaf.at(value)],
    }));
  }
  if (!isInputObjectType(type)) return [{ path, type: type.name, at: (value) => value }];
  if (depth === maxDepth) return [];
  const rest = smallestInput(type) as object;
  return Object.values(type.getFields()).flatMap((field) =>
    leavesOf(field.type, `${path}.${field.name}`, depth + 1).map((leaf) => ({
      ...leaf,
      at: (value) => ({ ...rest, [field.name]: leaf.at(value) }),
    })),
  );
}
