/**
 * Builds a subgraph's executable schema from its SDL and resolvers, and lays three rules over it:
 * arguments are guarded before the resolver sees them, a mutation begins by forgetting what the request
 * has read so far, and a reference to another tenant's entity is recorded there.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  defaultFieldResolver,
  isObjectType,
  parse,
} from 'graphql';
import type { SubgraphName } from '../config/settings.ts';
import { guardArguments } from '../graphql/input-guard.ts';
import { recordedReference } from '../graphql/recorded-reference.ts';
import { scalarResolvers } from '../graphql/scalars.ts';
import type { MutationHooks } from './executor.ts';

/** Resolvers by type and field, as codegen types them in each subgraph. */
export type ResolverMap = Readonly<Record<string, unknown>>;

const schemaFolder = fileURLToPath(new URL('../../../../schema/', import.meta.url));

/** The SDL of a subgraph: what all share, then its own files in the order of their names. */
export function readSubgraphSdl(name: SubgraphName): string {
  return ['shared', name]
    .flatMap((folder) => listSdl(join(schemaFolder, folder)))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

function listSdl(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => join(folder, file));
}

/** The executable schema of a subgraph; its SDL is read from schema/. */
export function buildSchema(
  name: SubgraphName,
  resolverMaps: readonly ResolverMap[],
): GraphQLSchema {
  const typeDefs = parse(readSubgraphSdl(name));
  const resolvers = recordReferences(mergeResolvers([scalarResolvers, ...resolverMaps]));
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length > 0) field.resolve = guarded(field.resolve ?? defaultFieldResolver);
      if (field.subscribe) field.subscribe = guarded(field.subscribe);
      if (type === schema.getMutationType()) field.resolve = asMutation(field.resolve!);
    }
  }
  return schema;
}

type Resolver = GraphQLFieldResolver<unknown, MutationHooks>;

function guarded(resolve: Resolver): Resolver {
  return (parent, args, context, info) => {
    guardArguments(args);
    return resolve(parent, args, context, info);
  };
}

function asMutation(resolve: Resolver): Resolver {
  return async (parent, args, context, info) => {
    await context.beforeMutation();
    return resolve(parent, args, context, info);
  };
}

/** One map of types; several files may add fields to one type, but not the same field. */
function mergeResolvers(maps: readonly ResolverMap[]): ResolverMap {
  const merged: Record<string, unknown> = {};
  for (const map of maps) {
    for (const [type, fields] of Object.entries(map)) {
      const known = merged[type];
      merged[type] = isFieldMap(known) && isFieldMap(fields) ? { ...known, ...fields } : fields;
    }
  }
  return merged;
}

function recordReferences(map: ResolverMap): ResolverMap {
  const recorded = Object.entries(map).map(([type, fields]) => {
    const resolve = isFieldMap(fields) ? fields['__resolveReference'] : undefined;
    if (typeof resolve !== 'function') return [type, fields];
    const record = recordedReference(type, resolve as Parameters<typeof recordedReference>[1]);
    return [type, { ...(fields as object), __resolveReference: record }];
  });
  return Object.fromEntries(recorded) as ResolverMap;
}

function isFieldMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
