/** The smallest value that a type accepts: required fields alone, and in them the plainest values. */
import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';

/** An id of the right form that names nothing. */
const someId = '00000000-0000-7000-8000-000000000001';

const scalars: Readonly<Record<string, unknown>> = {
  ID: someId,
  String: 'x',
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2026-01-01T00:00:00.000Z',
  JSON: {},
};

/** As a variable's value. Errors: for a scalar that is not listed here. */
export function smallestInput(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return smallestInput(type.ofType);
  if (isListType(type)) return [smallestInput(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return scalarOf(type.name);
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, smallestInput(field.type)]));
}

function scalarOf(name: string): unknown {
  if (name in scalars) return scalars[name];
  throw new Error(
    `Which value does the scalar ${name} accept? Add one to ${import.meta.filename}.`,
  );
}
