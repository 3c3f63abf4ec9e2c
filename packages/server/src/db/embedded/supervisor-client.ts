/**
 * The server's end of the lifeline to supervisor.ts: starts the supervisor, hands it its task, and
 * learns when PostgreSQL is ready or gone. Whatever ends this process closes the pipe, and that is
 * all the supervisor needs.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CLEAN_ENVIRONMENT } from './run-command.ts';
import type { SupervisorTask } from './supervisor.ts';

export interface Supervisor {
  /** Starts PostgreSQL; false when the supervisor or PostgreSQL ended instead of getting ready. */
  start(task: SupervisorTask): Promise<boolean>;
  /** Shuts PostgreSQL down and waits for it; returns at once when the supervisor is gone. */
  stop(): Promise<void>;
  /** Resolves when the supervisor has ended for whatever reason. */
  readonly ended: Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./supervisor.ts', import.meta.url));

/** Starts a supervisor that waits for its task; `logFile` gets its errors and PostgreSQL's. */
export function launchSupervisor(logFile: string): Supervisor {
  const log = openSync(logFile, 'a', 0o600);
  // Detached: a session of its own, out of reach of signals to this process's group.
  const child = spawn(process.execPath, [SCRIPT], {
    detached: true,
    cwd: '/',
    env: CLEAN_ENVIRONMENT,
    stdio: ['pipe', 'pipe', log],
  });
  closeSync(log);
  const [lifeline, answers] = [child.stdin as Socket, child.stdout as Socket];
  // The supervisor is gone; `ended` tells.
  for (const pipe of [lifeline, answers]) pipe.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  /** Only someone who waits for the supervisor keeps this process alive for it. */
  const setWaiting = (isWaiting: boolean): void => {
    for (const handle of [child, lifeline, answers]) {
      if (isWaiting) handle.ref();
      else handle.unref();
    }
  };
  setWaiting(false);
  return {
    ended,
    async start(task) {
      setWaiting(true);
      const ready = new Promise<true>((resolve) => answers.once('data', () => resolve(true)));
      lifeline.write(`${JSON.stringify(task)}\n`);
      const isReady = await Promise.race([ready, ended.then(() => false)]);
      setWaiting(false);
      return isReady;
    },
    async stop() {
      setWaiting(true);
      lifeline.write('stop\n');
      await ended;
      setWaiting(false);
    },
  };
}
