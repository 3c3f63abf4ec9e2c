/**
 * Goal: every body gets the answer that the OpenLineage API and HTTP have for it, and a refused one
 * leaves no trace. Method: good, bad, compressed, huge and hostile bodies against a real database;
 * overload by a database that is held up.
 */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { base, dataset, runEvent } from './lineage-examples.ts';
import { MAX_BODY_BYTES } from './request-body.ts';
import { postBatch, postEvent } from './testing/post-lineage.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const newEvent = (change: object = {}) => ({
  ...runEvent,
  run: { runId: crypto.randomUUID() },
  ...change,
});

/** Rows of all tables of lineage, and what was announced. */
async function countAll(): Promise<number> {
  const tables = ['jobs', 'datasets', 'dataset_versions', 'edges', 'runs', 'events'];
  const counts = tables.map((table) => `(select count(*) from registry.lineage_${table})`);
  const [row] = await run.database.query<{ count: number }>(
    `select (${counts.join(' + ')} + (select count(*) from registry.outbox))::int as count`,
  );
  return row?.count ?? 0;
}

describe('one event', () => {
  test('is answered with 201 and what it became, new or repeated', async () => {
    const event = newEvent({ outputs: [{ ...dataset, facets: { mine: {} } }] });
    const first = await postEvent(run, event);
    expect(first).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        findings: 2,
      },
    });
    expect(await postEvent(run, JSON.stringify(event, null, 4))).toEqual(first);
  });

  test('of every kind is taken', async () => {
    const { run: _, eventType: __, ...jobEvent } = newEvent();
    const { job: ___, ...rest } = jobEvent;
    for (const event of [newEvent(), jobEvent, { ...rest, dataset }]) {
      expect((await postEvent(run, event)).status).toBe(201);
    }
  });

  test('can be read back as it was posted, with its findings', async () => {
    const text = `  ${JSON.stringify(newEvent({ big: 0 }), null, 1).replace('"big": 0', '"big": 9007199254740993, "é": "\\u00e9"')}\n`;
    const { body } = await postEvent(run, text);
    const { _entities: entities } = await run.ask<{ _entities: Record<string, unknown>[] }>(
      /* GraphQL */ `
        query ($id: ID!) {
          _entities(representations: [{ __typename: "LineageEvent", id: $id }]) {
            ... on LineageEvent {
              rawBody
              hash
              findings {
                code
              }
            }
          }
        }
      `,
      { id: body?.['id'] },
    );
    expect(entities).toEqual([{ rawBody: text, hash: body?.['hash'], findings: [] }]);
  });

  test('needs the scope lineage:write', async () => {
    const identity = testIdentity('alpha', { scopes: ['workflow:write'] });
    const answer = await postEvent(run, newEvent(), { identity });
    expect(answer).toMatchObject({
      status: 403,
      headers: { 'content-type': 'application/problem+json' },
      body: { code: 'FORBIDDEN', status: 403, allowed: ['lineage:write'] },
    });
  });
});

describe('what is refused leaves no trace', () => {
  let before = 0;
  beforeAll(async () => {
    before = await countAll();
  });
  afterEach(async () => {
    if ((await countAll()) !== before) throw new Error('Something was stored.');
  });

  const text = (event: unknown) => JSON.stringify(event);

  test.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['no JSON', '<event/>'],
    ['cut off', text(newEvent()).slice(0, -10)],
    ['two values', `${text(newEvent())} ${text(newEvent())}`],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a byte order mark', `\ufeff${text(newEvent())}`],
    ['a raw NUL', text(newEvent()).replace('ns', 'n\0s')],
  ])('400 for %s', async (_, body) => {
    const answer = await postEvent(run, body);
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
      body: { status: 400, code: 'BAD_USER_INPUT', requestId: 'test-alpha' },
    });
    expect(answer.body?.['detail']).toMatch(/^Malformed JSON at line \d+, column \d+/);
  });

  test.each<[string, string, string[]]>([
    [
      'every fault of an event',
      text({ eventTime: 'now', run: { runId: 'x' }, job: {} }),
      ['/producer', '/eventTime', '/run/runId', '/job/namespace', '/job/name'],
    ],
    ['an escaped NUL', text(newEvent()).replace('"ns"', '"n\\u0000s"'), ['/job/namespace']],
    ['a lone surrogate', text(newEvent()).replace('"ns"', '"\\ud800"'), ['/job/namespace']],
    ['a doubled name', text(newEvent()).replace('"job"', '"job":null,"job"'), ['/job']],
    ['no object', '[]', ['']],
    [
      'a list of datasets that is none',
      text(newEvent({ inputs: [1, {}] })),
      ['/inputs/0', '/inputs/1/namespace', '/inputs/1/name'],
    ],
  ])('422 with every fault for %s', async (_, body, pointers) => {
    const answer = await postEvent(run, body);
    expect(answer).toMatchObject({
      status: 422,
      headers: { 'content-type': 'application/problem+json' },
      body: { status: 422, title: 'Unprocessable Entity', code: 'BAD_USER_INPUT' },
    });
    const errors = answer.body?.['errors'] as { pointer: string; detail: string }[];
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(pointers.sort());
    for (const { detail } of errors) expect(detail).toMatch(/^\w.*\.$/s);
  });

  test.each([200, 100_000])('422 for %d levels of nesting', async (levels) => {
    const deep = '['.repeat(levels) + ']'.repeat(levels);
    const answer = await postEvent(
      run,
      text(newEvent({ deep: 0 })).replace('"deep":0', `"deep":${deep}`),
    );
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toMatch(/nest|deep/);
  });

  test('413 for 50 MB', async () => {
    const answer = await postEvent(run, Buffer.alloc(50 * 1024 * 1024, ' '));
    expect(answer).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } });
  });

  test('413 for what becomes larger than the limit, however small it was', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(MAX_BODY_BYTES + 1, ' '));
    expect(bomb.length).toBeLessThan(20_000);
    expect(await postEvent(run, bomb, { headers })).toMatchObject({ status: 413 });
    expect(await postBatch(run, bomb, { headers })).toMatchObject({ status: 413 });
  });

  test.each<[string, string, Buffer]>([
    ['cut off', 'gzip', gzipSync(text(newEvent())).subarray(0, -8)],
    ['not compressed', 'gzip', Buffer.from(text(newEvent()))],
    ['compressed otherwise', 'deflate', gzipSync(text(newEvent()))],
  ])('400 for a body that is %s', async (_, encoding, body) => {
    const answer = await postEvent(run, body, { headers: { 'content-encoding': encoding } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT' } });
    expect(answer.body?.['detail']).toContain(encoding);
  });

  test.each(['zip', 'br', 'gzip, gzip', 'constructor'])(
    '415 for the encoding %s',
    async (encoding) => {
      const body = brotliCompressSync(text(newEvent()));
      const answer = await postEvent(run, body, { headers: { 'content-encoding': encoding } });
      expect(answer).toMatchObject({
        status: 415,
        headers: { 'accept-encoding': 'gzip, deflate, identity' },
        body: { status: 415 },
      });
    },
  );

  test.each<[string, string, number]>([
    ['no array', '{}', 422],
    ['cut off', `[${text(newEvent())}, ${text(newEvent()).slice(0, -1)}`, 400],
    ['broken in an element', `[${text(newEvent())}, {"a" 1}, ${text(newEvent())}]`, 400],
    ['too long', `[${'0,'.repeat(100_000)}0]`, 422],
  ])('a batch that is %s is refused as a whole', async (_, body, status) => {
    expect(await postBatch(run, body)).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json' },
    });
  });
});

describe('compressed bodies', () => {
  test.each<[string, (body: string) => Buffer]>([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['identity', Buffer.from],
  ])('%s', async (encoding, compress) => {
    const body = compress(JSON.stringify(newEvent()));
    const answer = await postEvent(run, body, { headers: { 'content-encoding': encoding } });
    expect(answer.status).toBe(201);
  });
});

describe('a batch', () => {
  test('that is stored is answered with 204 and no body', async () => {
    for (const events of [[], [newEvent()], [newEvent(), newEvent(), newEvent()]]) {
      expect(await postBatch(run, events)).toEqual({ status: 204, headers: {}, body: null });
      expect(await postBatch(run, events)).toEqual({ status: 204, headers: {}, body: null });
    }
  });

  test('with a bad event among good ones stores the good ones and lists the bad', async () => {
    const good = [newEvent(), newEvent()];
    const bad = { ...newEvent(), run: { runId: 'none' }, producer: 'none' };
    const before = await countAll();
    const answer = await postBatch(run, [good[0], bad, 5, good[1]]);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: {
        status: 'partial_success',
        summary: { received: 4, successful: 2, failed: 2, retriable: 0, non_retriable: 2 },
        failed_events: [
          {
            index: 1,
            reason: expect.stringMatching(/\/producer: Must be .*\/run\/runId: Must be a UUID/s),
            retriable: false,
          },
          { index: 2, reason: 'The event: Must be a JSON object, not 5.', retriable: false },
        ],
      },
    });
    // Two events, their runs, their domain events.
    expect(await countAll()).toBe(before + 6);
  });

  test('of nothing but bad events is answered in the words of the API too', async () => {
    const answer = await postBatch(run, [{}, {}]);
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'partial_success', summary: { received: 2, successful: 0, failed: 2 } },
    });
  });

  test('spells out a bounded number of faults', async () => {
    const answer = await postBatch(run, [
      newEvent({ inputs: Array.from({ length: 500 }, () => 1) }),
    ]);
    expect(answer.body).toMatchObject({
      failed_events: [{ reason: expect.stringMatching(/And 490 more\.$/) }],
    });
  });

  test('of thousands of events is stored, however often a sender has to send it again', async () => {
    const events = Array.from({ length: 2_000 }, () =>
      newEvent({
        outputs: [{ ...dataset, facets: { notes: { ...base, text: 'x'.repeat(500) } } }],
      }),
    );
    const identity = testIdentity('large');
    for (;;) {
      const answer = await postBatch(run, events, { identity });
      if (answer.status === 204) break;
      // On a slow machine some are not stored in time; nothing else may be wrong with any.
      const failed = (answer.body?.['failed_events'] ?? []) as { retriable: boolean }[];
      expect(failed.every(({ retriable }) => retriable)).toBe(true);
    }
    const [row] = await run.database.query<{ count: number }>(
      `select count(*)::int as count from registry.lineage_events where tenant_id = 'large'`,
    );
    expect(row?.count).toBe(2_000);
  }, 120_000);
});

describe('when storing is held up', () => {
  /** While `work` runs, no event can be stored. */
  async function heldUp<T>(work: () => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: run.database.url });
    await client.connect();
    try {
      await client.query('begin');
      await client.query('lock table registry.lineage_events in access exclusive mode');
      return await work();
    } finally {
      await client.query('rollback');
      await client.end();
    }
  }

  test('senders are told to come back in time, and may then have been heard', async () => {
    const event = newEvent();
    const answer = await heldUp(() => postEvent(run, event));
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1', 'content-type': 'application/problem+json' },
      body: { code: 'UNAVAILABLE', retryAfter: 1 },
    });
    expect((await postEvent(run, event)).status).toBe(201);
  });

  test('a batch is 503 as a whole', async () => {
    const answer = await heldUp(() => postBatch(run, [newEvent(), newEvent()]));
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  });

  test('those beyond the limit are refused at once, the others in time', async () => {
    const order: number[] = [];
    const answers = await heldUp(() =>
      Promise.all(
        Array.from({ length: 1_200 }, async (_, i) => {
          const answer = await postEvent(run, newEvent());
          order.push(i);
          return answer;
        }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    for (const { headers } of answers) expect(headers['retry-after']).toBe('1');
    // The last two hundred do not wait for those that are in hand.
    expect(order.slice(0, 200).every((i) => i >= 1_000)).toBe(true);
    expect((await postEvent(run, newEvent())).status).toBe(201);
  }, 60_000);
});
