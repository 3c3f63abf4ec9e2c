/**
 * Goal: an installation without an identity provider works in production mode with what the command line
 * prints, nothing of it changed by hand. Method: the settings of `arbiter token keys` for the whole of
 * Arbiter in this process, and tokens of `arbiter token sign`.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../support/arbiter-process.ts';
import { startConstellation } from '../support/constellation.ts';
import { postBody } from '../support/http.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arbiter-tokens-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const runFile = promisify(execFile);

/** What the command prints as its result. */
async function arbiter(...args: string[]): Promise<string> {
  const program = `${projectRoot}/packages/cli/src/main.ts`;
  return (await runFile(process.execPath, [program, ...args])).stdout.trim();
}

const others = ['--issuer', 'https://id.lab.example/arbiter', '--audience', 'lab'];

describe.each([
  ['as they come', []],
  ['of another issuer', others],
])('tokens %s', (_what, options) => {
  test('are accepted by a server of the printed settings', async () => {
    const key = join(folder, `key-${options.length}.pem`);
    const settings = parseEnv(await arbiter('token', 'keys', '--out', key, ...options));
    await using server = await startConstellation({
      ...(settings as Record<string, string>),
      ARBITER_MODE: 'production',
      ARBITER_SIGNING_KEY: randomBytes(32).toString('base64'),
      AUTH_UNKNOWN_TENANTS: 'accept',
    });
    const token = await arbiter('token', 'sign', '--key', key, '--tenant', 'lab', ...options);
    const ask = (authorization: string) =>
      postBody(`${server.url}/graphql`, JSON.stringify({ query: '{ viewer { tenantId } }' }), {
        authorization,
      });
    expect(await ask(`Bearer ${token}`)).toMatchObject({ data: { viewer: { tenantId: 'lab' } } });
    expect((await ask('Bearer no')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  }, 60_000);
});
