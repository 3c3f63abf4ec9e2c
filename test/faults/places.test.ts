/**
 * Goal: `npm start` of a fresh clone works wherever the clone lies and whoever starts it. Method: a
 * copy of this tree, installed, in a path with spaces; started by this user and, when that is root,
 * by one without any rights, and in a directory that nobody else can enter.
 */
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isRoot } from '@arbiter/server/db/embedded/system-user.ts';
import {
  type ArbiterOptions,
  removeDataDir,
  spawnArbiter,
  startArbiter,
} from '../support/arbiter-process.ts';
import { askGraphql } from '../support/http.ts';
import { ownLines } from '../support/npm-output.ts';
import { copyTree } from '../support/tree-copy.ts';

jest.setTimeout(180_000);

const goneAfterMs = 10_000;
const nobody = 65_534;

let parent: string;
let root: string;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'arbiter places '));
  chmodSync(parent, 0o755);
  root = join(parent, 'a clone');
  copyTree(root);
});
afterAll(() => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }));

describe('a clone in a path with spaces', () => {
  test('keeps its data in .arbiter, unless told otherwise', async () => {
    await startAndStop({ root, dataDir: join(root, '.arbiter'), env: { ARBITER_DATA_DIR: '' } });
    expect(existsSync(join(root, '.arbiter', 'postgres', 'data'))).toBe(true);
  });
});

if (isRoot()) {
  describe('started by a user without rights', () => {
    const home = () => join(parent, 'home of nobody');
    const user = () => ({ uid: nobody, gid: nobody, home: home() });
    beforeAll(() => {
      mkdirSync(home());
      chownSync(home(), nobody, nobody);
    });

    test('a clone of another user serves from a data directory of its own', async () => {
      await startAndStop({ root, user: user(), dataDir: join(home(), 'data') });
    });

    test('without one, it says which directory cannot be written and what to set', async () => {
      const env = { ARBITER_DATA_DIR: join(root, 'closed') };
      await using arbiter = spawnArbiter({ root, user: user(), env });
      const { code, stderr } = await arbiter.ended;
      expect([code, ownLines(stderr)]).toEqual([
        1,
        [expect.stringMatching(/a clone\/closed cannot be written.*ARBITER_DATA_DIR/)],
      ]);
    });
  });

  test('root starts it in a directory that nobody else can enter', async () => {
    chmodSync(parent, 0o700);
    try {
      await startAndStop({ root, dataDir: join(root, 'data of root') });
    } finally {
      chmodSync(parent, 0o755);
      removeDataDir(join(root, 'data of root'));
    }
  });
}

/** Starts, stores something, stops, and finds it at the next start. */
async function startAndStop(options: ArbiterOptions): Promise<void> {
  const name = 'kept over a restart';
  await using first = await startArbiter(options);
  await askGraphql(
    first.url,
    `mutation ($name: String!) {
      createAgent(input: { name: $name, type: GENERAL_PURPOSE }) { agent { id } }
    }`,
    { name },
  );
  first.signal('SIGINT');
  expect(await first.ended).toMatchObject({ code: 0 });
  expect(await first.isGone(goneAfterMs)).toBe(true);

  await using second = await startArbiter(options);
  expect(await askGraphql(second.url, '{ agents { nodes { name } } }')).toEqual({
    agents: { nodes: [{ name }] },
  });
  second.signal('SIGTERM', 'npm');
  expect(await second.ended).toMatchObject({ code: 0 });
}
