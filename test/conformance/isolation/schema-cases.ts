/** What a schema offers, as cases: arguments, subscriptions, and types that have a key. */
import { expect } from '@jest/globals';
import { type GraphQLSchema, getNamedType, isObjectType, isRequiredArgument } from 'graphql';
import { type ArgumentCase, walkArguments } from '../../support/argument-walk.ts';
import { selectAll, selectNear } from './selection.ts';

/** Every subscription, asked for everything: behind `$after`, and of `$id` where one is needed. */
export function subscriptionsOf(schema: GraphQLSchema) {
  return Object.values(schema.getSubscriptionType()?.getFields() ?? {}).map((field) => {
    const [needed, ...others] = field.args.filter(isRequiredArgument);
    expect({ subscription: field.name, others }).toEqual({ subscription: field.name, others: [] });
    const [variable, argument] = needed ? ['$id: ID!, ', `${needed.name}: $id, `] : ['', ''];
    const selection = selectAll(schema, getNamedType(field.type));
    const document = `subscription (${variable}$after: String) { ${field.name}(${argument}after: $after) ${selection} }`;
    return { name: field.name, document, needsId: needed !== undefined };
  });
}

/** Names of the types that the subgraph resolves references of, by id. */
export function entitiesOf(schema: GraphQLSchema): string[] {
  const union = schema.getType('_Entity');
  return union && 'getTypes' in union ? union.getTypes().map(({ name }) => name) : [];
}

/** Every argument of the root's fields that is of one of the types. */
export function argumentsOf(
  schema: GraphQLSchema,
  root: 'Query' | 'Mutation',
  types: readonly string[],
): ArgumentCase[] {
  const type = schema.getType(root);
  if (!isObjectType(type)) throw new Error(`There is no ${root}.`);
  // Only what is asked for can leak; ids are told apart by what is found at all.
  const cases = types.includes('String')
    ? walkArguments(type, (child) => selectNear(schema, child))
    : walkArguments(type);
  return cases.filter((each) => types.includes(each.type));
}
