/**
 * Values of variables, and what is told of those that do not fit: where, why, and a part of the value.
 * graphql-js repeats the whole value in every message: an input object of 4 MB with 20 unknown fields
 * was answered by 80 MB.
 */
import {
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  coerceInputValue,
  getVariableValues,
  isInputType,
  typeFromAST,
} from 'graphql';
import { shortMessage } from '@arbiter/server/graphql/short-message.ts';

type Values = Readonly<Record<string, unknown>>;
type VariableValues =
  | { readonly coerced: Values; readonly errors?: undefined }
  | { readonly errors: readonly GraphQLError[] };

/** As many as help somebody who mends a program. */
const maxVariableErrors = 20;

/** The values as the operation declares them; otherwise errors, each of at most 1,000 characters or so. */
export function variableValues(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: Pick<OperationDefinitionNode, 'variableDefinitions'>,
  given: Values,
): VariableValues {
  // One fault is enough to know that there are some.
  const values = getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 });
  if (values.coerced) return { coerced: values.coerced };
  const faults: GraphQLError[] = [];
  for (const definition of variableDefinitions) {
    if (faults.length >= maxVariableErrors) break;
    faults.push(...faultsOf(schema, definition, given).slice(0, maxVariableErrors - faults.length));
  }
  return { errors: faults.length > 0 ? faults : values.errors };
}

function faultsOf(
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  given: Values,
): readonly GraphQLError[] {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  // Of what is absent nothing can be repeated.
  if (value === undefined || value === null || !isInputType(type))
    return getVariableValues(schema, [definition], given).errors ?? [];
  const faults: GraphQLError[] = [];
  try {
    coerceInputValue(value, type, (path, invalid, error) => {
      // A value of megabytes may have a hundred thousand more.
      if (faults.length >= maxVariableErrors) throw new GraphQLError('There are more.');
      const place = path.length > 0 ? ` at "${name}${printPath(path)}"` : '';
      const message = `Variable "$${name}" got invalid value ${shown(invalid)}${place}; ${shortMessage(error.message)}`;
      faults.push(new GraphQLError(message, { nodes: definition, originalError: error }));
    });
  } catch (error) {
    if (faults.length < maxVariableErrors) throw error;
  }
  return faults;
}

const printPath = (path: readonly (string | number)[]): string =>
  path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${shownText(key)}`)).join('');

/** Of a text, of a list and of an object; and as deep as graphql-js goes. */
const maxShown = { characters: 100, items: 10, fields: 10, levels: 2 };

const shownText = (text: string): string =>
  text.length <= maxShown.characters ? text : `${text.slice(0, maxShown.characters)}…`;

/** As graphql-js writes a value, as far as its beginning goes. */
function shown(value: unknown, level = 0): string {
  if (typeof value === 'string') return JSON.stringify(shownText(value));
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (level >= maxShown.levels) return '[Array]';
    const items = value.slice(0, maxShown.items).map((item) => shown(item, level + 1));
    const more = value.length - items.length;
    return `[${[...items, ...(more > 0 ? [`... ${more} more item${more > 1 ? 's' : ''}`] : [])].join(', ')}]`;
  }
  const names = Object.keys(value);
  if (names.length === 0) return '{}';
  if (level >= maxShown.levels) return '[Object]';
  const fields = names
    .slice(0, maxShown.fields)
    .map((name) => `${shownText(name)}: ${shown((value as Values)[name], level + 1)}`);
  const more = names.length - fields.length;
  return `{ ${[...fields, ...(more > 0 ? [`... ${more} more fields`] : [])].join(', ')} }`;
}
