/** A gateway with limits over one subgraph of shelves and books that counts what it is asked. */
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type ExecutionResult, execute, parse } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { pushedResults } from '@arbiter/testkit/pushed-results.ts';
import { createHttpServer } from '../http/server.ts';
import { asLocalDeveloper } from '../auth/authenticator.ts';
import { developmentRules } from '../http/door-rules.ts';
import { identifyBy } from '../http/identity.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { createSupergraphManager } from '../supergraph/manager.ts';
import { createSourceRegistry } from '../supergraph/source-registry.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import type { GatewayExecutor, OperationRequest } from '../execution/executor.ts';
import { type Admission, type AdmissionOptions, createAdmission } from './admission.ts';
import type { EdgeLimits } from './edge-limits.ts';
import type { IncomingOperation } from './incoming-operation.ts';
import type { OperationLimits } from './operation-limits.ts';
import { defaultLimits } from './settings.ts';

export const shelvesSdl = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@listSize", { name: "@cost", as: "@price" }]
    )
  type Query {
    shelf(id: ID = "0"): Shelf
    shelves(first: Int = 20): ShelfPage!
      @listSize(
        slicingArguments: ["first"]
        sizedFields: ["nodes"]
        requireOneSlicingArgument: false
      )
    books(first: Int, last: Int): [Book!] @listSize(slicingArguments: ["first", "last"])
    tags: [String!]!
    page(size: Int! = 5): [Book!] @listSize(slicingArguments: ["size"])
    search(filter: Filter): [Book!]! @listSize(assumedSize: 4)
    rare: Book @price(weight: 30)
  }
  type Mutation {
    addBook(title: String!): Book
    removeBook(id: ID!): Book
  }
  type Subscription {
    added: Book!
  }
  input Filter {
    text: String @price(weight: 7)
    all: [Filter!]
  }
  type ShelfPage {
    nodes: [Shelf!]!
    total: Int!
  }
  type Shelf @key(fields: "id") {
    id: ID!
    parent: Shelf
    books: [Book!]!
    below(first: Int = 20): ShelfPage
      @listSize(
        slicingArguments: ["first"]
        sizedFields: ["nodes"]
        requireOneSlicingArgument: false
      )
  }
  type Book @key(fields: "id") {
    id: ID!
    title: String
    shelf: Shelf
  }
`;

export const composeShelves = (): string => {
  const { supergraphSdl, errors } = composeServices([
    { name: 'shelves', url: 'http://shelves.test/graphql', typeDefs: parse(shelvesSdl) },
  ]);
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
};

export interface LimitedGateway extends AsyncDisposable {
  readonly url: string;
  /** How many operations the subgraph was asked for. */
  asked(): number;
}

export interface LimitedGatewayOptions {
  readonly operation?: Partial<OperationLimits>;
  readonly edge?: Partial<EdgeLimits>;
  readonly documents?: AdmissionOptions['documents'];
  readonly limiter?: AdmissionOptions['limiter'];
  /** Who everybody is. */
  readonly actor?: Partial<RequestIdentity['actor']>;
  readonly watch?: GatewayWatch;
}

/** Is told of operations at both ends of the way through the gateway. */
export interface GatewayWatch {
  /** It may run, with the document that was found for it. */
  onAdmitted?(operation: IncomingOperation, query: string | undefined): void;
  /** It is about to run. */
  onExecuted?(request: OperationRequest): void;
}

export async function startLimitedGateway({
  operation,
  edge,
  documents,
  limiter,
  actor,
  watch = {},
}: LimitedGatewayOptions = {}): Promise<LimitedGateway> {
  const limits = {
    operation: { ...defaultLimits.operation, ...operation },
    edge: { ...defaultLimits.edge, ...edge },
  };
  const logger = testLogger();
  const { source, asked } = countingSource();
  const registry = createSourceRegistry({ locate: ({ name }) => name, open: () => source }, logger);
  const supergraph = loadSupergraph(composeShelves());
  const identifyAll = identifyBy(asLocalDeveloper);
  const server = await createHttpServer({
    supergraphs: createSupergraphManager({
      supergraph,
      registry,
      logger,
      limits: limits.operation,
      observe: (executor) => watchedExecutor(executor, watch),
    }),
    isForeign: true,
    identify: async (request) => {
      const identity = await identifyAll(request);
      return { ...identity, actor: { ...identity.actor, ...actor } };
    },
    rules: developmentRules,
    dependencies: [],
    logger,
    metrics: createMetrics(),
    limits,
    admission: watchedAdmission(
      createAdmission({ limits: limits.operation, documents, limiter }),
      watch,
    ),
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url, asked, [Symbol.asyncDispose]: () => server.drain() };
}

function watchedAdmission(admission: Admission, { onAdmitted }: GatewayWatch): Admission {
  return {
    ...admission,
    async admit(operation, caller) {
      // As it was given: whoever asks may put the document into it.
      const given = { ...operation };
      const admitted = await admission.admit(operation, caller);
      if (!admitted.refusal) onAdmitted?.(given, admitted.query);
      return admitted;
    },
  };
}

function watchedExecutor(executor: GatewayExecutor, { onExecuted }: GatewayWatch): GatewayExecutor {
  const telling =
    <T>(run: (request: OperationRequest) => T) =>
    (request: OperationRequest): T => {
      onExecuted?.(request);
      return run(request);
    };
  return {
    ...executor,
    execute: telling(executor.execute),
    executeInParts: telling(executor.executeInParts),
    prepareSubscription: telling(executor.prepareSubscription),
  };
}

function countingSource() {
  let count = 0;
  const schema = buildSubgraphSchema([{ typeDefs: parse(shelvesSdl), resolvers }]);
  const source: SubgraphSource = {
    name: 'shelves',
    async fetch({ query, variables }) {
      count += 1;
      const result = await execute({ schema, document: parse(query), variableValues: variables });
      return JSON.parse(JSON.stringify(result)) as ExecutionResult;
    },
    async subscribe() {
      count += 1;
      return pushedResults().results;
    },
    rest: async () => ({ status: 404, headers: {}, body: '' }),
    check: async () => undefined,
    close: async () => undefined,
  };
  return { source, asked: () => count };
}

const book = { id: '1', title: 'Emma', shelf: { id: '0' } };
const shelf = { id: '0', books: [book, book] };
const resolvers = {
  Query: {
    shelf: () => shelf,
    shelves: (_: unknown, { first }: { first: number }) => ({
      nodes: Array.from({ length: Math.min(first, 3) }, () => shelf),
      total: 3,
    }),
    books: () => [book],
    tags: () => ['a', 'b'],
    search: () => [book, book],
    rare: () => book,
  },
  Shelf: { parent: () => shelf },
  Mutation: { addBook: () => book, removeBook: () => book },
};
