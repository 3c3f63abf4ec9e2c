/**
 * Goal: kill -9 in the middle of a stream of events loses none that was answered and doubles none,
 * neither in the registry nor in the ledger, also when the ledger was behind. Method: the real
 * command, killed with its whole group; events posted by many at once; both tables read by SQL.
 */
import { describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import {
  type ServingArbiter,
  removeDataDir,
  startArbiter,
  temporaryDataDir,
} from '../support/arbiter-process.ts';
import { askGraphql } from '../support/http.ts';
import { type PostedEvent, postLineage } from '../support/lineage-load.ts';
import { until } from '../support/until.ts';

jest.setTimeout(240_000);

const noOrphanAfterMs = 5_000;
const settledAfterMs = 120_000;
const posters = 32;

describe('kill -9 while events are posted', () => {
  test('every one of 10,000 that was answered is there, once, in registry and ledger', async () => {
    const count = 10_000;
    const killAfter = 2_000 + Math.floor(Math.random() * 6_000);
    await using place = temporaryPlace();
    await using first = await startArbiter({ dataDir: place.path });
    const before = await postUntilKilled(first, { count, killAfter });
    expect(before.length).toBeGreaterThanOrEqual(killAfter);
    expect(await first.isGone(noOrphanAfterMs)).toBe(true);

    await using second = await startArbiter({ dataDir: place.path });
    await using sql = await connectTo(second);
    const stored = await sql.storedEvents();
    expect({ killAfter, lost: before.filter(({ id }) => !stored.has(id ?? '')) }).toEqual({
      killAfter,
      lost: [],
    });
    // What was under way when the server died may be stored, but was not answered.
    expect(stored.size - before.length).toBeLessThanOrEqual(posters);
    await sql.untilAudited(stored.size);

    const again = await postLineage(second.url, { count, posters });
    expect(Object.groupBy(again, ({ status }) => String(status))).toEqual({ 201: again });
    expect(again).toHaveLength(count);
    const idOf = new Map(again.map(({ index, id }) => [index, id]));
    expect(before.filter(({ index, id }) => idOf.get(index) !== id)).toEqual([]);
    expect((await sql.storedEvents()).size).toBe(count);
    await sql.untilAudited(count);
    await expectInGraph(second.url);
  });

  test('a ledger that was behind catches up', async () => {
    const count = 400;
    await using place = temporaryPlace();
    await using first = await startArbiter({ dataDir: place.path });
    await using sql = await connectTo(first);
    await sql.query('begin; lock table audit.ledger in exclusive mode');
    const before = await postUntilKilled(first, { count, killAfter: 300 });
    expect(await first.isGone(noOrphanAfterMs)).toBe(true);

    await using second = await startArbiter({ dataDir: place.path });
    await using again = await connectTo(second);
    const stored = await again.storedEvents();
    expect(before.filter(({ id }) => !stored.has(id ?? ''))).toEqual([]);
    await again.untilAudited(stored.size);
  });
});

/** Posts until so many are answered, kills the server's group, and returns what was answered. */
async function postUntilKilled(
  arbiter: ServingArbiter,
  { count, killAfter }: { count: number; killAfter: number },
): Promise<PostedEvent[]> {
  const answers = await postLineage(arbiter.url, {
    count,
    posters,
    onAnswer: (_, { length }) => {
      if (length === killAfter) arbiter.signal('SIGKILL', 'group');
    },
  });
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  return answers;
}

async function connectTo(arbiter: ServingArbiter) {
  const client = new Client(arbiter.databaseUrl());
  client.on('error', () => undefined);
  await client.connect();
  const one = async (sql: string) =>
    ((await client.query(sql)).rows[0] ?? {}) as Readonly<Record<string, unknown>>;
  return {
    query: (sql: string) => client.query(sql),
    /** Ids of the stored events, of which no two say the same. */
    async storedEvents(): Promise<ReadonlySet<string>> {
      const { rows } = await client.query<{ id: string }>('select id from registry.lineage_events');
      const { different } = await one(
        'select count(distinct identity)::int as different from registry.lineage_events',
      );
      expect(different).toBe(rows.length);
      return new Set(rows.map(({ id }) => id));
    },
    /**
     * Waits until the ledger holds so many records of lineage, and the one of the tenant, which the first
     * start has made; then each is of another event.
     */
    async untilAudited(count: number): Promise<void> {
      const audited = () =>
        one(`
          select count(*)::int as records, count(distinct source_event_id)::int as events,
            count(*) filter (where e.id is null)::int as others
          from audit.ledger l left join registry.lineage_events e on e.id = l.source_event_id`);
      const all = count + 1;
      const enough = async () => Number((await audited())['records']) >= all;
      await until(`the ledger has ${all} records`, enough, settledAfterMs);
      expect(await audited()).toEqual({ records: all, events: all, others: 1 });
      expect(await one('select min(seq)::int, max(seq)::int from audit.ledger')).toEqual({
        min: 1,
        max: all,
      });
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** The newest, as a client sees them. */
async function expectInGraph(url: string): Promise<void> {
  const lists = 'auditRecords(first: 5) { nodes { id } } lineageRuns(first: 5) { nodes { id } }';
  const five = { nodes: Array(5).fill({ id: expect.any(String) }) };
  expect(await askGraphql(url, `{ ${lists} }`)).toEqual({ auditRecords: five, lineageRuns: five });
}

function temporaryPlace() {
  const path = temporaryDataDir();
  return { path, [Symbol.asyncDispose]: async () => removeDataDir(path) };
}
