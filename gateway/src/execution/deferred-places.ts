/** The objects of an answer that a deferred fragment belongs to: those that the client has seen. */
import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isAbstractType } from 'graphql';
import { type Data, getOwn, isObject } from './data.ts';
import type { Step } from './deferred-document.ts';
import type { TreeNames } from '../supergraph/tree-names.ts';
import { type RuntimeType, runtimeTypeOf } from './shape.ts';

export interface Place {
  /** The object in the tree of what subgraphs have said. */
  readonly object: Data;
  /** The same in the part of the answer that has been given. */
  readonly shown: Data;
  readonly type: RuntimeType;
  /** Where it is in the whole answer. */
  readonly path: readonly (string | number)[];
}

/** What an answer is shaped by. */
export interface World {
  readonly schema: GraphQLSchema;
  readonly treeNames: TreeNames;
}

/** Follows the steps from a place; a list on the way makes many of one, a null none. */
export function placesFrom(world: World, start: Place, steps: readonly Step[]): Place[] {
  const { schema } = world;
  let places = [start];
  for (const step of steps) {
    places =
      'type' in step
        ? places.filter(({ type }) => applies(schema, step.type, type))
        : places.flatMap((place) => below(world, place, step));
  }
  return places;
}

function below(
  { schema, treeNames }: World,
  { object, shown, type, path }: Place,
  { field, name }: { readonly field: string; readonly name: string },
): Place[] {
  const fieldType = getNamedType(type.getFields()[name]?.type);
  if (!fieldType) return [];
  const pair = {
    object: getOwn(object, treeNames.treeNameOf(field, name)),
    shown: getOwn(shown, field),
  };
  return objectsOf(schema, fieldType, { ...pair, path: [...path, field] });
}

interface Pair {
  readonly object: unknown;
  readonly shown: unknown;
  readonly path: readonly (string | number)[];
}

function objectsOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  { object, shown, path }: Pair,
): Place[] {
  if (Array.isArray(object) && Array.isArray(shown)) {
    return object.flatMap((item: unknown, index) =>
      objectsOf(schema, type, { object: item, shown: shown[index], path: [...path, index] }),
    );
  }
  if (!isObject(object) || !isObject(shown)) return [];
  const runtimeType = runtimeTypeOf(schema, type, object);
  return runtimeType ? [{ object, shown, type: runtimeType, path }] : [];
}

function applies(schema: GraphQLSchema, condition: string, type: RuntimeType): boolean {
  if (condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}
