/** The same world behind both doors: our gateway over five subgraphs, and one plain server. */
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type ExecutionResult,
  type GraphQLSchema,
  type DocumentNode,
  execute,
  getNamedType,
  isCompositeType,
  isObjectType,
  parse,
} from 'graphql';
import { type GatewayExecutor, createExecutor } from '@arbiter/gateway/execution/executor.ts';
import type { SubgraphSource } from '@arbiter/gateway/subgraphs/subgraph-source.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Thing, resolveProperty, specialResolvers, subgraphSdl, things } from './universe.ts';

export interface Server {
  readonly schema: GraphQLSchema;
  ask(document: DocumentNode, variables: Record<string, unknown>): Promise<ExecutionResult>;
}

export interface Federation extends Server {
  readonly executor: GatewayExecutor;
}

/** The subgraphs named in `unreachable` cannot be asked; the set may change while it is used. */
export function startFederation(unreachable: ReadonlySet<string> = new Set()): Federation {
  const services = Object.entries(subgraphSdl).map(([name, sdl]) => ({
    name,
    url: `http://${name}.test/graphql`,
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(String(errors));
  const supergraph = loadSupergraph(supergraphSdl);
  const executor = createExecutor({
    supergraph,
    sources: new Map(
      services.map(({ name, typeDefs }) => [name, subgraphSource(name, typeDefs, unreachable)]),
    ),
    logger: createLogger({ level: 'silent', service: 'test' }),
  });
  return {
    executor,
    schema: supergraph.apiSchema,
    ask: (document, variables) =>
      executor.execute({ document, variables, identity: testIdentity() }),
  };
}

function subgraphSource(
  name: string,
  typeDefs: DocumentNode,
  unreachable: ReadonlySet<string>,
): SubgraphSource {
  const schema = withResolvers(
    buildSubgraphSchema([{ typeDefs, resolvers: entityResolvers(typeDefs) as never }]),
  );
  return {
    name,
    fetch: async ({ query, variables }) => {
      if (unreachable.has(name)) throw new Error('The subgraph is away.');
      const result = await execute({ schema, document: parse(query), variableValues: variables });
      // Over a network, as between processes.
      return JSON.parse(JSON.stringify(result)) as ExecutionResult;
    },
    subscribe: async () => ({ errors: [] }),
    rest: async () => ({ status: 404, headers: {}, body: '' }),
    check: async () => undefined,
    close: async () => undefined,
  };
}

/** Representations carry the keys, and beside them what a @requires asked for. */
function entityResolvers(typeDefs: DocumentNode): Record<string, object> {
  const names = typeDefs.definitions.flatMap((node) =>
    node.kind === 'ObjectTypeDefinition' || node.kind === 'InterfaceTypeDefinition'
      ? [node.name.value]
      : [],
  );
  return Object.fromEntries(
    names
      .filter((name) => name !== 'Query')
      .map((name) => [name, { __resolveReference: resolveReference }]),
  );
}

function resolveReference(given: Record<string, unknown>): Thing | null {
  const { __typename: typeName, id, isbn } = given;
  const thing = things.find(
    (each) =>
      isOfType(each, typeName) && (id === undefined ? each['isbn'] === isbn : each.id === id),
  );
  return thing ? { ...thing, given } : null;
}

/** One subgraph knows all products as objects of one type. */
function isOfType({ __typename: own }: Thing, typeName: unknown): boolean {
  return own === typeName || (typeName === 'Product' && (own === 'Book' || own === 'Disc'));
}

export function startMonolith(apiSchema: GraphQLSchema): Server {
  const schema = withResolvers(apiSchema);
  return {
    schema,
    ask: async (document, variableValues) => execute({ schema, document, variableValues }),
  };
}

function withResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      const special = specialResolvers[type.name]?.[field.name];
      const isObjectField = isCompositeType(getNamedType(field.type));
      field.resolve = (parent: Thing, args) =>
        special ? special(parent, args) : resolveProperty(parent, field.name, isObjectField);
    }
  }
  return schema;
}
