/**
 * The subscription workflowEvents on a real database: replay, live, the seam between the two,
 * cursors, filters, tenants, refusals, and what many followers cost.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { type WorkflowDriver, driveWorkflows } from '../workflow/testing/drive-workflows.ts';

const subscription = /* GraphQL */ `
  subscription ($filter: WorkflowEventFilter, $after: String, $replay: Int! = 0) {
    workflowEvents(filter: $filter, after: $after, replay: $replay) {
      cursor
      event {
        id
        eventKind
        sequence
        workflow {
          id
          name
          agent {
            name
          }
        }
      }
    }
  }
`;
interface DeliveryData {
  readonly cursor: string;
  readonly event: {
    readonly id: string;
    readonly eventKind: string;
    readonly sequence: number;
    readonly workflow: { readonly id: string };
  };
}
type Stream = AsyncIterableIterator<{ data?: unknown; errors?: unknown }>;

let run: RunningSubgraph;
let work: WorkflowDriver;
beforeAll(async () => {
  run = await runSubgraph(registry);
  work = driveWorkflows(run);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function follow(variables: object = {}, identity = testIdentity()): Promise<Stream> {
  const stream = await run.subgraph.subscribe({
    query: subscription,
    variables: variables as Record<string, unknown>,
    identity,
  });
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
  return stream as Stream;
}

async function take(stream: Stream, count: number): Promise<DeliveryData[]> {
  const deliveries: DeliveryData[] = [];
  while (deliveries.length < count) {
    const { value, done } = await stream.next();
    if (done) throw new Error(`The stream ended after ${deliveries.length}.`);
    if (value.errors) throw new Error(JSON.stringify(value.errors));
    deliveries.push((value.data as { workflowEvents: DeliveryData }).workflowEvents);
  }
  return deliveries;
}

const kindsOf = (deliveries: readonly DeliveryData[]) =>
  deliveries.map(({ event }) => event.eventKind);

async function refusalOf(variables: object, identity = testIdentity()) {
  const answer = await run.subgraph.subscribe({
    query: subscription,
    variables: variables as Record<string, unknown>,
    identity,
  });
  if (Symbol.asyncIterator in answer) throw new Error('Expected a refusal.');
  return answer.errors?.[0]?.extensions;
}

describe('workflowEvents', () => {
  test('replays from the start, then goes live, without gap and duplicate', async () => {
    const identity = testIdentity('seam');
    for (let n = 0; n < 5; n += 1) await work.create({}, [], identity);
    const stream = await follow({ after: '0' }, identity);
    const creating = Promise.all(Array.from({ length: 10 }, () => work.create({}, [], identity)));
    const deliveries = await take(stream, 15);
    const created = new Set((await creating).map(({ id }) => id));
    const seen = deliveries.map(({ event }) => event.workflow.id);
    expect(new Set(seen).size).toBe(15);
    expect(created.isSubsetOf(new Set(seen))).toBe(true);
    expect(new Set(deliveries.map(({ cursor }) => cursor)).size).toBe(15);
    await stream.return?.();
  });

  test('without a cursor delivers what happens from now on', async () => {
    const identity = testIdentity('live');
    await work.create({}, [], identity);
    await run.subgraph.drainEvents();
    const stream = await follow({}, identity);
    const { id } = await work.create({ name: 'new' }, [], identity);
    const [delivery] = await take(stream, 1);
    expect(delivery?.event).toMatchObject({
      eventKind: 'WORKFLOW_CREATED',
      workflow: { id, name: 'new', agent: null },
    });
    await stream.return?.();
  });

  test('continues behind any cursor', async () => {
    const identity = testIdentity('cursors');
    for (let n = 0; n < 4; n += 1) await work.create({}, [], identity);
    const all = await take(await follow({ after: '0' }, identity), 4);
    for (const [index, { cursor }] of all.slice(0, -1).entries()) {
      const rest = await follow({ after: cursor }, identity);
      expect(await take(rest, all.length - index - 1)).toEqual(all.slice(index + 1));
      await rest.return?.();
    }
  });

  test('delivers the newest events that match first, then what happens from now on', async () => {
    const identity = testIdentity('replays');
    const old = await work.create({}, [], identity);
    for (let n = 0; n < 3; n += 1) await work.create({}, [], identity);
    await work.update(old.id, { tags: ['t'] }, identity);
    await run.subgraph.drainEvents();
    const all = await take(await follow({ after: '0' }, identity), 5);
    const filter = { eventKinds: ['WORKFLOW_CREATED'], workflowIds: [old.id] };
    const cases = [
      [{ replay: 2 }, all.slice(3)],
      [{ replay: 200 }, all],
      [{ replay: 2, filter }, all.slice(0, 1)],
      [{ replay: 2, filter: { eventTypes: ['OTHER'], eventKinds: [] } }, []],
      [{ replay: 2, after: all[0]?.cursor }, all.slice(1)],
      [{ replay: 0 }, []],
    ] as const;
    const streams = await Promise.all(cases.map(([variables]) => follow(variables, identity)));
    const replayed = await Promise.all(
      cases.map(([, expected], index) => take(streams[index] as Stream, expected.length)),
    );
    expect(replayed).toEqual(cases.map(([, expected]) => expected));
    const { id } = await work.create({}, [], identity);
    const [next] = await take(streams[0] as Stream, 1);
    expect(next?.event.workflow.id).toBe(id);
    for (const stream of streams) await stream.return?.();
  });

  test('delivers the events of one workflow in their order', async () => {
    const { id, steps } = await work.create({}, ['a', 'b']);
    const stream = await follow({ after: '0', filter: { workflowIds: [id] } });
    await work.start(id);
    for (const step of steps.nodes) await work.finish((await work.startStep(step.id)).id);
    await work.complete(id);
    const deliveries = await take(stream, 7);
    expect(deliveries.map(({ event }) => event.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(kindsOf(deliveries)).toEqual([
      'WORKFLOW_CREATED',
      'WORKFLOW_STARTED',
      'STEP_STARTED',
      'STEP_COMPLETED',
      'STEP_STARTED',
      'STEP_COMPLETED',
      'WORKFLOW_COMPLETED',
    ]);
    const ids = (await work.events(id)).map((event) => event.id);
    expect(deliveries.map(({ event }) => event.id)).toEqual(ids);
    await stream.return?.();
  });

  test('filters by type and kind', async () => {
    const { id } = await work.create({}, ['a']);
    await work.start(id);
    await work.cancel(id);
    const workflowIds = [id];
    const ends = await follow({
      after: '0',
      filter: { workflowIds, eventTypes: ['COMPLETE', 'FAIL', 'ABORT'] },
    });
    expect(kindsOf(await take(ends, 1))).toEqual(['WORKFLOW_CANCELLED']);
    const starts = await follow({
      after: '0',
      filter: { workflowIds, eventKinds: ['WORKFLOW_STARTED', 'STEP_STARTED'] },
    });
    expect(kindsOf(await take(starts, 1))).toEqual(['WORKFLOW_STARTED']);
    await ends.return?.();
    await starts.return?.();
  });

  test('never shows another tenant, whatever the actor may read', async () => {
    await work.create({}, [], testIdentity('theirs'));
    const admin = testIdentity('ours', { accessLevel: 'ADMIN' });
    const stream = await follow({ after: '0' }, admin);
    const { id } = await work.create({}, [], admin);
    const [delivery] = await take(stream, 1);
    expect(delivery?.event.workflow.id).toBe(id);
    await stream.return?.();
  });

  test.each([
    [{ after: 'nonsense' }, 'BAD_USER_INPUT', 'after'],
    [{ after: '' }, 'BAD_USER_INPUT', 'after'],
    [{ replay: -1 }, 'BAD_USER_INPUT', 'replay'],
    [{ replay: 201 }, 'BAD_USER_INPUT', 'replay'],
    [{ filter: { workflowIds: ['x'] } }, 'BAD_USER_INPUT', 'filter.workflowIds[0]'],
    [
      { filter: { workflowIds: Array(101).fill('0198c0de-0000-7000-8000-000000000001') } },
      'BAD_USER_INPUT',
      'filter.workflowIds',
    ],
    [{ filter: { eventTypes: ['DONE'] } }, 'BAD_USER_INPUT', 'filter.eventTypes[0]'],
  ])('refuses %j', async (variables, code, field) => {
    expect(await refusalOf(variables)).toMatchObject({ code, field });
  });

  test('a cursor of a longer log is a gap, with the cursor of the present end', async () => {
    const long = testIdentity('long');
    for (let n = 0; n < 3; n += 1) await work.create({}, [], long);
    const last = (await take(await follow({ after: '0' }, long), 3)).at(-1);
    const short = testIdentity('short');
    await work.create({}, [], short);
    const [only] = await take(await follow({ after: '0' }, short), 1);
    expect(await refusalOf({ after: last?.cursor }, short)).toMatchObject({
      code: 'SUBSCRIPTION_GAP',
      cursor: only?.cursor,
    });
  });
});

test('an event is read from the log once, however many follow', async () => {
  const identity = testIdentity('crowd');
  await work.create({}, [], identity);
  const streams = await Promise.all(
    Array.from({ length: 30 }, () => follow({ after: '0' }, identity)),
  );
  const warm = await Promise.all(streams.map((stream) => take(stream, 1)));
  expect(new Set(warm.map(([delivery]) => delivery?.cursor)).size).toBe(1);
  const waiting = streams.map((stream) => take(stream, 1));
  run.statements.length = 0;
  await work.create({}, [], identity);
  await Promise.all(waiting);
  const reads = run.statements.filter((sql) => sql.includes('registry.log_positions'));
  // One for the event, and one more at most where a ring came while it was being read.
  expect(reads.length).toBeLessThanOrEqual(2);
  for (const stream of streams) await stream.return?.();
});
