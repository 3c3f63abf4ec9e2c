/** The gateway's executor over the subgraphs of one scenario, composed and served in this process. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  execute,
  parse,
  validate,
} from 'graphql';
import type { IncrementalResults } from '@arbiter/gateway/execution/deferred.ts';
import { createExecutor } from '@arbiter/gateway/execution/executor.ts';
import type { SubgraphSource } from '@arbiter/gateway/subgraphs/subgraph-source.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import type { Supergraph } from '@arbiter/gateway/supergraph/supergraph.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { Case, Scenario, SubgraphData } from './scenario.ts';

export interface ScenarioFederation {
  readonly supergraph: Supergraph;
  /** Runs a case and says which subgraphs were asked, in order. */
  run(each: Case): Promise<{ readonly result: ExecutionResult; readonly asked: readonly string[] }>;
  /** The same for a client that takes an answer in parts. */
  runInParts(each: Case): Promise<{
    readonly answer: ExecutionResult | IncrementalResults;
    /** Grows until the last part has come. */
    readonly asked: readonly string[];
  }>;
}

export function composeFolder(folder: string): { supergraphSdl: string; services: Service[] } {
  const services = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => {
      const name = basename(file, '.graphql');
      const typeDefs = parse(readFileSync(join(folder, file), 'utf8'));
      return { name, url: `http://${name}.test`, typeDefs };
    });
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`${folder} does not compose: ${String(errors)}`);
  return { supergraphSdl, services };
}

interface Service {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

/**
 * With `sharesAnswers` the subgraphs answer with objects that nobody can change, as a cache would;
 * without, with objects of the caller's own, as a network would.
 */
export function startScenario(
  folder: string,
  scenario: Scenario,
  { sharesAnswers }: { readonly sharesAnswers: boolean },
): ScenarioFederation {
  const { supergraphSdl, services } = composeFolder(folder);
  const supergraph = loadSupergraph(supergraphSdl);
  const asked: string[] = [];
  const sources = services.map(({ name, typeDefs }) => {
    const served = scenario.served?.[name];
    const data = scenario.subgraphs[name] ?? {};
    const serve = servedSubgraph(served ? parse(served) : typeDefs, data);
    const ask: SubgraphSource['fetch'] = async ({ query, variables }) => {
      asked.push(name);
      return serve(query, variables);
    };
    return createSource({ name, ask, sharesAnswers });
  });
  const prepare = ({ query, variables, overrides, actor, rejectsDenied }: Case) => {
    const executor = createExecutor({
      supergraph,
      sources: new Map(sources.map((source) => [source.name, source])),
      logger: testLogger(),
      rejectsDenied,
      ...(overrides ? { overrides } : {}),
    });
    const document = parse(query);
    const [invalid] = validate(supergraph.apiSchema, document);
    if (invalid) throw invalid;
    return { executor, request: { document, variables, identity: testIdentity('alpha', actor) } };
  };
  return {
    supergraph,
    async run(each) {
      asked.length = 0;
      const { executor, request } = prepare(each);
      const result = await executor.execute(request);
      return { result, asked: [...asked] };
    },
    async runInParts(each) {
      asked.length = 0;
      const { executor, request } = prepare(each);
      return { answer: await executor.executeInParts(request), asked };
    },
  };
}

function createSource({
  name,
  ask,
  sharesAnswers,
}: {
  readonly name: string;
  readonly ask: SubgraphSource['fetch'];
  readonly sharesAnswers: boolean;
}): SubgraphSource {
  return {
    name,
    sharesAnswers,
    fetch: async (request) => {
      const answer = JSON.parse(JSON.stringify(await ask(request))) as ExecutionResult;
      return sharesAnswers ? frozen(answer) : answer;
    },
    subscribe: async () => ({ errors: [] }),
    rest: async () => ({ status: 404, headers: {}, body: '' }),
    check: async () => undefined,
    close: async () => undefined,
  };
}

/** Changing it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

function servedSubgraph(typeDefs: DocumentNode, data: SubgraphData) {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: referenceResolvers(typeDefs, data) }]);
  return async (query: string, variableValues: Readonly<Record<string, unknown>>) => {
    const document = parse(query);
    requireValid(schema, document);
    const rootValue = query.startsWith('mutation') ? data.mutation : data.query;
    return execute({ schema, document, variableValues, rootValue });
  };
}

/** A gateway that sends what a subgraph refuses is wrong, whatever the client sees of it. */
function requireValid(schema: GraphQLSchema, document: DocumentNode): void {
  const [error] = validate(schema, document);
  if (error) throw new Error(`The gateway sent an invalid operation: ${error.message}`);
}

function referenceResolvers(typeDefs: DocumentNode, { entities = {} }: SubgraphData) {
  const kinds: readonly string[] = [
    Kind.OBJECT_TYPE_DEFINITION,
    Kind.OBJECT_TYPE_EXTENSION,
    Kind.INTERFACE_TYPE_DEFINITION,
  ];
  const names = typeDefs.definitions.flatMap((node) =>
    kinds.includes(node.kind) && 'name' in node && node.name ? [node.name.value] : [],
  );
  return Object.fromEntries(
    names
      .filter((name) => entities[name])
      .map((name) => [
        name,
        { __resolveReference: (reference: Reference) => find(entities[name] ?? [], reference) },
      ]),
  );
}

type Reference = Readonly<Record<string, unknown>>;

/** What the representation carries beside keys is what a @requires asked for. */
function find(records: readonly Reference[], reference: Reference): Reference | null {
  const record = records.find((each) => isMeant(each, reference));
  return record ? { ...reference, ...record } : null;
}

/** Whether all that the reference says of values that the record has, in objects below too, is so. */
function isMeant(record: Reference, reference: Reference): boolean {
  return Object.entries(reference).every(([key, value]) => {
    if (key === '__typename' || !Object.hasOwn(record, key)) return true;
    const ours = record[key];
    const areObjects = [ours, value].every((each) => isPlainObject(each));
    if (areObjects) return isMeant(ours as Reference, value as Reference);
    return JSON.stringify(ours) === JSON.stringify(value);
  });
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
