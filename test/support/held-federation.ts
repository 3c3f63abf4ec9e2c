/**
 * A gateway over HTTP in front of three small subgraphs that can be held: what they are asked waits
 * until they are let go. So a test decides what comes first, and no clock does.
 */
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, execute, parse } from 'graphql';
import { asLocalDeveloper } from '@arbiter/gateway/auth/authenticator.ts';
import { developmentRules } from '@arbiter/gateway/http/door-rules.ts';
import { identifyBy } from '@arbiter/gateway/http/identity.ts';
import { createHttpServer } from '@arbiter/gateway/http/server.ts';
import type { SubgraphSource } from '@arbiter/gateway/subgraphs/subgraph-source.ts';
import { createSupergraphManager } from '@arbiter/gateway/supergraph/manager.ts';
import {
  type SourceFinder,
  createSourceRegistry,
} from '@arbiter/gateway/supergraph/source-registry.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';

const link = (names: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])`;

const people = /* GraphQL */ `
  ${link('"@key"')}
  type Person @key(fields: "id") {
    id: ID!
    name: String!
  }
  type Query {
    person(id: ID!): Person
    people: [Person!]!
  }
  type Mutation {
    rename(id: ID!, name: String!): Person
  }
`;

const works = /* GraphQL */ `
  ${link('"@key"')}
  type Person @key(fields: "id") {
    id: ID!
    works: [Work!]!
    motto: String
  }
  type Work @key(fields: "id") {
    id: ID!
    title: String
  }
`;

const scores = /* GraphQL */ `
  ${link('"@key"')}
  type Work @key(fields: "id") {
    id: ID!
    score: Int!
    reviews: [String!]
  }
`;

interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

const rows: Readonly<Record<string, Row>> = {
  ada: { id: 'ada', works: ['notes', 'engine'], motto: null },
  bob: { id: 'bob', works: ['song'], motto: 'On.' },
  notes: { id: 'notes', title: 'Notes', score: 5, reviews: ['good'] },
  engine: { id: 'engine', title: null, score: 3, reviews: null },
  // Its score is missing although the schema forbids it.
  song: { id: 'song', title: 'Song', score: null, reviews: [] },
};

type SubgraphName = 'people' | 'works' | 'scores';

export interface HeldFederation extends AsyncDisposable {
  readonly url: string;
  /** What the subgraph is asked waits from now on. */
  hold(name: SubgraphName): void;
  /** Lets everything go that waits, and what comes. */
  release(name: SubgraphName): void;
  /** From now on the subgraph cannot be reached. */
  takeAway(name: SubgraphName): void;
  /** Makes another supergraph current, with the same subgraphs. */
  reload(): void;
  /** How many operations the subgraph was asked for, those that wait included. */
  asked(name: SubgraphName): number;
}

export async function startHeldFederation(): Promise<HeldFederation> {
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const gone = new Set<string>();
  const asked = new Map<string, number>();
  const schemas = buildSchemas();
  const sourceOf = (name: SubgraphName): SubgraphSource => ({
    name,
    async fetch({ query, variables }) {
      asked.set(name, (asked.get(name) ?? 0) + 1);
      await gates.get(name)?.promise;
      if (gone.has(name)) throw new Error('The subgraph is gone.');
      const { schema } = schemas[name];
      const result = await execute({ schema, document: parse(query), variableValues: variables });
      return JSON.parse(JSON.stringify(result)) as ExecutionResult;
    },
    subscribe: async () => ({ errors: [] }),
    rest: async () => ({ status: 404, headers: {}, body: '' }),
    check: async () => undefined,
    close: async () => undefined,
  });
  const names = Object.keys(schemas) as SubgraphName[];
  const sources = new Map(names.map((name) => [name, sourceOf(name)]));
  const services = names.map((name) => ({ name, typeDefs: schemas[name].typeDefs }));
  const server = await startServer(services, sources);
  const release = (name: string) => {
    gates.get(name)?.resolve();
    gates.delete(name);
  };
  return {
    url: server.url,
    hold: (name) => void gates.set(name, Promise.withResolvers()),
    release,
    takeAway: (name) => void gone.add(name),
    reload: () => server.reload(),
    asked: (name) => asked.get(name) ?? 0,
    async [Symbol.asyncDispose]() {
      names.forEach(release);
      await server.drain();
    },
  };
}

async function startServer(
  services: readonly { readonly name: string; readonly typeDefs: ReturnType<typeof parse> }[],
  sources: ReadonlyMap<string, SubgraphSource>,
) {
  const { supergraphSdl, errors } = composeServices(
    services.map((service) => ({ ...service, url: `http://${service.name}.test/graphql` })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  const logger = testLogger();
  const finder: SourceFinder = {
    locate: ({ name }) => name,
    open({ name }) {
      const source = sources.get(name);
      if (!source) throw new Error(`There is no subgraph named ${name}.`);
      return source;
    },
  };
  const registry = createSourceRegistry(finder, logger);
  const supergraph = loadSupergraph(supergraphSdl);
  const supergraphs = createSupergraphManager({ supergraph, registry, logger });
  const server = await createHttpServer({
    supergraphs,
    isForeign: false,
    identify: identifyBy(asLocalDeveloper),
    rules: developmentRules,
    logger,
    metrics: createMetrics(),
    dependencies: [],
  });
  return {
    url: await server.listen({ host: '127.0.0.1', port: 0 }),
    drain: () => server.drain(),
    reload: () => void supergraphs.replace(loadSupergraph(`${supergraphSdl}\n# Again.`)),
  };
}

function buildSchemas() {
  const names = new Map([
    ['ada', 'Ada'],
    ['bob', 'Bob'],
  ]);
  const person = (id: string) => (names.has(id) ? { id, name: names.get(id) } : null);
  const row = ({ id }: { id: string }) => rows[id] ?? null;
  const all = (ids: unknown) => (ids as string[]).map((id) => rows[id]);
  const resolvers = {
    people: {
      Person: { __resolveReference: ({ id }: { id: string }) => person(id) },
      Query: {
        person: (_: unknown, { id }: { id: string }) => person(id),
        people: () => [...names.keys()].map(person),
      },
      Mutation: {
        rename(_: unknown, { id, name }: { id: string; name: string }) {
          names.set(id, name);
          return person(id);
        },
      },
    },
    works: {
      Person: { __resolveReference: row, works: (parent: Row) => all(parent['works']) },
      Work: { __resolveReference: row },
    },
    scores: { Work: { __resolveReference: row } },
  };
  const build = (name: keyof typeof resolvers, sdl: string) => {
    const typeDefs = parse(sdl);
    const parts = [{ typeDefs, resolvers: resolvers[name] as never }];
    return { typeDefs, schema: buildSubgraphSchema(parts) };
  };
  return {
    people: build('people', people),
    works: build('works', works),
    scores: build('scores', scores),
  };
}
