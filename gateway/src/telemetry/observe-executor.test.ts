/** What is seen of operations: counts, durations, and the log of slow ones. No collector here. */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { createExecutor } from '../execution/executor.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { loadSupergraph } from '../supergraph/load-supergraph.ts';
import { documentHash } from './document-hash.ts';
import { createExecutorObserver } from './observe-executor.ts';
import { logIfSlow, slowOperationMs } from './slow-operations.ts';
import { traceSource } from './trace-source.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const sdl = {
  people: `${link}
    type Person @key(fields: "id") { id: ID! name: String }
    type Query { person(name: String): Person }
    type Subscription { renamed: Person }`,
  pets: `${link} type Person @key(fields: "id") { id: ID! pets: [String!] }`,
};
const services = Object.entries(sdl).map(([name, text]) => ({ name, typeDefs: parse(text) }));
const supergraph = loadSupergraph(composeServices(services).supergraphSdl ?? '');

const person = { __typename: 'Person', id: '1', name: 'Ada' };
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** An executor of two subgraphs, the second of which takes its time, and what is seen of it. */
function observed(petsMs = 0) {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const logger = createLogger({ level: 'info', service: 'test' }, { write });
  const metrics = createMetrics();
  const rest: Omit<SubgraphSource, 'name' | 'fetch'> = {
    async subscribe() {
      return (async function* () {
        yield { data: { renamed: { ...person } } };
        yield { data: { renamed: { ...person } } };
      })();
    },
    rest: async () => ({ status: 404, headers: {}, body: '' }),
    check: async () => undefined,
    close: async () => undefined,
  };
  const people = {
    ...rest,
    name: 'people',
    fetch: async () => ({ data: { person: { ...person } } }),
  };
  const pets = {
    ...rest,
    name: 'pets',
    async fetch() {
      await sleep(petsMs);
      return { data: { _entities: [{ pets: ['cat'] }] } };
    },
  };
  const sources = new Map([people, pets].map((source) => [source.name, traceSource(source)]));
  const executor = createExecutor({ supergraph, sources, logger });
  const countsOf = async () =>
    (await metrics.registry.metrics())
      .split('\n')
      .filter((line) => line.startsWith('arbiter_graphql_operations_total'));
  return { lines, countsOf, executor: createExecutorObserver({ logger, metrics })(executor) };
}

const identity = { ...testIdentity('alpha'), traceparent };
const query = 'query Pets($name: String) { person(name: $name) { name pets } }';

test('a slow operation is logged with its plan and fetches, and no values', async () => {
  const { executor, lines } = observed(slowOperationMs + 100);
  const document = parse(query);
  await executor.execute({ document, variables: { name: 'Ada' }, identity });
  expect(lines).toEqual([
    {
      time: expect.any(String),
      level: 'warn',
      service: 'test',
      requestId: 'test-alpha',
      tenant: 'alpha',
      user: 'user-of-alpha',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      operationType: 'query',
      operationName: 'Pets',
      documentHash: documentHash(document),
      durationMs: expect.any(Number),
      fetches: [
        { subgraph: 'people', startedMs: expect.any(Number), durationMs: expect.any(Number) },
        { subgraph: 'pets', startedMs: expect.any(Number), durationMs: expect.any(Number) },
      ],
      plan: 'people → pets@person',
      msg: 'slow operation',
    },
  ]);
  expect(JSON.stringify(lines)).not.toContain('Ada');
});

test('an operation that takes less is not', () => {
  const written: unknown[] = [];
  const write = (line: string) => void written.push(line);
  const logger = createLogger({ level: 'info', service: 'test' }, { write });
  const record = { began: 0, plan: undefined, fetches: [] };
  const operation = { type: 'query', name: undefined, hash: () => 'hash', identity, record };
  logIfSlow(logger, { ...operation, durationMs: slowOperationMs - 1 });
  expect(written).toEqual([]);
  logIfSlow(logger, { ...operation, durationMs: slowOperationMs });
  expect(written).toHaveLength(1);
});

test('operations are counted, a subscription once for each of its events', async () => {
  const { executor, countsOf } = observed();
  await executor.execute({ document: parse(query), identity });
  const failing = parse('query Failing($name: String!) { person(name: $name) { name } }');
  await executor.execute({ document: failing, identity });
  const prepared = await executor.prepareSubscription({
    document: parse('subscription Names { renamed { name pets } }'),
    identity,
  });
  if ('errors' in prepared) throw new Error('The subscription was refused.');
  const events = await prepared.open();
  if ('errors' in events) throw new Error('The subscription was refused.');
  const seen = [];
  for await (const event of events) seen.push((await prepared.complete(event)).data);
  expect(seen).toEqual([
    { renamed: { name: 'Ada', pets: ['cat'] } },
    { renamed: { name: 'Ada', pets: ['cat'] } },
  ]);
  expect(await countsOf()).toEqual([
    'arbiter_graphql_operations_total{type="query",operation="Pets",outcome="success"} 1',
    'arbiter_graphql_operations_total{type="query",operation="Failing",outcome="error"} 1',
    'arbiter_graphql_operations_total{type="subscription",operation="Names",outcome="success"} 2',
  ]);
});

test('an answer in parts is one operation, which lasts until the last of them', async () => {
  const { executor, lines, countsOf } = observed(slowOperationMs + 100);
  const document = parse('query Pets { person { name ... @defer { pets } } }');
  const answer = await executor.executeInParts({ document, identity });
  if (!('finished' in answer)) throw new Error('The answer came in one.');
  expect(answer.initialResult).toEqual({ data: { person: { name: 'Ada' } }, hasNext: true });
  expect(await countsOf()).toEqual([]);
  const later = [];
  for await (const { incremental } of answer.subsequentResults) later.push(...incremental);
  expect(later).toMatchObject([{ data: { pets: ['cat'] }, path: ['person'] }]);
  await answer.finished;
  // Measured by whoever else waits for the same end.
  await setImmediate();
  expect(await countsOf()).toEqual([
    'arbiter_graphql_operations_total{type="query",operation="Pets",outcome="success"} 1',
  ]);
  expect(lines).toMatchObject([
    { plan: 'people … (pets@person)', fetches: [{ subgraph: 'people' }, { subgraph: 'pets' }] },
  ]);
});

test('two requests with one identity are measured apart', async () => {
  const { executor, lines } = observed(slowOperationMs + 100);
  const request = { document: parse(query), identity };
  await Promise.all([executor.execute(request), executor.execute(request)]);
  expect(lines.map(({ fetches }) => (fetches as unknown[]).length)).toEqual([2, 2]);
});
