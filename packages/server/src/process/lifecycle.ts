/**
 * The life of a server process: it starts, says so, and at SIGINT or SIGTERM drains and exits 0.
 * Under npm the same signal arrives twice, from the terminal's group and from npm; the second one
 * must not cut the draining short, so only a later one does.
 */
import { ConfigError } from '../config/env.ts';

/** A signal this long after the first means that somebody is tired of waiting. */
const repeatedSignalMs = 2_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** An error whose message alone is for the operator: what is wrong and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/**
 * Runs a server until a signal. `start` returns what to dispose of; disposing is draining. Sets the
 * exit code: 0 after a signal, 1 when the start or the draining failed, with a line that says why.
 */
export async function runServer(
  start: (signal: AbortSignal) => Promise<AsyncDisposable>,
): Promise<void> {
  const stopping = abortAtFirstSignal();
  try {
    await using _server = await start(stopping);
    await new Promise((resolve) => stopping.addEventListener('abort', resolve, { once: true }));
    process.stderr.write('Stopping: finishing what is under way …\n');
  } catch (error) {
    if (stopping.aborted && isAbort(error)) return;
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

/** The listeners stay until the process ends: a late second signal must not kill it. */
function abortAtFirstSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const listener = () => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort();
    } else if (performance.now() - firstAt > repeatedSignalMs) {
      process.stderr.write('Stopped at once; what was under way is lost.\n');
      process.exit(1);
    }
  };
  for (const name of signals) process.on(name, listener);
  return controller.signal;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** One line for errors that explain themselves, everything for those that nobody expected. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const selfExplaining = ['StartError', 'ConfigError', 'DataDirInUseError'];
  if (error instanceof ConfigError || selfExplaining.includes(error.name)) return error.message;
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return explainPort(error);
  return error.stack ?? error.message;
}

function explainPort(error: NodeJS.ErrnoException & { port?: number; address?: string }): string {
  const { port, address } = error;
  return (
    `Port ${port} on ${address} is taken by another program. Stop that program, ` +
    `or choose another port with PORT=<number>.`
  );
}
