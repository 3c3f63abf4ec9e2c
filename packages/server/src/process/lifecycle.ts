/**
 * The life of a server process: it starts, says so, and at SIGINT or SIGTERM drains and exits 0.
 * Under npm the same signal arrives twice, from the terminal's group and from npm; the second one
 * must not cut the draining short, so only a later one does.
 */
import { once } from 'node:events';
import { ConfigError } from '../config/env.ts';

/** A signal this long after the first means that somebody is tired of waiting. */
const repeatedSignalMs = 2_000;
/** Requests may take ten seconds to finish, relays five, the database a few to shut down. */
const drainTimeoutMs = 30_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** An error whose message alone is for the operator: what is wrong and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/**
 * Runs a server until a signal. `start` returns what to dispose of; disposing is draining. A signal
 * that comes during the start aborts the one that `start` gets; whatever the start then does, the
 * process ends. Sets the exit code: 0 after a signal, 1 when the start or the draining failed, with
 * a line that says why.
 */
export async function runServer(
  start: (signal: AbortSignal) => Promise<AsyncDisposable>,
): Promise<void> {
  outliveReaders();
  const stopping = abortAtFirstSignal();
  try {
    const server = await startUnlessStopped(start, stopping);
    if (!server) return;
    if (!stopping.aborted) await once(stopping, 'abort');
    process.stderr.write('Stopping: finishing what is under way …\n');
    await drain(server);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * Whoever reads our output (`| tee`, a terminal that was closed) often ends with the same Ctrl-C.
 * What we say then is lost, and nothing else may be.
 */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
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
      endNow('Stopped at once; what was under way is lost.');
    }
  };
  for (const name of signals) process.on(name, listener);
  return controller.signal;
}

/** A start that fails after the signal has failed because of it: Ctrl-C reaches its children too. */
async function startUnlessStopped(
  start: (signal: AbortSignal) => Promise<AsyncDisposable>,
  stopping: AbortSignal,
): Promise<AsyncDisposable | null> {
  try {
    return await start(stopping);
  } catch (error) {
    if (!stopping.aborted) throw error;
    process.stderr.write('Stopped before the start was finished.\n');
    return null;
  }
}

async function drain(server: AsyncDisposable): Promise<void> {
  const limit = setTimeout(
    () => endNow(`Stopped after ${drainTimeoutMs / 1_000} s; what was still under way is lost.`),
    drainTimeoutMs,
  );
  await server[Symbol.asyncDispose]();
  clearTimeout(limit);
}

function endNow(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** One line for errors that explain themselves, everything for those that nobody expected. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const selfExplaining = ['StartError', 'ConfigError', 'DataDirInUseError'];
  if (error instanceof ConfigError || selfExplaining.includes(error.name)) return error.message;
  return explainSystem(error) ?? error.stack ?? error.message;
}

/** Of system errors, only those of listening carry an address; of databases, SQLSTATE 42501. */
interface SystemError extends NodeJS.ErrnoException {
  readonly address?: string;
  readonly port?: number;
}

function explainSystem(error: SystemError): string | null {
  const { code, syscall, port, address } = error;
  if (code === '42501') {
    return (
      `The database refuses to be prepared: ${error.message}. The role of DATABASE_URL must be ` +
      'able to create schemas and roles.'
    );
  }
  if (syscall === 'getaddrinfo') {
    return `The address to listen on cannot be found (${error.message}). Use HOST=127.0.0.1.`;
  }
  if (syscall !== 'listen') return null;
  if (code === 'EADDRINUSE') {
    return (
      `Port ${port} on ${address} is taken by another program. Stop that program, ` +
      'or choose another port with PORT=<number>.'
    );
  }
  return (
    `It is not possible to listen on port ${port} of ${address} (${code}). Choose another port ` +
    'with PORT=<number>, or another address with HOST.'
  );
}
