/**
 * Goal: with Redis gone, which carries events between the subgraphs, queries and changes go on; what
 * follows events ends with a reason and a time to come back, nobody is left waiting in silence, and
 * whoever continues from the cursor misses nothing and gets nothing twice. Method: the real command
 * with a real Redis that is killed, loses its data, or hangs.
 */
import { expect, jest, test } from '@jest/globals';
import { type BusServer, startNats, startRedis } from '@arbiter/testkit/bus-servers.ts';
import { createArbiterClient } from '@arbiter/sdk/arbiter.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import WebSocket from 'ws';
import { spawnArbiter, startArbiter } from '../support/arbiter-process.ts';
import { askGraphql } from '../support/http.ts';
import {
  type OpenStream,
  type ResumeStream,
  type Stream,
  type StreamResult,
  openEventStream,
  openSocketStream,
  resumeEventStream,
  resumeSocketStream,
} from '../support/streams.ts';
import { until, within } from '../support/until.ts';

jest.setTimeout(240_000);

/** Who comes back by itself does so after the time that was asked for, twice at worst. */
const servedWithinMs = 30_000;
/** The limit of a server's draining; beyond it, it would end with 1. */
const stoppedWithinMs = 30_000;
/** Of a start that waits for Redis, with the making of a database before. */
const refusedWithinMs = 60_000;
/** A server that hangs is missed after one unanswered question, and then given its grace time. */
const endedWithinMs = 25_000;
const create = `mutation ($input: CreateWorkflowInput!) {
  createWorkflow(input: $input) { workflow { id } }
}`;
const workflows = `subscription ($after: String) { workflowEvents(after: $after) {
  cursor event { workflow { name } }
} }`;
const ledger = `subscription ($after: String) { auditRecordAppended(after: $after) {
  cursor record { resourceId }
} }`;

const outages = {
  killed: { begin: (bus) => bus.kill(), end: (bus) => bus.start() },
  emptied: {
    begin: (bus) => bus.kill(),
    async end(bus) {
      await bus.wipe();
      await bus.start();
    },
  },
  hanging: { begin: async (bus) => bus.freeze(), end: async (bus) => bus.thaw() },
} satisfies Record<string, Outage>;

interface Outage {
  begin(bus: BusServer): Promise<void>;
  end(bus: BusServer): Promise<void>;
}

interface Protocol {
  readonly open: OpenStream;
  readonly resume: ResumeStream;
}

const protocols: readonly Protocol[] = [
  { open: openSocketStream, resume: resumeSocketStream },
  { open: openEventStream, resume: resumeEventStream },
];

describeWith(['redis-server', 'nats-server'], 'a Redis that', () => {
  test.each([
    ['is killed', outages.killed],
    ['is killed and comes back without its data', outages.emptied],
    ['hangs', outages.hanging],
  ])('%s costs no query, no change and no event', async (_, outage) => {
    await using redis = await startRedis();
    await using arbiter = await startArbiter({ env: { REDIS_URL: redis.url } });
    await expectOutage(arbiter.url, redis, outage);
  });

  test('is away for less than the grace time ends nothing', async () => {
    await using redis = await startRedis();
    await using arbiter = await startArbiter({ env: { REDIS_URL: redis.url } });
    const { url } = arbiter;
    const streams = protocols.map(({ open }) => open(url, workflows, { after: '0' }));
    await redis.kill();
    await redis.start();
    const meanwhile = await createWorkflow(url, 'meanwhile');
    for (const stream of streams) expectWorkflow(await stream.next(), meanwhile);
    await Promise.all(streams.map((stream) => stream.close()));
  });

  test.each([
    ['is gone', outages.killed],
    ['hangs', outages.hanging],
  ])('%s does not keep a server from stopping, and loses nothing', async (_, { begin, end }) => {
    await using redis = await startRedis();
    await using arbiter = await startArbiter({ env: { REDIS_URL: redis.url } });
    await begin(redis);
    const unheardOf = await createWorkflow(arbiter.url, 'unheard of');
    arbiter.signal('SIGTERM', 'npm');
    const { code } = await within(stoppedWithinMs, arbiter.ended, 'the end of the server');
    expect(code).toBe(0);

    await end(redis);
    const { dataDir } = arbiter;
    await using again = await startArbiter({ env: { REDIS_URL: redis.url }, dataDir });
    const records = openSocketStream(again.url, ledger, { after: '0' });
    expectWorkflow(await records.next(), unheardOf);
    await records.close();
  });

  test.each([
    ['events', (redis: BusServer) => ({ REDIS_URL: redis.url })],
    ['jobs', (redis: BusServer, nats: BusServer) => ({ REDIS_URL: redis.url, NATS_URL: nats.url })],
  ])('hangs when a server starts is told of, where it is for %s', async (_, env) => {
    await using redis = await startRedis();
    await using nats = await startNats();
    redis.freeze();
    await using arbiter = spawnArbiter({ env: env(redis, nats) });
    const { code, stderr } = await within(refusedWithinMs, arbiter.ended, 'the end of the start');
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Redis .*127.0.0.1:${redis.port}.* answer.*$`, 'm'));
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describeWith(['nats-server'], 'a NATS server that', () => {
  test('is killed costs no query, no change and no event', async () => {
    await using nats = await startNats();
    await using arbiter = await startArbiter({ env: { NATS_URL: nats.url } });
    await expectOutage(arbiter.url, nats, outages.killed);
  });
});

/** Follows two logs over both protocols through an outage of the bus. */
async function expectOutage(url: string, bus: BusServer, outage: Outage): Promise<void> {
  const followers = protocols.flatMap((protocol) =>
    [workflows, ledger].map((query) => ({ ...protocol, query })),
  );
  const streams = followers.map(({ open, query }) => open(url, query, { after: '0' }));
  const before = await createWorkflow(url, 'before');
  for (const stream of streams) expectWorkflow(await stream.next(), before);
  // Knows no cursor but the one that it ends with, and comes back by itself.
  await using client = createArbiterClient({ url, webSocket: WebSocket });
  const live = client.workflowEvents({});
  await live.ready;

  await outage.begin(bus);
  const cursors = await Promise.all(
    streams.map(async (stream) => cursorOfEnd(await endOf(stream))),
  );
  for (const { open, query } of followers) await expectRefusal(open(url, query));
  const without = await createWorkflow(url, 'without');
  expect(await countWorkflows(url)).toBe(2);

  await outage.end(bus);
  const resumed: Stream[] = [];
  for (const [index, { resume, query }] of followers.entries()) {
    const open = () => resume(url, query, cursors[index] ?? '');
    const { first, stream } = await openWhenServed(open);
    expectWorkflow(first, without);
    resumed.push(stream);
  }
  const after = await createWorkflow(url, 'after');
  for (const stream of resumed) expectWorkflow(await stream.next(), after);
  for (const { name } of [without, after]) {
    const { value } = await within(servedWithinMs, live.next(), `the event of ${name}`);
    expect(value).toMatchObject({ event: { workflow: { name } } });
  }
  await Promise.all([...streams, ...resumed].map((stream) => stream.close()));
}

interface Created {
  readonly id: string;
  readonly name: string;
}

async function createWorkflow(url: string, name: string): Promise<Created> {
  const made = await askGraphql<{ createWorkflow: { workflow: { id: string } } }>(url, create, {
    input: { name },
  });
  return { id: made.createWorkflow.workflow.id, name };
}

async function countWorkflows(url: string): Promise<number> {
  const query = '{ workflows { nodes { id } } }';
  const { workflows: page } = await askGraphql<{ workflows: { nodes: object[] } }>(url, query);
  return page.nodes.length;
}

/** The event of a workflow, or the record of it in the ledger. */
function expectWorkflow({ data, errors }: StreamResult, { id, name }: Created): void {
  expect(errors).toBeUndefined();
  const [delivery] = Object.values(data ?? {});
  expect(delivery).toMatchObject(
    data && 'workflowEvents' in data
      ? { event: { workflow: { name } } }
      : { record: { resourceId: id } },
  );
}

/** What a stream ends with; it is not there before the bus was missed for a while. */
function endOf(stream: Stream): Promise<StreamResult> {
  return stream.next(endedWithinMs);
}

function cursorOfEnd({ data, errors }: StreamResult): string {
  expect(data).toBeUndefined();
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'UNAVAILABLE',
    retryAfter: expect.any(Number),
    cursor: expect.any(String),
  });
  return String(errors?.[0]?.extensions['cursor']);
}

async function expectRefusal(stream: Stream): Promise<void> {
  const { data, errors } = await stream.next();
  expect(data).toBeUndefined();
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'UNAVAILABLE',
    retryAfter: expect.any(Number),
  });
  await stream.close();
}

/** Tries until it is served, as a client that keeps to the hint; returns the first result. */
function openWhenServed(open: () => Stream): Promise<{ first: StreamResult; stream: Stream }> {
  return until('the stream is served again', async () => {
    const stream = open();
    const first = await stream.next();
    if (!first.errors) return { first, stream };
    await stream.close();
    return null;
  });
}
