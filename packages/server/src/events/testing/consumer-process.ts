/** A consumer in a process of its own, for tests that kill it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ConsumerProcess {
  /** What it has said so far, line by line. */
  readonly lines: readonly string[];
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface ConsumerProcessOptions {
  readonly url: string;
  readonly topic: string;
  readonly group: string;
  readonly leaseMs: number;
  /** Numbers of the events that it never answers. */
  readonly hangAt: readonly number[];
}

const script = fileURLToPath(new URL('consume.ts', import.meta.url));

/** Resolves when the process has subscribed. */
export async function startConsumerProcess(
  options: ConsumerProcessOptions,
): Promise<ConsumerProcess> {
  const { url, topic, group, leaseMs, hangAt } = options;
  const child = spawn(process.execPath, [script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      BUS_URL: url,
      TOPIC: topic,
      GROUP: group,
      LEASE_MS: String(leaseMs),
      HANG_AT: hangAt.join(),
    },
  });
  const lines: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line === 'ready') resolve();
    });
    child.once('exit', (code) => reject(new Error(`The consumer ended with ${code}.`)));
  });
  await ready;
  return { lines, kill: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
