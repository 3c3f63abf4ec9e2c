import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { currentProcess, isRunning, sendSignal, waitUntilGone } from './process-identity.ts';

describe('the identity of a process', () => {
  test('this process runs, and one with its pid but another start does not', () => {
    const self = currentProcess();
    expect(self.pid).toBe(process.pid);
    expect(isRunning(self)).toBe(true);
    expect(isRunning({ pid: self.pid, start: 'another boot:1' })).toBe(false);
  });

  test('a process without a known start is recognised by its pid alone', () => {
    expect(isRunning({ pid: process.pid, start: null })).toBe(true);
  });

  test('a process that has ended does not run, whatever is asked about it', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const pid = child.pid as number;
    expect(isRunning({ pid, start: null })).toBe(false);
    expect(sendSignal(pid, 'SIGTERM')).toBe(false);
    expect(await waitUntilGone([pid], 0)).toBe(true);
  });

  test('waiting for a process that goes on ends with the time given', async () => {
    expect(await waitUntilGone([process.pid], 10)).toBe(false);
  });

  test.each([0, -1, 1.5, Number.NaN])('%p is nobody', (pid) => {
    expect(isRunning({ pid, start: null })).toBe(false);
  });
});
