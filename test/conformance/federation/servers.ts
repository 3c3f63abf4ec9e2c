/** The same world behind both doors: our gateway over five subgraphs, and one plain server. */
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  type DocumentNode,
  execute,
  getNamedType,
  isCompositeType,
  isObjectType,
  parse,
} from 'graphql';
import type { AccessRules } from '@arbiter/gateway/authorization/access-rules.ts';
import { createSelectionRules } from '@arbiter/gateway/authorization/selection-rules.ts';
import { type GatewayExecutor, createExecutor } from '@arbiter/gateway/execution/executor.ts';
import type { SubgraphSource } from '@arbiter/gateway/subgraphs/subgraph-source.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Thing, resolveProperty, specialResolvers, subgraphSdl, things } from './universe.ts';

export interface Server {
  readonly schema: GraphQLSchema;
  ask(document: DocumentNode, variables: Record<string, unknown>): Promise<ExecutionResult>;
}

export interface Federation extends Server {
  readonly executor: GatewayExecutor;
  /** One over the same subgraphs, with access rules. */
  restricted(accessRules: AccessRules): GatewayExecutor;
}

/** The whole world on one server. */
export interface Monolith extends Server {
  /** Refuses fields all of whose selections are in the set. */
  askWithout(
    document: DocumentNode,
    variables: Record<string, unknown>,
    denied: ReadonlySet<FieldNode>,
  ): Promise<ExecutionResult>;
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
  const sources = new Map(
    services.map(({ name, typeDefs }) => [name, subgraphSource(name, typeDefs, unreachable)]),
  );
  const logger = testLogger();
  const executor = createExecutor({ supergraph, sources, logger });
  return {
    executor,
    restricted(accessRules) {
      const selectionRules = createSelectionRules(supergraph.apiSchema, accessRules);
      const restricted = { ...supergraph, accessRules, selectionRules };
      return createExecutor({ supergraph: restricted, sources, logger });
    },
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

export function startMonolith(apiSchema: GraphQLSchema): Monolith {
  const schema = withResolvers(apiSchema);
  return {
    schema,
    ask: async (document, variableValues) => execute({ schema, document, variableValues }),
    askWithout: async (document, variableValues, denied) =>
      execute({ schema, document, variableValues, contextValue: { denied } satisfies Refusing }),
  };
}

interface Refusing {
  readonly denied: ReadonlySet<FieldNode>;
}

function withResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      const special = specialResolvers[type.name]?.[field.name];
      const isObjectField = isCompositeType(getNamedType(field.type));
      field.resolve = (parent: Thing, args, refusing: Refusing | undefined, { fieldNodes }) => {
        if (refusing && fieldNodes.every((node) => refusing.denied.has(node))) {
          throw new GraphQLError('Refused.', { extensions: { required: [] } });
        }
        return special ? special(parent, args) : resolveProperty(parent, field.name, isObjectField);
      };
    }
  }
  return schema;
}
