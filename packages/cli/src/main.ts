#!/usr/bin/env node
/** `arbiter`: reads the arguments, runs the command, says in one line what went wrong. */
import { ConfigError } from '@arbiter/server/config/env.ts';
import { DataDirInUseError } from '@arbiter/server/db/embedded/data-dir-lock.ts';
import { StartError } from '@arbiter/server/process/lifecycle.ts';
import { CliError } from './cli-error.ts';
import { createProgram } from './program.ts';

const program = createProgram({
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
});

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`arbiter: ${explain(error)}\n`);
  process.exitCode = 1;
}

function explain(error: unknown): string {
  if (error instanceof DataDirInUseError) {
    return `${error.message} A server uses this data: stop it, or ask it with --url http://127.0.0.1:4000.`;
  }
  const isForOperator = [CliError, ConfigError, StartError].some((type) => error instanceof type);
  if (isForOperator) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
