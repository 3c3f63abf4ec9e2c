/**
 * Every argument of every field below the roots, as an operation that comes to it on the shortest way
 * from a query that needs nothing: filters and cursors of the lists inside objects.
 */
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type ArgumentCase, walkArguments } from '../../support/argument-walk.ts';
import { selectNear } from './selection.ts';

/** Surrounds a selection of the type by the way to it. */
type Way = (selection: string) => string;

/** One case an argument's leaf, of each type that can be come to. */
export function walkNestedArguments(schema: GraphQLSchema): ArgumentCase[] {
  const roots = new Set<unknown>([schema.getMutationType(), schema.getSubscriptionType()]);
  return [...waysFrom(schema)].flatMap(([type, way]) => {
    if (roots.has(type) || type === schema.getQueryType()) return [];
    const cases = walkArguments(type, (child) => selectNear(schema, child));
    return cases.map((each) => ({
      ...each,
      field: `${type.name}.${each.field}`,
      document: led(each, way),
    }));
  });
}

/** `thing ($a: T) { field(a: $a) { … } }`, which the walk has made, as a query that leads there. */
function led({ document }: ArgumentCase, way: Way): string {
  const [, variables = '', selection = ''] = /^\w+ (\([^)]*\)) ([^]*)$/.exec(document) ?? [];
  return `query ${variables} ${way(selection)}`;
}

/** The shortest way to each object type, breadth first. */
function waysFrom(schema: GraphQLSchema): Map<GraphQLObjectType, Way> {
  const query = schema.getQueryType();
  if (!query) throw new Error('There is no Query.');
  const ways = new Map<GraphQLObjectType, Way>([[query, (selection) => selection]]);
  for (const [type, way] of ways) {
    const fields = Object.values(type.getFields()).filter(
      ({ args }) => !args.some(isRequiredArgument),
    );
    for (const { name, type: output } of fields) {
      for (const [child, inside] of objectsOf(schema, getNamedType(output))) {
        if (!ways.has(child))
          ways.set(child, (selection) => way(`{ ${name} ${inside(selection)} }`));
      }
    }
  }
  return ways;
}

/** The type itself, or the members of an interface or a union, each in its fragment. */
function objectsOf(schema: GraphQLSchema, type: GraphQLNamedType): [GraphQLObjectType, Way][] {
  if (isObjectType(type)) return [[type, (selection) => selection]];
  if (!isAbstractType(type)) return [];
  return schema
    .getPossibleTypes(type)
    .map((member) => [member, (selection) => `{ ... on ${member.name} ${selection} }`]);
}
