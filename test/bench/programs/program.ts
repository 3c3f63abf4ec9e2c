/** What the benchmark's programs share: arguments, and a line to the runner on the IPC channel. */
import { parseArgs } from 'node:util';

const { values } = parseArgs({ strict: false });

export function stringArgument(name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`Missing --${name}=…`);
  return value;
}

/** Tells the runner that the program serves, and answers each of its questions with the present facts. */
export function announce(
  ready: Record<string, unknown>,
  facts: (question: unknown) => Record<string, unknown>,
): void {
  process.on('message', (question) => {
    const { user, system } = process.cpuUsage();
    const cpuMs = (user + system) / 1_000;
    process.send?.({ ...facts(question), cpuMs, rssBytes: process.memoryUsage().rss });
  });
  process.send?.(ready);
}
