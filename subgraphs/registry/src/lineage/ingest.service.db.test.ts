/**
 * Goal: every event is stored once or not at all, and what is made of the events does not depend on
 * how they arrive. Method: the recorded events of real producers, shuffled, doubled, raced, posted
 * through two servers, and beside events that cannot be written; a real database.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { startSubgraph } from '@arbiter/server/subgraph/start-subgraph.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { registry } from '../definition.ts';
import { mergeVersions, versionsOfEvent } from './dataset-version.rules.ts';
import { mergeRunStates, type RunState, runStateOf } from './event-merge.rules.ts';
import { runEvent } from './lineage-examples.ts';
import { recordedBodies } from './lineage-vectors.ts';
import { type AcceptedEvent, readLineageEvent } from './openlineage.rules.ts';
import { postBatch, postEvent } from './testing/post-lineage.ts';
import { storedLineage } from './testing/stored-lineage.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const bodies = recordedBodies().map(({ body }) => body);
const accepted = bodies.flatMap((body): AcceptedEvent[] => {
  const read = readLineageEvent(body);
  return read.kind === 'accepted' ? [read] : [];
});
const identities = new Set(accepted.map(({ identity }) => identity));

const randomId = () => crypto.randomUUID();
const eventOf = (runId: string, eventType: string, change: object = {}) => ({
  ...runEvent,
  eventType,
  run: { runId },
  ...change,
});

async function countEvents(tenantId: string): Promise<number> {
  const [row] = await run.database.query<{ count: number }>(
    'select count(*)::int as count from registry.lineage_events where tenant_id = $1',
    [tenantId],
  );
  return row?.count ?? 0;
}

/** Every table of the tenant, as counts. */
async function countRows(tenantId: string): Promise<Record<string, number>> {
  const stored = await storedLineage(run.database, tenantId);
  return Object.fromEntries(Object.entries(stored).map(([what, rows]) => [what, rows.length]));
}

const nothing = { jobs: 0, datasets: 0, versions: 0, edges: 0, runs: 0, events: 0 };

describe('the recorded events', () => {
  /** All of them twice, in any order. */
  const arrival = fc.shuffledSubarray([...bodies, ...bodies], { minLength: 2 * bodies.length });

  test('posted in any order, one by one or at once, twice, come to the same', async () => {
    await fc.assert(
      fc.asyncProperty(arrival, arrival, async (oneByOne, atOnce) => {
        const [first, second] = [`one-${randomId()}`, `all-${randomId()}`];
        const statuses: number[] = [];
        for (const body of oneByOne) {
          statuses.push((await postEvent(run, body, { identity: testIdentity(first) })).status);
        }
        const options = { identity: testIdentity(second) };
        const others = await Promise.all(atOnce.map((body) => postEvent(run, body, options)));
        for (const list of [statuses, others.map(({ status }) => status)]) {
          expect(Object.groupBy(list, (status) => status)[201]).toHaveLength(2 * accepted.length);
          expect(new Set(list)).toEqual(new Set([201, 422]));
        }
        const stored = await storedLineage(run.database, first);
        expect(stored['events']).toHaveLength(identities.size);
        expect(await storedLineage(run.database, second)).toEqual(stored);
        expectRules(stored);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  }, 60_000);

  test('in batches come to the same as one by one, and other orders of a batch too', async () => {
    const order = fc.sample(fc.shuffledSubarray(bodies, { minLength: bodies.length }), 1)[0] ?? [];
    const post = async (tenantId: string, texts: readonly string[]) =>
      postBatch(run, `[${texts.join(',')}]`, { identity: testIdentity(tenantId) });
    for (let start = 0; start < bodies.length; start += 50) {
      await post('batches', bodies.slice(start, start + 50));
    }
    const answer = await post('one-batch', order);
    expect(answer.status).toBe(200);
    expect(answer.body?.['summary']).toEqual({
      received: bodies.length,
      successful: accepted.length,
      failed: bodies.length - accepted.length,
      retriable: 0,
      non_retriable: bodies.length - accepted.length,
    });
    const stored = await storedLineage(run.database, 'batches');
    expect(await storedLineage(run.database, 'one-batch')).toEqual(stored);
    expectRules(stored);
  });

  test('are read back byte for byte', async () => {
    const identity = testIdentity('texts');
    const texts = new Map<string, string>();
    for (const body of bodies) {
      const { status, body: answer } = await postEvent(run, body, { identity });
      // Of equal events the first one's text is kept.
      const id = String(answer?.['id']);
      if (status === 201 && !texts.has(id)) texts.set(id, body);
    }
    const rows = await run.database.query<{ id: string; raw_body: string }>(
      `select id, raw_body from registry.lineage_events where tenant_id = 'texts'`,
    );
    expect(new Map(rows.map(({ id, raw_body }) => [id, raw_body]))).toEqual(texts);
  });
});

/** Runs and versions are what the rules make of all events together. */
function expectRules(stored: Readonly<Record<string, readonly unknown[]>>): void {
  const runs = new Map<string, RunState>();
  for (const state of accepted.filter(({ event }) => event.run !== null).map(runStateOf)) {
    const known = runs.get(state.runId);
    runs.set(state.runId, known === undefined ? state : mergeRunStates(known, state));
  }
  const rows = stored['runs'] as { run_id: string; state: unknown }[];
  expect(new Map(rows.map(({ run_id, state }) => [run_id, state]))).toEqual(runs);
  const versions = mergeVersions(accepted.flatMap(versionsOfEvent), []);
  const found = stored['versions'] as Record<string, unknown>[];
  expect(
    found.map((row) => [row['hash'], row['fields'], row['first_stamp'], row['last_stamp']]),
  ).toEqual(
    expect.arrayContaining(
      versions.map(({ hash, fields, first, last }) => [
        Buffer.from(hash, 'hex'),
        fields,
        first.stamp,
        last.stamp,
      ]),
    ),
  );
  expect(found).toHaveLength(versions.length);
}

describe('an event that is posted several times', () => {
  test('at once is stored once, and every sender is told the same', async () => {
    const identity = testIdentity('race');
    const event = eventOf(randomId(), 'START');
    const spellings = [JSON.stringify(event), JSON.stringify(event, null, 2)];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => postEvent(run, spellings[i % 2], { identity })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body?.['id'])).size).toBe(1);
    expect(await countEvents('race')).toBe(1);
  });

  test('leaves one domain event, with its id, in the commit that stores it', async () => {
    const identity = testIdentity('outbox');
    const runId = randomId();
    const body = eventOf(runId, 'COMPLETE');
    const first = await postEvent(run, body, { identity });
    await postEvent(run, body, { identity });
    const outbox = await run.database.query<{ id: string; envelope: Record<string, unknown> }>(
      `select id, envelope from registry.outbox where tenant_id = 'outbox'`,
    );
    expect(outbox.map(({ id }) => id)).toEqual([first.body?.['id']]);
    const [row] = await run.database.query<{ id: string }>(
      `select id from registry.lineage_runs where tenant_id = 'outbox'`,
    );
    expect(outbox[0]?.envelope).toMatchObject({
      id: first.body?.['id'],
      type: 'LINEAGE_EVENT_RECEIVED',
      tenantId: 'outbox',
      aggregate: { type: 'LineageRun', id: row?.id },
      origin: { actorId: 'user-of-outbox', requestId: 'test-outbox' },
      data: {
        hash: first.body?.['hash'],
        eventType: 'COMPLETE',
        eventTime: body.eventTime,
        job: body.job,
        runId,
        findings: 0,
      },
    });
  });

  test('through two servers is stored once, and neither blocks the other', async () => {
    await using other = await startSubgraph(registry, {
      databaseUrl: run.database.url,
      logger: testLogger(),
    });
    const servers = [run, { ...run, subgraph: other }];
    const identity = testIdentity('two-servers');
    const runIds = Array.from({ length: 4 }, randomId);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const events = Array.from({ length: 300 }, (_, i) =>
      eventOf(runIds[i % 4] ?? '', ['START', 'RUNNING', 'COMPLETE'][i % 3] ?? '', {
        eventTime: new Date(Date.UTC(2026, 0, 1) + i).toISOString(),
        job: { namespace: 'ns', name: names[i % 5] },
        inputs: [{ namespace: 'ns', name: names[(i * 3) % 5], facets: { n: { i } } }],
        outputs: [{ namespace: 'ns', name: names[(i * 7 + 1) % 5], facets: { n: { i } } }],
      }),
    );
    const answers = await Promise.all(
      servers.flatMap((server, s) =>
        (s === 0 ? events : events.toReversed()).map((event) =>
          postEvent(server, event, { identity }),
        ),
      ),
    );
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    for (const event of events) {
      await postEvent(run, event, { identity: testIdentity('one-server') });
    }
    expect(await storedLineage(run.database, 'two-servers')).toEqual(
      await storedLineage(run.database, 'one-server'),
    );
    const [row] = await run.database.query<{ count: number }>(
      `select count(*)::int as count from registry.outbox where tenant_id = 'two-servers'`,
    );
    expect(row?.count).toBe(events.length);
  }, 60_000);
});

describe('an event that cannot be written', () => {
  const poison = 'https://poison.example/';
  beforeAll(async () => {
    await run.database.query(
      `alter table registry.lineage_events add constraint no_poison check (producer <> '${poison}')`,
    );
  });
  afterAll(async () => {
    await run.database.query(`alter table registry.lineage_events drop constraint no_poison`);
  });

  test('does not fail those that are posted with it, and leaves nothing', async () => {
    const identity = testIdentity('poison');
    const job = { namespace: 'poisoned', name: 'job' };
    const events = Array.from({ length: 30 }, (_, i) =>
      eventOf(randomId(), 'START', i === 17 ? { producer: poison, job } : {}),
    );
    const answers = await Promise.all(events.map((event) => postEvent(run, event, { identity })));
    expect(answers.map(({ status }) => status)).toEqual(
      events.map((_, i) => (i === 17 ? 500 : 201)),
    );
    expect(answers[17]?.body).toMatchObject({ code: 'INTERNAL', status: 500 });
    expect(JSON.stringify(answers[17]?.body)).not.toMatch(/no_poison|constraint|registry/);
    expect(await countRows('poison')).toMatchObject({ events: 29, runs: 29, jobs: 1 });
  });

  test('fails alone in a batch, as one that is not to be sent again', async () => {
    const events = [
      eventOf(randomId(), 'START'),
      eventOf(randomId(), 'START', { producer: poison }),
      eventOf(randomId(), 'START'),
    ];
    const answer = await postBatch(run, events, { identity: testIdentity('poison-batch') });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        status: 'partial_success',
        summary: { received: 3, successful: 2, failed: 1, retriable: 0, non_retriable: 1 },
        failed_events: [{ index: 1, retriable: false }],
      },
    });
    expect(await countRows('poison-batch')).toMatchObject({ events: 2, runs: 2 });
  });
});

describe('what arrives together', () => {
  test('is stored by as many statements as one event', async () => {
    const statementsOf = async (tenantId: string, count: number) => {
      const identity = testIdentity(tenantId);
      const events = Array.from({ length: count }, (_, i) =>
        eventOf(randomId(), 'START', {
          job: { namespace: 'ns', name: `job ${i}` },
          inputs: [{ namespace: 'ns', name: `in ${i}` }],
          outputs: [
            { namespace: 'ns', name: `out ${i}`, facets: { version: { datasetVersion: '1' } } },
          ],
        }),
      );
      run.statements.length = 0;
      await Promise.all(events.map((event) => postEvent(run, event, { identity })));
      return run.statements.filter((sql) => /\b(select|insert|update)\b/.test(sql)).length;
    };
    const alone = await statementsOf('alone', 1);
    expect(await statementsOf('together', 150)).toBe(alone);
    expect(alone).toBeLessThan(20);
  });

  test('of different tenants does not mix', async () => {
    const event = eventOf(randomId(), 'START', { inputs: [{ namespace: 'n', name: 'd' }] });
    const tenants = ['mix-a', 'mix-b', 'mix-c'];
    const answers = await Promise.all(
      tenants.map((tenantId) => postEvent(run, event, { identity: testIdentity(tenantId) })),
    );
    expect(new Set(answers.map(({ body }) => body?.['id'])).size).toBe(3);
    for (const tenantId of tenants) {
      expect(await countRows(tenantId)).toEqual({
        ...nothing,
        jobs: 1,
        datasets: 1,
        edges: 1,
        runs: 1,
        events: 1,
      });
    }
  });
});

describe('names and times without limits', () => {
  test('very long names are stored and told apart', async () => {
    const identity = testIdentity('long');
    const long = 'ä'.repeat(200_000);
    const jobs = [`${long}1`, `${long}2`].map((name) => ({ namespace: long, name }));
    for (const job of jobs) {
      const answer = await postEvent(run, eventOf(randomId(), 'START', { job }), { identity });
      expect(answer.status).toBe(201);
    }
    expect(await countRows('long')).toMatchObject({ jobs: 2, runs: 2, events: 2 });
    const [row] = await run.database.query<{ size: number }>(
      `select max(octet_length(envelope::text))::int as size from registry.outbox
       where tenant_id = 'long'`,
    );
    expect(row?.size).toBeLessThan(10_000);
  });

  test('times beyond the years that clients read are shown as the nearest', async () => {
    const identity = testIdentity('times');
    const runId = randomId();
    for (const eventTime of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59']) {
      const type = eventTime.startsWith('0') ? 'START' : 'COMPLETE';
      const answer = await postEvent(run, eventOf(runId, type, { eventTime }), { identity });
      expect(answer.status).toBe(201);
    }
    const { lineageRun } = await run.ask<Record<string, Record<string, unknown>>>(
      `query ($id: ID!) { lineageRun(id: $id) { startedAt endedAt status } }`,
      { id: runId },
      identity,
    );
    expect(lineageRun).toEqual({
      startedAt: new Date('0001-01-01T00:00:00.000Z'),
      endedAt: new Date('9999-12-31T23:59:59.999Z'),
      status: 'COMPLETED',
    });
  });
});
