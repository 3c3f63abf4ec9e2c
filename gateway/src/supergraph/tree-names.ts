/**
 * Under which names values stand in the tree that a plan's fetches fill. Usually the response names of
 * the client; but an alias that is also some field's name (`id: legacyId`) would meet the field itself
 * where the plan needs it, for a key or a @requires, and one like `__typename: name` would hide what an
 * object is. Such aliases are planned under names of their own, and the answer is shaped back.
 */
import {
  type DocumentNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  visit,
} from 'graphql';

export interface TreeNames {
  /** Where the value of a field stands in the tree. */
  treeNameOf(responseName: string, fieldName: string): string;
  /** What the client calls the value at this step of a path; undefined when it has not asked for it. */
  responseNameOf(step: string): string | undefined;
}

/** Added to aliases; ends no field's name. */
const usualMark = '__alias';

/**
 * The names for operations of the schema, which must hold every field that plans can use but twins
 * (argument-twins.ts), whose names are the keys of `originals`.
 */
export function createTreeNames(
  schema: GraphQLSchema,
  originals: ReadonlyMap<string, string>,
): TreeNames {
  const fields = new Set([...fieldNamesOf(schema), ...originals.keys()]);
  let mark = usualMark;
  while ([...fields].some((field) => field.endsWith(mark))) mark += '_';
  const isUnsafe = (alias: string) =>
    fields.has(alias) || alias.startsWith('__') || alias.endsWith(mark);
  return {
    treeNameOf: (responseName, fieldName) =>
      responseName !== fieldName && isUnsafe(responseName) ? responseName + mark : responseName,
    responseNameOf(step) {
      if (originals.has(step)) return undefined;
      return step.endsWith(mark) ? step.slice(0, -mark.length) : step;
    },
  };
}

function fieldNamesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
  );
}

/** The document with its aliases as they are in the tree; for planning only. */
export function withTreeNames(document: DocumentNode, { treeNameOf }: TreeNames): DocumentNode {
  return visit(document, {
    Field(node) {
      if (!node.alias) return undefined;
      const value = treeNameOf(node.alias.value, node.name.value);
      return value === node.alias.value ? undefined : { ...node, alias: { ...node.alias, value } };
    },
  });
}

/**
 * A path of the tree as a path of the answer. It ends above a value that only the plan asked for: the
 * client knows the object that misses it.
 */
export function responsePath(
  { responseNameOf }: TreeNames,
  path: readonly (string | number)[],
): (string | number)[] {
  const answer: (string | number)[] = [];
  for (const step of path) {
    const name = typeof step === 'number' ? step : responseNameOf(step);
    if (name === undefined) break;
    answer.push(name);
  }
  return answer;
}
