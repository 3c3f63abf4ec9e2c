/** Programs of the benchmark as child processes that can be asked for facts and are always ended. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Program extends AsyncDisposable {
  /** What the program said when it began to serve. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Its memory, and what else it counts; after `reset` the counts begin anew. */
  facts(question?: 'reset'): Promise<Facts>;
}

export interface Facts {
  readonly rssBytes: number;
  /** Spent by its threads since it began. */
  readonly cpuMs: number;
  readonly statements?: number;
}

export async function startProgram(
  name: string,
  args: Readonly<Record<string, string>>,
): Promise<Program> {
  const script = fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
  const child = fork(
    script,
    Object.entries(args).map(([key, value]) => `--${key}=${value}`),
    {
      env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const ready = await firstMessage(child, name);
  return {
    ready,
    async facts(question) {
      child.send(question ?? 'facts');
      const [facts] = await once(child, 'message');
      return facts as Facts;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await once(child, 'exit');
      clearTimeout(timer);
    },
  };
}

async function firstMessage(child: ChildProcess, name: string): Promise<Record<string, unknown>> {
  const message = once(child, 'message').then(([first]) => first as Record<string, unknown>);
  const exit = once(child, 'exit').then(() =>
    Promise.reject(new Error(`${name} ended before it served.`)),
  );
  return Promise.race([message, exit]);
}
