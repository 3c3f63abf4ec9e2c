/**
 * Runs one short program, as this user or as the system user of the database, in an environment
 * that nothing of the caller's (PG* variables, locale, NODE_OPTIONS) leaks into.
 */
import { spawn } from 'node:child_process';

/** The system user that PostgreSQL runs as; null is the user of this process. */
export type Runner = { readonly name: string; readonly uid: number; readonly gid: number } | null;

export interface CommandResult {
  readonly ok: boolean;
  /** What the program wrote, or why it could not be started. */
  readonly output: string;
  readonly wasStarted: boolean;
}

/** English messages and UTC whatever the user's settings are; PATH for the shell and its tools. */
export const CLEAN_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** What `spawn` needs to run as the runner. */
export function identityOf(runner: Runner): { uid?: number; gid?: number } {
  return runner === null ? {} : { uid: runner.uid, gid: runner.gid };
}

export interface CommandOptions {
  readonly runner?: Runner;
  readonly cwd?: string;
  readonly input?: string;
}

/** Runs a program to its end and collects its output. Never rejects. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  try {
    return await collect(program, args, options);
  } catch (error) {
    return { ok: false, output: `${program}: ${(error as Error).message}`, wasStarted: false };
  }
}

/** The last lines of a program's output or of a log, indented, for an error message. */
export function lastLines(text: string, count = 8): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(-count)
    .map((line) => `  ${line}`)
    .join('\n');
}

async function collect(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const { runner = null, cwd = '/', input } = options;
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult>();
  const child = spawn(program, args, { ...identityOf(runner), cwd, env: CLEAN_ENVIRONMENT });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.once('error', reject);
  child.once('close', (code) => resolve({ ok: code === 0, output, wasStarted: true }));
  // A program that ends before it has read its input is told of by its exit code.
  child.stdin.on('error', () => undefined).end(input);
  return promise;
}
