/**
 * The subscription lineageEvents on a real database: replay, live, the seam between the two, order,
 * filters, tenants and refusals.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { postEvent } from '../lineage/testing/post-lineage.ts';
import { eventOf, post, runIdOf } from '../lineage-run/testing/lineage-runs.ts';

const subscription = `subscription ($filter: LineageEventFilter, $after: String) {
  lineageEvents(filter: $filter, after: $after) {
    cursor
    event { id eventType name runId run { status } job { nodeId } rawBody findings { code } }
  }
}`;
interface Delivery {
  readonly cursor: string;
  readonly event: Record<'id' | 'eventType' | 'name' | 'runId' | 'rawBody', string>;
}
type Stream = AsyncIterableIterator<{ data?: unknown; errors?: unknown }>;

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function subscribe(variables: object, identity = testIdentity()) {
  return run.subgraph.subscribe({
    query: subscription,
    variables: variables as Record<string, unknown>,
    identity,
  });
}

async function follow(variables: object, identity = testIdentity()): Promise<Stream> {
  const stream = await subscribe(variables, identity);
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
  return stream as Stream;
}

async function take(stream: Stream, count: number): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  while (deliveries.length < count) {
    const { value, done } = await stream.next();
    if (done) throw new Error(`The stream ended after ${deliveries.length}.`);
    if (value.errors) throw new Error(JSON.stringify(value.errors));
    deliveries.push((value.data as { lineageEvents: Delivery }).lineageEvents);
  }
  return deliveries;
}

describe('lineageEvents', () => {
  test('shows an event as soon as it is stored, whole', async () => {
    const identity = testIdentity('live');
    await post(run, 'live', [eventOf(1, 'START')]);
    await run.subgraph.drainEvents();
    const stream = await follow({}, identity);
    const body = JSON.stringify(
      eventOf(1, 'COMPLETE', { run: { runId: runIdOf(1), facets: { x: {} } } }),
    );
    const { body: answer } = await postEvent(run, body, { identity });
    const [delivery] = await take(stream, 1);
    expect(delivery?.event).toEqual({
      id: answer?.['id'],
      eventType: 'COMPLETE',
      name: 'job 1',
      runId: runIdOf(1),
      run: { status: 'COMPLETED' },
      job: { nodeId: 'job:ns:job 1' },
      rawBody: body,
      findings: [{ code: 'FACET_PRODUCER_MISSING' }, { code: 'FACET_SCHEMA_URL_MISSING' }],
    });
    await stream.return?.();
  });

  test('replays from the start, then goes live, without gap and duplicate', async () => {
    const identity = testIdentity('seam');
    const events = Array.from({ length: 300 }, (_, n) => eventOf(n, 'START'));
    await post(run, 'seam', events.slice(0, 150));
    const stream = await follow({ after: '0' }, identity);
    const posting = Promise.all(
      events.slice(100).map((event) => postEvent(run, event, { identity })),
    );
    const deliveries = await take(stream, 300);
    await posting;
    expect(new Set(deliveries.map(({ event }) => event.runId)).size).toBe(300);
    const half = deliveries[149];
    const rest = await follow({ after: half?.cursor }, identity);
    expect(await take(rest, 150)).toEqual(deliveries.slice(150));
    await stream.return?.();
    await rest.return?.();
  });

  test('shows the events of one run in the order in which they were stored', async () => {
    const identity = testIdentity('order');
    const types = ['COMPLETE', 'RUNNING', 'START', 'OTHER'];
    for (const type of types) await postEvent(run, eventOf(1, type), { identity });
    await postEvent(run, eventOf(1, 'START'), { identity });
    await postEvent(run, eventOf(2, 'START'), { identity });
    const deliveries = await take(await follow({ after: '0' }, identity), 5);
    expect(deliveries.map(({ event }) => event.eventType)).toEqual([...types, 'START']);
  });

  test.each<[object, string[]]>([
    [{ names: ['job 1', 'job 3'] }, ['job 1', 'job 3', 'job 1']],
    [{ namespaces: ['ns'], eventTypes: ['COMPLETE'] }, ['job 1']],
    [{ runIds: [runIdOf(2)] }, ['job 2']],
    [{ names: ['job 1'], runIds: [runIdOf(2), runIdOf(1)] }, ['job 1', 'job 1']],
  ])('shows only what %j asks for', async (filter, expected) => {
    const tenantId = `filters-${Object.keys(filter).join('-')}`;
    const identity = testIdentity(tenantId);
    for (const [n, type] of [
      [1, 'START'],
      [2, 'START'],
      [3, 'START'],
      [1, 'COMPLETE'],
    ] as const) {
      await postEvent(run, eventOf(n, type), { identity });
    }
    // An event that every filter takes marks the end.
    const end = eventOf(2, 'COMPLETE', { job: { namespace: 'ns', name: 'job 1' } });
    await postEvent(run, end, { identity });
    const stream = await follow({ after: '0', filter }, identity);
    const deliveries = await take(stream, expected.length + 1);
    expect(deliveries.map(({ event }) => event.name)).toEqual([...expected, 'job 1']);
    await stream.return?.();
  });

  test('never shows another tenant, whatever the actor may read', async () => {
    await post(run, 'theirs', [eventOf(1, 'START')]);
    const admin = testIdentity('ours', { accessLevel: 'ADMIN' });
    const stream = await follow({ after: '0' }, admin);
    const { body } = await postEvent(run, eventOf(1, 'START'), { identity: admin });
    const [delivery] = await take(stream, 1);
    expect(delivery?.event.id).toBe(body?.['id']);
    await stream.return?.();
  });

  test.each([
    [{ after: 'nonsense' }, 'after'],
    [{ filter: { runIds: [runIdOf(1), 'x'] } }, 'filter.runIds[1]'],
    [{ filter: { names: Array(101).fill('x') } }, 'filter.names'],
    [{ filter: { eventTypes: ['DONE'] } }, 'filter.eventTypes[0]'],
  ])('refuses %j', async (variables, field) => {
    const answer = await subscribe(variables);
    if (Symbol.asyncIterator in answer) throw new Error('Expected a refusal.');
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
