/** Goal: whenever and however often it is told to stop, a server ends as it should. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const script = fileURLToPath(new URL('./testing/lifecycle-host.ts', import.meta.url));

describe('after the start', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s drains, and it exits 0', async (name) => {
    const host = run('at-once');
    await host.says('ready');
    host.child.kill(name);
    expect(await host.ended).toEqual({
      code: 0,
      stdout: 'starting\nready\ndrained\n',
      stderr: 'Stopping: finishing what is under way …\n',
    });
  });

  test('the same signal again, as npm passes it, does not cut the draining short', async () => {
    const host = run('at-once', 500);
    await host.says('ready');
    host.child.kill('SIGINT');
    await sleep(50);
    host.child.kill('SIGINT');
    expect(await host.ended).toMatchObject({ code: 0, stdout: 'starting\nready\ndrained\n' });
  });

  test('a signal seconds later ends it at once', async () => {
    const host = run('at-once', 30_000);
    await host.says('ready');
    host.child.kill('SIGINT');
    // A busy host may learn late of the first signal, and the seconds count from then.
    await host.says('under way …', 'stderr');
    await sleep(2_200);
    host.child.kill('SIGINT');
    const { code, stdout, stderr } = await host.ended;
    expect([code, stdout]).toEqual([1, 'starting\nready\n']);
    expect(stderr).toMatch(/Stopped at once/);
  });

  test('it drains although nobody reads any more what it says', async () => {
    const host = run('at-once', 100);
    await host.says('ready');
    host.child.stdout?.destroy();
    host.child.stderr?.destroy();
    host.child.kill('SIGINT');
    expect(await host.exitCode).toBe(0);
  });
});

describe('during the start', () => {
  test('a signal gives the start up, and it exits 0', async () => {
    const host = run('until-stopped');
    await host.says('starting');
    host.child.kill('SIGINT');
    expect(await host.ended).toEqual({
      code: 0,
      stdout: 'starting\n',
      stderr: 'Stopped before the start was finished.\n',
    });
  });

  test('a start that does not listen to it is followed by draining', async () => {
    const host = run('deaf');
    await host.says('starting');
    host.child.kill('SIGINT');
    expect(await host.ended).toMatchObject({ code: 0, stdout: 'starting\nready\ndrained\n' });
  });
});

describe('a start that fails exits 1', () => {
  test.each([
    ['start-error', 'The start is refused.'],
    ['config-error', 'PORT: must be a number'],
    ['rights', expect.stringMatching(/permission denied to create role.* DATABASE_URL/)],
  ])('%s: with one line', async (manner, line) => {
    const { code, stderr } = await run(manner).ended;
    expect([code, stderr.trimEnd()]).toEqual([1, line]);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  test('a fault of ours: with the stack', async () => {
    const { code, stderr } = await run('fault').ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^TypeError: x is not a function\n\s+at .*lifecycle-host\.ts/);
  });
});

function run(manner: string, drainMs = 0) {
  const args = ['--disable-warning=ExperimentalWarning', script, manner, String(drainMs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exitCode = once(child, 'exit').then(([code]) => code as number | null);
  const ended = Promise.all([exitCode, text(child.stdout), text(child.stderr)]).then(
    ([code, stdout, stderr]) => ({ code, stdout, stderr }),
  );
  // A reader that was destroyed has nothing to tell.
  ended.catch(() => undefined);
  return {
    child,
    exitCode,
    ended,
    says: (word: string, where?: 'stdout' | 'stderr') => said(child, word, where),
  };
}

async function said(
  child: ChildProcess,
  word: string,
  where: 'stdout' | 'stderr' = 'stdout',
): Promise<void> {
  let output = '';
  await new Promise<void>((resolve) => {
    child[where]?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(`${word}\n`)) resolve();
    });
  });
}
