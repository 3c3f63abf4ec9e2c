/**
 * What selecting a field asks for: its own rules, those of the type it is selected on and of the type
 * that it returns; through an interface also those of every member, as nobody knows beforehand which
 * member it will be. Who may see some members only asks for those, in fragments on them.
 */
import {
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
} from 'graphql';
import { type AccessRule, keyOfRule } from './access-rule.ts';
import type { AccessRules } from './access-rules.ts';

export type FieldsType = GraphQLObjectType | GraphQLInterfaceType;

/** Each rule once. Never for `__typename` and introspection, which everybody may ask for. */
export type SelectionRules = (parent: FieldsType, fieldName: string) => readonly AccessRule[];

/** Remembers what it has found out: a schema has a bounded number of fields. */
export function createSelectionRules(schema: GraphQLSchema, rules: AccessRules): SelectionRules {
  const known = new Map<string, readonly AccessRule[]>();
  return (parent, fieldName) => {
    const coordinate = `${parent.name}.${fieldName}`;
    let found = known.get(coordinate);
    if (!found) {
      const members = isInterfaceType(parent) ? schema.getPossibleTypes(parent) : [];
      const all = [parent, ...members].flatMap((type) => rulesOn(rules, type, fieldName));
      found = [...new Map(all.map((rule) => [keyOfRule(rule), rule])).values()];
      known.set(coordinate, found);
    }
    return found;
  };
}

function rulesOn(rules: AccessRules, type: FieldsType, fieldName: string): readonly AccessRule[] {
  const field = type.getFields()[fieldName];
  if (!field) return [];
  return [
    ...rules.of(type.name),
    ...rules.of(`${type.name}.${fieldName}`),
    ...rules.of(getNamedType(field.type).name),
  ];
}
