/** What senders are told when storing fails: come back where that helps, nothing of the inside else. */
import { expect, test } from '@jest/globals';
import { DriverException } from '@mikro-orm/postgresql';
import { conflict } from '@arbiter/kernel/errors/app-error.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { IngestDeps } from './ingest.service.ts';
import { createIngester } from './ingester.service.ts';
import { accept, runEvent } from './lineage-examples.ts';

const posted = { accepted: accept(runEvent), identity: testIdentity() };

/** An ingester whose every transaction ends as given, and what it has logged. */
function ingesterThat(transaction: () => Promise<never>) {
  const lines: string[] = [];
  const logger = createLogger(
    { level: 'info', service: 'test' },
    { write: (line: string) => void lines.push(line) },
  );
  const deps = { database: { transaction } } as unknown as IngestDeps;
  return { ingest: createIngester(deps, logger), lines };
}

const fails = (error: Error) =>
  ingesterThat(async () => {
    throw error;
  });
const coded = (code: string) => Object.assign(new Error('inside'), { code });
const wait = () => AbortSignal.timeout(30_000);

test.each<[string, Error, string, number | undefined]>([
  ['a database that is away', coded('ECONNREFUSED'), 'UNAVAILABLE', 2],
  ['one without room', coded('53300'), 'UNAVAILABLE', 2],
  ['one that is slow', coded('57014'), 'TIMEOUT', undefined],
  ['many writers of the same rows', conflict('Too many changes.'), 'UNAVAILABLE', 1],
  ['a fault of ours', new TypeError('inside'), 'INTERNAL', undefined],
])('%s', async (_, error, code, retryAfter) => {
  const { ingest } = fails(error);
  const outcome = await ingest(posted, wait());
  expect(outcome).toMatchObject({ kind: 'not-stored', error: { code } });
  if (outcome.kind !== 'not-stored') return;
  expect(outcome.error.details.retryAfter).toBe(retryAfter);
  expect(outcome.error.message).not.toContain('inside');
});

test('a value that cannot be written is a fault of ours, and in the log', async () => {
  const { ingest, lines } = fails(new DriverException(coded('23514')));
  const outcome = await ingest(posted, wait());
  expect(outcome).toMatchObject({ kind: 'not-stored', error: { code: 'INTERNAL' } });
  expect(lines.join()).toContain('23514');
});

test('the line says whose event it was, and of which workflow its sender is part', async () => {
  const { ingest, lines } = fails(new TypeError('inside'));
  const workflowId = '019a0000-0000-7000-8000-000000000001';
  const identity = { ...testIdentity('beta'), baggage: `workflow.id=${workflowId}` };
  await ingest({ ...posted, identity }, wait());
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ tenant: 'beta', user: 'user-of-beta', workflowId }),
  ]);
});

test('an answer that is due is given, whatever becomes of the event', async () => {
  const { ingest, lines } = ingesterThat(() => new Promise<never>(() => undefined));
  const due = new AbortController();
  const outcome = ingest(posted, due.signal);
  due.abort();
  expect(await outcome).toMatchObject({
    kind: 'not-stored',
    error: { code: 'UNAVAILABLE', details: { retryAfter: 1 } },
  });
  expect(lines).toEqual([]);
});
