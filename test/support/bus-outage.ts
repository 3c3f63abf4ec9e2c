/**
 * An outage of the bus as those see it who follow events: the same expectations whatever carries the
 * events, and wherever the subgraphs are.
 */
import { expect } from '@jest/globals';
import WebSocket from 'ws';
import { createArbiterClient } from '@arbiter/sdk/arbiter.ts';
import type { BusServer } from '@arbiter/testkit/bus-servers.ts';
import { askGraphql } from './http.ts';
import {
  type OpenStream,
  type ResumeStream,
  type Stream,
  type StreamResult,
  openEventStream,
  openSocketStream,
  resumeEventStream,
  resumeSocketStream,
} from './streams.ts';
import { until, within } from './until.ts';

/** Who comes back by itself does so after the time that was asked for, twice at worst. */
const servedWithinMs = 30_000;
/** A server that hangs is missed after one unanswered question, and then given its grace time. */
const endedWithinMs = 25_000;

const create = `mutation ($input: CreateWorkflowInput!) {
  createWorkflow(input: $input) { workflow { id } }
}`;
export const workflows = `subscription ($after: String) { workflowEvents(after: $after) {
  cursor event { workflow { name } }
} }`;
/** Of workflows: the ledger has records of what a server does when it starts, too. */
export const ledger = `subscription ($after: String) {
  auditRecordAppended(after: $after, filter: { resourceType: "Workflow" }) { cursor record { resourceId } }
}`;

export const outages = {
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

export const protocols: readonly Protocol[] = [
  { open: openSocketStream, resume: resumeSocketStream },
  { open: openEventStream, resume: resumeEventStream },
];

/** Follows two logs over both protocols through an outage of the bus. */
export async function expectOutage(url: string, bus: BusServer, outage: Outage): Promise<void> {
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

export interface Created {
  readonly id: string;
  readonly name: string;
}

export async function createWorkflow(url: string, name: string): Promise<Created> {
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
export function expectWorkflow({ data, errors }: StreamResult, { id, name }: Created): void {
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
