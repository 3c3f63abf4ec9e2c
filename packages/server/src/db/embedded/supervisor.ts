/**
 * The process between the server and PostgreSQL: it is PostgreSQL's parent, lives in a session of
 * its own, and stops PostgreSQL as soon as the server is gone, however that ended. Run by
 * supervisor-client.ts, never imported. Its standard input is the lifeline: one line of JSON (a
 * SupervisorTask), later perhaps "stop", and its end means that the server no longer exists. It
 * writes "ready" once. Its standard error is PostgreSQL's log.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, rmdirSync, statSync, truncateSync } from 'node:fs';
import { readPostmasterFile } from './postmaster-file.ts';

/** What the supervisor is to run. */
export interface SupervisorTask {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  readonly dataPath: string;
  readonly logFile: string;
  /** A directory that is removed after PostgreSQL, when that has left it empty. */
  readonly temporaryDirectory?: string;
}

/** postmaster.pid is read this often until PostgreSQL is ready: each time counts at every start. */
const READY_POLL_MS = 3;
/** A server that is gone leaves PostgreSQL so long for a shutdown without recovery. */
const FAST_SHUTDOWN_MS = 3_000;
/** Past this size the log is moved aside, and the one moved before is given up. */
const LOG_LIMIT_BYTES = 8 * 2 ** 20;
const LOG_CHECK_MS = 60_000;

let postgres: ChildProcess | undefined;
let isStopping = false;

// Neither "node" nor "postgres": `pkill` and `pgrep` of those should not take it for one more.
process.title = 'arbiter-database-supervisor';
// A SIGTERM to all processes of a service is for the server, which still needs its database.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdout.on('error', () => undefined);
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n`);
  loseServer();
});

let received = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  const lines = (received + text).split('\n');
  received = lines.pop() ?? '';
  for (const line of lines) {
    if (line === 'stop') stop();
    else start(JSON.parse(line) as SupervisorTask);
  }
});
process.stdin.on('error', loseServer);
process.stdin.on('close', loseServer);

function start(task: SupervisorTask): void {
  limitLog(task.logFile);
  setInterval(() => limitLog(task.logFile), LOG_CHECK_MS).unref();
  postgres = spawn(task.program, task.args, {
    ...(task.uid === undefined ? {} : { uid: task.uid }),
    ...(task.gid === undefined ? {} : { gid: task.gid }),
    env: task.env,
    cwd: '/',
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const poll = setInterval(() => reportReady(task.dataPath, poll), READY_POLL_MS);
  postgres.once('error', (error) => end(`${task.program}: ${error.message}`));
  postgres.once('exit', (code, signal) => {
    if (task.temporaryDirectory !== undefined) removeDirectory(task.temporaryDirectory);
    end(isStopping ? undefined : `PostgreSQL ended by itself (${signal ?? `exit code ${code}`})`);
  });
}

function reportReady(dataPath: string, poll: NodeJS.Timeout): void {
  const file = readPostmasterFile(dataPath);
  if (file?.pid !== postgres?.pid || file?.status !== 'ready') return;
  clearInterval(poll);
  process.stdout.write('ready\n');
}

/** Fast shutdown: transactions are rolled back, connections closed, everything written. */
function stop(): void {
  isStopping = true;
  if (!postgres) process.exit(0);
  postgres.kill('SIGINT');
}

/** Without the server nobody waits for a long shutdown, and the next start wants the files. */
function loseServer(): void {
  stop();
  setTimeout(() => postgres?.kill('SIGQUIT'), FAST_SHUTDOWN_MS);
}

function end(problem: string | undefined): never {
  if (problem !== undefined) process.stderr.write(`${problem}\n`);
  process.exit(problem === undefined ? 0 : 1);
}

/** PostgreSQL appends to the open file, so it goes on writing at the start of the emptied one. */
function limitLog(file: string): void {
  try {
    if (statSync(file).size < LOG_LIMIT_BYTES) return;
    copyFileSync(file, `${file}.old`);
    truncateSync(file);
  } catch {
    // A log that cannot be moved is no reason to stop a database.
  }
}

function removeDirectory(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // PostgreSQL left something behind; the next start tidies up.
  }
}
