/** A server as a command: `--help` says how it is set up; it takes settings and no arguments. */
import { runServer } from './lifecycle.ts';

export interface ServerProgram {
  /** The arguments it was called with. */
  readonly args: readonly string[];
  /** Usage and settings. */
  help(): string;
  /** As for `runServer`. */
  start(signal: AbortSignal): Promise<AsyncDisposable>;
}

/** Runs the server until a signal, or says how. Sets the exit code, as `runServer` does. */
export async function runServerProgram({ args, help, start }: ServerProgram): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help());
    return;
  }
  if (args.length > 0) {
    const line = `${args[0]}: no such argument; settings come from the environment, see --help.`;
    process.stderr.write(`${line}\n`);
    process.exitCode = 1;
    return;
  }
  await runServer(start);
}
