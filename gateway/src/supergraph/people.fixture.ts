/**
 * A small federation that tests change under way: people and their pets, in versions of the schema and
 * of the addresses, with subgraphs that tell what they are asked and whose streams tests push into.
 */
import { composeServices } from '@apollo/composition';
import { type ExecutionResult, parse } from 'graphql';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import type { SourceRequest, SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { type PushedStream, pushedStream } from '../subscriptions/pushed-stream.fixture.ts';
import { createSupergraphManager } from './manager.ts';
import { createSourceRegistry } from './source-registry.ts';
import { loadSupergraph } from './load-supergraph.ts';
import type { Supergraph } from './supergraph.ts';

export interface Version {
  /** Fields added to Person by the pets subgraph. */
  readonly petFields?: string;
  /** Null for a schema without any. */
  readonly subscriptions?: string | null;
  /** Where the people subgraph is. */
  readonly peopleUrl?: string;
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])';
export const allSubscriptions = 'renamed(after: String, kind: String): Renaming  grown: Person';

/** The composed SDL of a version. */
export function peopleSdl(version: Version = {}): string {
  const { petFields = '', subscriptions = allSubscriptions, peopleUrl = 'people:1' } = version;
  const services = {
    people: `${link}
      type Person @key(fields: "id") { id: ID! name: String }
      type Renaming { cursor: String! person: Person! }
      type Query { person: Person }
      ${subscriptions === null ? '' : `type Subscription { ${subscriptions} }`}`,
    pets: `${link}
      type Person @key(fields: "id") { id: ID! pets: [String!]! ${petFields} }
      type Query { pet: String }`,
  };
  const { supergraphSdl, errors } = composeServices(
    Object.entries(services).map(([name, sdl]) => ({
      name,
      url: `http://${name === 'people' ? peopleUrl : 'pets:1'}`,
      typeDefs: parse(sdl),
    })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

export const people = (version: Version = {}): Supergraph => loadSupergraph(peopleSdl(version));

export interface OpenedStream {
  readonly url: string;
  readonly request: SourceRequest;
  readonly stream: PushedStream;
}

/** A manager over sources that answer `fetch` as told. */
export function peopleFederation(
  first: Supergraph,
  answer: (
    name: string,
    request: SourceRequest,
  ) => Promise<ExecutionResult> | ExecutionResult = () => ({
    data: {},
  }),
  passesErrorsOn = false,
) {
  const logger = testLogger();
  const streams: OpenedStream[] = [];
  /** URLs of the sources that are open now, once for each time they were opened. */
  const open: string[] = [];
  const finder = {
    locate: ({ url }: { url: string }) => url,
    open({ name, url }: { name: string; url: string }): SubgraphSource {
      open.push(url);
      return {
        name,
        fetch: async (request) => answer(name, request),
        async subscribe(request) {
          const stream = pushedStream();
          streams.push({ url, request, stream });
          return stream;
        },
        rest: async () => ({ status: 404, headers: {}, body: '' }),
        check: async () => undefined,
        close: async () => void open.splice(open.indexOf(url), 1),
      };
    },
  };
  const registry = createSourceRegistry(finder, logger);
  const supergraphs = createSupergraphManager({
    supergraph: first,
    registry,
    logger,
    passesErrorsOn,
  });
  return { supergraphs, streams, open };
}
