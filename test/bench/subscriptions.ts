/**
 * `npm run bench -- subscriptions`: 10,000 open subscriptions on one process. What each costs in memory,
 * how many events arrive a second, and how old they are when they do: once with all of them equal, once
 * with each following a workflow of its own. Nothing here passes or fails.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { askGraphql } from '../support/http.ts';
import { type Program, startProgram } from './child.ts';
import { describeMachine, printTable, say } from './report.ts';
import { startScratchDatabase } from './scratch-database.ts';

const help = `
Usage: npm run bench -- subscriptions [--listeners 10000] [--seconds 30]

  --listeners  open subscriptions, each on a WebSocket of its own
  --seconds    how long events are made in each row
`;

const { values } = parseArgs({
  options: {
    listeners: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '30' },
    help: { type: 'boolean', default: false },
  },
});

const query = `subscription ($filter: WorkflowEventFilter) {
  workflowEvents(filter: $filter) {
    cursor
    event { eventKind eventTime workflow { name agent { name ratings { rating } } } }
  }
}`;

/** Workflows that events are made of; listeners of different ones each follow one of them. */
const workflowCount = 200;
/** How long events may be on their way before they count as missing. */
const patienceMs = 30_000;

interface Kind {
  readonly name: string;
  readonly isEqual: boolean;
  /** Events a second at which ages are measured: what a busy group does, and no flood. */
  readonly eventsPerSecond: number;
  /** Events made at once, to see how many deliveries a second come of it. */
  readonly burst: number;
}

const kinds: readonly Kind[] = [
  { name: 'all equal', isEqual: true, eventsPerSecond: 1, burst: 30 },
  { name: `of ${workflowCount} workflows`, isEqual: false, eventsPerSecond: 20, burst: 1_000 },
];

if (values.help) process.stdout.write(help);
else await main();

async function main(): Promise<void> {
  describeMachine();
  await using resources = new AsyncDisposableStack();
  const { url: database, dataDir } = await startScratchDatabase(resources);
  const lines: string[][] = [];
  for (const kind of kinds) {
    await using server = await startProgram('arbiter', {
      database,
      urls: '{}',
      data: join(dataDir, 'server'),
      mode: 'development',
    });
    lines.push(await measure(kind, server));
  }
  const header = ['row', 'KB each', 'at events/s', 'p50 ms', 'p99 ms', 'deliveries/s', 'missing'];
  printTable(header, lines);
}

async function measure(kind: Kind, server: Program): Promise<string[]> {
  const url = String(server.ready['url']);
  const count = Number(values.listeners);
  const ids = await createWorkflows(url);
  say(`${count} listeners, ${kind.name}: connecting …`);
  const before = await server.facts();
  await using listeners = await startProgram('listeners', {
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    query,
    count: values.listeners,
    workflows: JSON.stringify(kind.isEqual ? [] : ids),
  });
  const after = await server.facts();
  const each = kind.isEqual ? count : count / workflowCount;

  say(`${count} listeners, ${kind.name}: ${kind.eventsPerSecond} events a second …`);
  const events = Math.ceil(Number(values.seconds) * kind.eventsPerSecond);
  await makeEvents(url, ids, { events, eventsPerSecond: kind.eventsPerSecond });
  const steady = await delivered(listeners, events * each);

  say(`${count} listeners, ${kind.name}: ${kind.burst} events at once …`);
  const begin = performance.now();
  await makeEvents(url, ids, { events: kind.burst, eventsPerSecond: Infinity });
  const burst = await delivered(listeners, kind.burst * each);
  const seconds = (performance.now() - begin) / 1_000;
  return [
    `${count} listeners, ${kind.name}`,
    ((after.rssBytes - before.rssBytes) / count / 1_000).toFixed(1),
    String(kind.eventsPerSecond),
    steady.p50Ms.toFixed(0),
    steady.p99Ms.toFixed(0),
    (burst.received / seconds).toFixed(0),
    String(Math.round((events + kind.burst) * each) - steady.received - burst.received),
  ];
}

async function createWorkflows(url: string): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < workflowCount; number += 1) {
    const { createWorkflow: payload } = await askGraphql<{
      createWorkflow: { workflow: { id: string } };
    }>(
      url,
      'mutation ($input: CreateWorkflowInput!) { createWorkflow(input: $input) { workflow { id } } }',
      { input: { name: `workflow ${number}` } },
    );
    ids.push(payload.workflow.id);
  }
  return ids;
}

/** Every call is one event; the workflows take turns. */
async function makeEvents(
  url: string,
  ids: readonly string[],
  { events, eventsPerSecond }: { events: number; eventsPerSecond: number },
): Promise<void> {
  const begin = performance.now();
  for (let number = 0; number < events; number += 1) {
    const dueMs = (1_000 * number) / eventsPerSecond - (performance.now() - begin);
    if (dueMs > 0) await sleep(dueMs);
    await askGraphql(
      url,
      'mutation ($input: UpdateWorkflowInput!) { updateWorkflow(input: $input) { workflow { id } } }',
      { input: { id: ids[number % ids.length], metadata: { number, begin } } },
    );
  }
}

interface Delivered {
  readonly received: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Waits until so many deliveries have come since the last call. */
async function delivered(listeners: Program, expected: number): Promise<Delivered> {
  const deadline = performance.now() + patienceMs;
  let seen = (await listeners.facts()) as unknown as Delivered;
  while (seen.received < expected && performance.now() < deadline) {
    await sleep(100);
    seen = (await listeners.facts()) as unknown as Delivered;
  }
  await listeners.facts('reset');
  return seen;
}
