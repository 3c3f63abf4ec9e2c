/**
 * One request is one trace: from the door through plan, subgraphs and SQL to the consumers of its
 * events, in one process and over the network. Real processes send to a collector in memory.
 */
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { subgraphNames } from '@arbiter/server/config/settings.ts';
import { isSpanName } from '@arbiter/server/telemetry/tracing/span-names.ts';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { postBody } from '../support/http.ts';
import type { ReceivedSpan } from '../support/otlp-receiver.ts';
import { openEventStream } from '../support/streams.ts';
import {
  type Asked,
  type TracedWorld,
  ask,
  startTracedInProcess,
  startTracedOverHttp,
} from '../support/traced-world.ts';
import { type Trace, traceOf, untilTrace } from '../support/traces.ts';
import { until } from '../support/until.ts';

jest.setTimeout(120_000);

const createAgent = `mutation CreateAgent($input: CreateAgentInput!) {
  createAgent(input: $input) { agent { id } } }`;
const createWorkflow = `mutation CreateWorkflow($input: CreateWorkflowInput!) {
  createWorkflow(input: $input) { workflow { id } } }`;
const everything = `query Everything { workflows(first: 3) { nodes {
  name agent { name ratings { rating } } auditTrail(first: 1) { nodes { eventType } }
  analyses(first: 1) { nodes { method } } } } }`;

/** A value that no span may hold. */
const secret = 'Ada Lovelace of Marylebone';

async function createWork(world: TracedWorld): Promise<Asked> {
  const { data } = await ask(world, createAgent, {
    variables: { input: { name: secret, type: 'GENERAL_PURPOSE' } },
  });
  const agentId = data['createAgent']?.['agent']?.id;
  return ask(world, createWorkflow, {
    variables: { input: { name: secret, agentId, steps: [{ stepKey: 'a' }] } },
  });
}

const isConsumed = (trace: Trace) =>
  ['bus.send registry', 'bus.process registry'].every((name) => trace.named(name).length > 0);
const gatewaySpans = [
  'gateway.serve POST /graphql',
  'gateway.mutation',
  'gateway.plan',
  'gateway.query',
];

/** `onRedis` are the commands by which an event is published. */
function tellTraces(
  name: string,
  start: () => Promise<TracedWorld>,
  onRedis: readonly string[],
): void {
  describe(name, () => {
    let world: TracedWorld;
    beforeAll(async () => {
      world = await start();
    }, 120_000);
    afterAll(async () => {
      await world[Symbol.asyncDispose]();
    });

    test('a mutation is one tree, from the door to the ledger', async () => {
      const { receiver } = world;
      const { traceId, spanId } = await createWork(world);
      const isWhole = (trace: Trace) =>
        isConsumed(trace) && trace.named('gateway.serve POST /graphql').length > 0;
      const trace = await untilTrace(receiver, traceId, isWhole);
      expect(trace.roots.map((root) => [root.name, root.parentSpanId])).toEqual([
        ['gateway.serve POST /graphql', spanId],
      ]);
      const steps = [
        'gateway.serve POST /graphql',
        'gateway.mutation',
        'gateway.fetch registry',
        'registry.mutation',
      ];
      for (const step of [
        'database.execute INSERT registry.outbox',
        'bus.send registry',
        'bus.process registry',
      ]) {
        const [span] = trace.named(step);
        expect(trace.pathOf(span!)).toEqual([...steps, step]);
      }
      const [sent] = trace.named('bus.send registry');
      const commands = trace.childrenOf(sent!).map(({ name }) => name);
      expect(commands.filter((each) => each.startsWith('redis.'))).toEqual(onRedis);
      const [consumed] = trace.named('bus.process registry');
      expect(consumed?.attributes['messaging.consumer.group.name']).toBe('audit-ledger');
      // Events that come together are written together, in the trace of one of them.
      const consuming = await until('the consumer that has written it has come', () => {
        const written = receiver.spans.find(
          ({ name }) => name === 'database.execute INSERT audit.ledger',
        );
        return written && receiver.spans.find(({ spanId }) => spanId === written.parentSpanId);
      });
      expect(consuming.name).toBe('bus.process registry');
    });

    test('a query over four subgraphs is one tree', async () => {
      await createWork(world);
      const { traceId, spanId } = await ask(world, everything);
      const served = (trace: Trace) =>
        trace.named('gateway.serve POST /graphql').length > 0 &&
        subgraphNames.every((subgraph) => trace.named(`${subgraph}.query`).length > 0);
      const trace = await untilTrace(world.receiver, traceId, served);
      expect(trace.roots.map((root) => root.parentSpanId)).toEqual([spanId]);
      for (const subgraph of subgraphNames) {
        const [span] = trace.named(`${subgraph}.query`);
        const path = [
          'gateway.serve POST /graphql',
          'gateway.query',
          `gateway.fetch ${subgraph}`,
          `${subgraph}.query`,
        ];
        expect(trace.pathOf(span!)).toEqual(path);
        const statements = trace.childrenOf(span!);
        expect(statements.length).toBeGreaterThan(0);
        for (const { kind, attributes } of statements) {
          expect([kind, attributes['db.system.name']]).toEqual([3, 'postgresql']);
        }
      }
      expect(trace.named('gateway.plan').map((span) => trace.pathOf(span))).toEqual([
        ['gateway.serve POST /graphql', 'gateway.query', 'gateway.plan'],
      ]);
      const [operation] = trace.named('gateway.query');
      expect(operation?.attributes).toEqual({
        'graphql.operation.type': 'query',
        'graphql.operation.name': 'Everything',
        'arbiter.document.hash': expect.stringMatching(/^[0-9a-f]{64}$/),
        'workflow.tenant_id': 'default',
        'workflow.operation.type': 'query',
        'workflow.operation.name': 'Everything',
      });
      const again = await ask(world, everything);
      const second = await untilTrace(world.receiver, again.traceId, served);
      expect(second.named('gateway.plan')).toEqual([]);
    });

    test('spans say what work they belong to, down to the consumers of its events', async () => {
      const created = await createWork(world);
      const workflowId = created.data['createWorkflow']?.['workflow']?.id;
      const stepRunId = crypto.randomUUID();
      const baggage = `who=${secret.replaceAll(' ', '%20')},workflow.step_run.id=${stepRunId};a=b,workflow.tenant_id=other`;
      const start = `mutation Start($input: StartWorkflowInput!) {
        startWorkflow(input: $input) { workflow { id } } }`;
      const asked = await ask(world, start, {
        variables: { input: { id: workflowId } },
        headers: { baggage },
      });
      const isWhole = (trace: Trace) =>
        isConsumed(trace) && trace.named('gateway.serve POST /graphql').length > 0;
      const trace = await untilTrace(world.receiver, asked.traceId, isWhole);
      const work = { 'workflow.tenant_id': 'default', 'workflow.step_run.id': stepRunId };
      const operation = {
        'workflow.operation.type': 'mutation',
        'workflow.operation.name': 'Start',
      };
      const event = {
        'workflow.event.type': 'WORKFLOW_STARTED',
        'workflow.event.status': 'RUNNING',
      };
      const expected: Record<string, object> = {
        'gateway.serve POST /graphql': work,
        'gateway.mutation': { ...work, ...operation },
        'registry.mutation': { ...work, 'workflow.id': workflowId, ...event },
        'bus.send registry': { ...work, 'workflow.id': workflowId, ...event },
        'bus.process registry': { ...work, 'workflow.id': workflowId, ...event },
      };
      for (const [name, attributes] of Object.entries(expected)) {
        expect([name, trace.named(name)[0]?.attributes]).toMatchObject([name, attributes]);
      }
    });

    test('a refusal fails the spans on its way, with its code and no text', async () => {
      const query = `mutation { startWorkflow(input: { id: "${crypto.randomUUID()}" }) {
        workflow { id } } }`;
      const { traceId } = await ask(world, query);
      const names = ['gateway.fetch registry', 'gateway.mutation', 'registry.mutation'];
      const failedOf = ({ spans }: Trace) => spans.filter(({ status }) => status.code === 2);
      const trace = await untilTrace(
        world.receiver,
        traceId,
        (seen) =>
          failedOf(seen).length >= names.length &&
          seen.named('gateway.serve POST /graphql').length > 0,
      );
      const failed = failedOf(trace);
      expect(failed.map(({ name }) => name).toSorted()).toEqual(names);
      for (const { status, attributes, events = [] } of failed) {
        expect([status, attributes['error.type'], events]).toEqual([{ code: 2 }, 'NOT_FOUND', []]);
      }
    });

    test('a trace that begins here has the id that the log has', async () => {
      const { status } = await postBody(
        `${world.gateway.url}/graphql`,
        '{"query":"{ __typename }"}',
        { 'x-request-id': 'begins-here' },
      );
      expect(status).toBe(200);
      const root = await until('the span of the request has come', () =>
        world.receiver.spans.find(
          ({ attributes }) => attributes['arbiter.request.id'] === 'begins-here',
        ),
      );
      expect(root.parentSpanId ?? '').toBe('');
      const line = await until('the request is in the log', () =>
        world.gateway
          .output()
          .split('\n')
          .find((each) => each.includes('begins-here')),
      );
      expect(JSON.parse(line)).toMatchObject({ traceId: root.traceId });
    });

    test('each delivery to a subscriber is a trace, linked to the subscription', async () => {
      const { receiver, gateway } = world;
      const subscription = 'subscription Work { workflowEvents { event { eventKind } } }';
      const stream = openEventStream(gateway.url, subscription);
      const first = stream.next();
      const opened = await until('the subscription is open', () =>
        receiver.spans.find(({ name }) => name === 'gateway.subscription'),
      );
      await createWork(world);
      await first;
      const isOurs = ({ name, links }: ReceivedSpan) =>
        name === 'gateway.deliver' && links.some(({ traceId }) => traceId === opened.traceId);
      const delivery = await until('the delivery has come', () =>
        receiver.spans.find((span) => isOurs(span) && span.links[0]?.spanId === opened.spanId),
      );
      expect(delivery.parentSpanId ?? '').toBe('');
      expect(delivery.traceId).not.toBe(opened.traceId);
      await stream.close();
    });

    test('no span holds a value that a client has sent', async () => {
      const { traceId } = await ask(world, `query { a: workflows(first: 19) { nodes { id } } }`);
      await untilTrace(
        world.receiver,
        traceId,
        ({ named }) => named('gateway.serve POST /graphql').length > 0,
      );
      const all = world.receiver.bodies.join('\n');
      expect(all).toContain('registry.workflows');
      expect(all).not.toMatch(/Lovelace|local-developer|stepKey/);
    });

    test('a job is a trace of its own, with what it does to the database', async () => {
      const pruned = 'database.execute DELETE registry.outbox';
      const statement = await until('the outbox has been pruned', () =>
        world.receiver.spans.find(({ name }) => name === pruned),
      );
      const trace = traceOf(world.receiver, statement.traceId);
      expect(trace.pathOf(statement)).toEqual(['jobs.run prune-outbox', pruned]);
    });

    test('every process says what it is and where', () => {
      for (const { service, resource } of world.receiver.spans) {
        expect(resource).toMatchObject({
          'service.name': service,
          'service.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
          'deployment.environment.name': 'development',
        });
      }
    });

    test('every span is named after a part of the system and what that does', () => {
      const names = new Set(world.receiver.spans.map(({ name }) => name));
      expect([...names].filter((name) => !isSpanName(name))).toEqual([]);
      expect(names.size).toBeGreaterThan(20);
    });

    test('only what is expected begins a trace', async () => {
      const roots = world.receiver.spans.filter(({ parentSpanId }) => !parentSpanId);
      const names = new Set(roots.map(({ name }) => name));
      const expected = [
        'gateway.serve POST /graphql',
        'gateway.serve POST /graphql/stream',
        'gateway.deliver',
        'registry.deliver',
      ];
      const isJob = (each: string) => each.startsWith('jobs.run prune-');
      const others = [...names].filter((each) => !expected.includes(each) && !isJob(each));
      expect(others).toEqual([]);
      expect(
        gatewaySpans.every((each) => world.receiver.spans.some((span) => span.name === each)),
      ).toBe(true);
    });
  });
}

tellTraces('in one process', startTracedInProcess, []);
describeWith(['redis-server'], 'between processes', () =>
  tellTraces('over HTTP', startTracedOverHttp, ['redis.execute MULTI']),
);
