/**
 * What operations ask of the schema itself. No subgraph answers that, but the gateway does, in the thread
 * that serves everybody, and every alias of `__schema` is answered anew.
 */
import {
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  getIntrospectionQuery,
  getOperationAST,
  isUnionType,
  parse,
} from 'graphql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { ListSize } from './cost-table.ts';
import { type CostModel, type FieldChoice, type Values, compileEstimate } from './estimate-cost.ts';

/**
 * How often an operation may ask for as much as tools do that read all of a schema. Arbiter's own takes
 * 0.03 s.
 */
const maxReadings = 2;

const listOf = (assumedSize: number): ListSize => ({
  assumedSize,
  slicingArguments: [],
  sizedFields: [],
  isSliceRequired: false,
});

/** As in large schemas. One type alone may be chosen for its many fields, so it counts as several. */
const assumedLists: readonly (readonly [string, ListSize])[] = [
  ['__Schema.directives', listOf(20)],
  ['__Type.fields', listOf(20)],
  ['__Type.inputFields', listOf(10)],
  ['__Type.enumValues', listOf(10)],
  ['__Type.interfaces', listOf(2)],
  ['__Type.possibleTypes', listOf(2)],
  ['__Field.args', listOf(1)],
  ['__Directive.args', listOf(3)],
  // Tools ask for nine types inside each other, of which few have more than two.
  ['__Type.ofType', listOf(0.5)],
  ['Query.__type', listOf(8)],
];

/** Values cost as much as objects here: nothing is fetched for either. */
const once = (type: string): [string, number] => [type, 1];

/** Counts what is introspected, and nothing else. */
export function introspectionModel(schema: GraphQLSchema): CostModel {
  const types = Object.keys(schema.getTypeMap()).length;
  const none = new Map<string, number>();
  const values = new Map(['String', 'Boolean', '__TypeKind', '__DirectiveLocation'].map(once));
  const lists = new Map([['__Schema.types', listOf(types)], ...assumedLists]);
  const table = { types: values, fields: none, arguments: none, lists };
  return { schema, table, maxListSize: Number.POSITIVE_INFINITY, fieldOf: introspectedField };
}

const introspectedField: FieldChoice = (parent, name) => {
  if (name === '__schema') return SchemaMetaFieldDef;
  if (name === '__type') return TypeMetaFieldDef;
  return isUnionType(parent) || !parent.name.startsWith('__')
    ? undefined
    : parent.getFields()[name];
};

/** Errors of the result: BAD_USER_INPUT when the operation asks for too much of the schema. */
export type IntrospectionCheck = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
) => (variables: Values) => void;

export function createIntrospectionCheck(schema: GraphQLSchema): IntrospectionCheck {
  const model = introspectionModel(schema);
  let maximum: number | undefined;
  return (document, operation) => {
    const estimate = compileEstimate(model, document, operation);
    if (estimate === 0) return () => undefined;
    return (variables) => {
      const found = typeof estimate === 'number' ? estimate : estimate(variables);
      maximum ??= maxReadings * costOfReading(model);
      if (found > maximum) throw tooMuch();
    };
  };
}

/** Of all that tools ask for. */
function costOfReading(model: CostModel): number {
  const document = parse(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }));
  const operation = getOperationAST(document);
  const estimate = operation && compileEstimate(model, document, operation);
  return typeof estimate === 'number' ? estimate : Number.POSITIVE_INFINITY;
}

function tooMuch(): AppError {
  const message = `The operation asks for more of the schema than ${maxReadings} times all of it; ask for less at once.`;
  return new AppError('BAD_USER_INPUT', message, { field: 'query' });
}
