/**
 * No log holds a secret: at the end of every run all that was logged is searched
 * (test/support/global-teardown.ts). Here: that the search finds what there is to find.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  keepOutput,
  keepSecret,
  testLogger,
  testLogsVariable,
} from '@arbiter/testkit/test-logs.ts';
import { findLoggedSecrets } from '../support/secrets-in-logs.ts';

let folder: string;
let folderOfRun: string | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arbiter-test-logs-'));
  folderOfRun = process.env[testLogsVariable];
  process.env[testLogsVariable] = folder;
});
afterEach(async () => {
  process.env[testLogsVariable] = folderOfRun;
  await rm(folder, { recursive: true });
});

test('the run keeps what is logged', () => {
  expect(folderOfRun).toMatch(/arbiter-test-logs-/);
});

test.each([
  ['API key, session or invitation', `ak_${'Aa1_-'.repeat(9).slice(0, 43)}`],
  ['API key, session or invitation', `as_${'x'.repeat(43)}`],
  ['API key, session or invitation', `ai_${'-'.repeat(43)}`],
  ['JSON web token', `eyJhbGciOiJFZERTQSJ9.${'a'.repeat(40)}.${'b'.repeat(86)}`],
  ['private key', '-----BEGIN PRIVATE KEY-----'],
  ['URL with a password', 'postgres://arbiter:hushhush@127.0.0.1/arbiter'],
  ['URL with a password', 'rediss://:hushhush@redis.lab.example:6379'],
  ['credential of a header', `Bearer ${'opaque.'.repeat(4)}`],
])('%s is found', async (kind, secret) => {
  const log = testLogger();
  log.info({ detail: { deep: { text: `with ${secret}.` } } }, 'what was said');
  keepOutput(`a process says ${secret}`);
  expect(await findLoggedSecrets(folder)).toEqual([
    { kind, message: 'what was said' },
    { kind, message: 'a line that is no log line of Arbiter' },
  ]);
});

test('a secret that a test has named is found, and what is not one is not', async () => {
  const log = testLogger();
  const secret = keepSecret('client secret', 'hush, "hush" and hush');
  log.debug({ url: 'redacted by its name' }, 'hush, but not that');
  log.debug(
    { path: '/graphql', agent: 'ak_short', at: 'http://127.0.0.1:4000/graphql' },
    'request',
  );
  expect(await findLoggedSecrets(folder)).toEqual([]);
  await writeFile(join(folder, 'other.log'), `{"msg":"told"} ${secret}\n{"msg":"silent"}\n`);
  expect(await findLoggedSecrets(folder)).toEqual([{ kind: 'client secret', message: 'told' }]);
});
