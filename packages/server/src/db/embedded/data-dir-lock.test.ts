/** Goal: at any time one process at most holds a directory, and a dead one never keeps it. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { acquireDataDirLock, DataDirInUseError } from './data-dir-lock.ts';
import { currentProcess } from './process-identity.ts';

const CONTENDER = fileURLToPath(new URL('./testing/lock-contender.ts', import.meta.url));

let directory: string;
const file = (): string => join(directory, 'server.pid');
const deadHolder = { command: 'node main.ts', startedAt: '2026-01-02T03:04:05.000Z' };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'arbiter-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('acquireDataDirLock', () => {
  test('makes the directory, writes who holds it, and leaves nothing after the release', () => {
    const inner = join(directory, 'with a space', 'inside');
    const lock = acquireDataDirLock(inner);
    const text = readFileSync(join(inner, 'server.pid'), 'utf8');
    const record = JSON.parse(text) as Record<string, unknown>;
    expect(record).toMatchObject(currentProcess());
    expect(Date.parse(String(record['startedAt']))).toBeGreaterThan(Date.now() - 60_000);
    lock.release();
    lock.release();
    expect(readdirSync(inner)).toEqual([]);
  });

  test('refuses a second holder, naming the first, since when and where it serves', () => {
    using lock = acquireDataDirLock(directory);
    expect(() => acquireDataDirLock(directory)).toThrow(DataDirInUseError);
    lock.announce('http://127.0.0.1:4000');
    const message = new RegExp(
      `${directory} is in use by process ${process.pid} .*since \\d{4}-.*Z and serving at ` +
        'http://127\\.0\\.0\\.1:4000\\.',
    );
    expect(() => acquireDataDirLock(directory)).toThrow(message);
    expect(readdirSync(directory)).toEqual(['server.pid']);
  });

  test('takes over from a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    writeFileSync(file(), JSON.stringify({ ...deadHolder, pid: child.pid, start: null }));
    using lock = acquireDataDirLock(directory);
    lock.announce('http://127.0.0.1:1');
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test('takes over when the pid has been given to another process since', () => {
    const reused = { ...deadHolder, pid: process.pid, start: 'an earlier boot:77' };
    writeFileSync(file(), JSON.stringify(reused));
    using _lock = acquireDataDirLock(directory);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject(currentProcess());
  });

  test.each(['', '{"pid":', 'null', '[]', '{"pid":"12"}'])(
    'takes over a file that no holder can have written: %p',
    (text) => {
      writeFileSync(file(), text);
      using _lock = acquireDataDirLock(directory);
      expect(() => acquireDataDirLock(directory)).toThrow(DataDirInUseError);
    },
  );

  test('takes over although another start died in the middle of taking over', () => {
    const dead = JSON.stringify({ ...deadHolder, pid: process.pid, start: 'an earlier boot:1' });
    for (const suffix of ['', '.takeover', '.takeover.takeover']) {
      writeFileSync(`${file()}${suffix}`, dead);
    }
    using _lock = acquireDataDirLock(directory);
    expect(readdirSync(directory)).toEqual(['server.pid']);
  });

  test('refuses while another start is just taking over', () => {
    writeFileSync(file(), JSON.stringify({ ...deadHolder, pid: 0, start: null }));
    const other = { ...deadHolder, ...currentProcess() };
    writeFileSync(`${file()}.takeover`, JSON.stringify(other));
    expect(() => acquireDataDirLock(directory)).toThrow(/in use by process/);
  });

  test('a release does not remove what somebody else has put there', () => {
    const lock = acquireDataDirLock(directory);
    writeFileSync(file(), 'something else');
    lock.release();
    expect(existsSync(file())).toBe(true);
  });

  test('says what to do when the directory cannot be made', () => {
    writeFileSync(join(directory, 'a-file'), '');
    expect(() => acquireDataDirLock(join(directory, 'a-file', 'below'))).toThrow(
      /cannot be written .*ARBITER_DATA_DIR/,
    );
  });
});

describe('simultaneous starts', () => {
  test('of six processes exactly one wins, with a free directory and after a crash', async () => {
    await using contenders = new AsyncDisposableStack();
    const all = await Promise.all(
      Array.from({ length: 6 }, () => contenders.use(startContender(directory)).isReady),
    );
    writeFileSync(file(), JSON.stringify({ ...deadHolder, pid: 0, start: null }));
    const answers = await Promise.all(all.map((contender) => contender.compete()));
    expect(answers.filter((answer) => answer === 'won')).toHaveLength(1);
    const winner = all[answers.indexOf('won')]?.pid;
    for (const answer of answers.filter((each) => each !== 'won')) {
      // A loser meets the winner, or another loser that is about to find out.
      expect(answer).toMatch(/is in use by process \d+/);
    }
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: winner });
    expect(() => acquireDataDirLock(directory)).toThrow(`process ${winner}`);
  });
});

interface Contender extends AsyncDisposable {
  readonly pid: number | undefined;
  readonly isReady: Promise<Contender>;
  compete(): Promise<string>;
}

function startContender(path: string): Contender {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [CONTENDER, path],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const lines: Interface = createInterface({ input: child.stdout });
  const nextLine = async (): Promise<string> => String((await once(lines, 'line'))[0]);
  const contender: Contender = {
    pid: child.pid,
    isReady: nextLine().then(() => contender),
    compete() {
      child.stdin.write('go\n');
      return nextLine();
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await exited;
    },
  };
  return contender;
}
