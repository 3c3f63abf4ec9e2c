/**
 * Starts PostgreSQL on prepared files under a supervisor, says in plain words why it did not start,
 * and stops it. Knows the life of the process; what is in the files is cluster.ts's concern.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { chooseEndpoint, type Endpoint, listenSettings, openAgain } from './endpoint.ts';
import { stopOrphan } from './orphan.ts';
import { giveToOwner, type Place } from './place.ts';
import { type PostgresSettings, settingsToArguments } from './postgres-settings.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { isRunning } from './process-identity.ts';
import { CLEAN_ENVIRONMENT, identityOf, lastLines } from './run-command.ts';
import { launchSupervisor, type Supervisor } from './supervisor-client.ts';
import type { SupervisorTask } from './supervisor.ts';

/** Of a pino logger, what the embedded database uses. */
export interface EmbeddedPostgresLogger {
  info(attributes: object, message: string): void;
  warn(attributes: object, message: string): void;
  error(attributes: object, message: string): void;
}

export interface ServerProcess {
  readonly endpoint: Endpoint;
  /** Shuts down, waits for every process to end, and leaves the files ready for a next start. */
  stop(): Promise<void>;
}

/** A start can meet a PostgreSQL that is just ending, or lose its port to another program. */
const START_ATTEMPTS = 3;
const WORTH_ANOTHER_ATTEMPT =
  /lock file ".*" already exists|pre-existing shared memory block|Address already in use/;
/** After a crash PostgreSQL replays its log, however long that takes; the user hears of it then. */
const SLOW_START_MS = 5_000;
/** A PostgreSQL that ends more often than this in the window will not be helped by another start. */
const MAX_REVIVALS = 5;
const REVIVAL_WINDOW_MS = 60_000;
/** The end of a log that is read for an error message. */
const QUOTED_LOG_BYTES = 4_096;

/** Returns when PostgreSQL accepts connections. Throws a plain Error with its last words. */
export async function startServerProcess(
  place: Place,
  settings: PostgresSettings,
  logger: EmbeddedPostgresLogger,
): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const endpoint = await chooseEndpoint(place);
    const supervisor = launchSupervisor(place.logFile);
    await giveToOwner(place, place.logFile);
    const logStart = statSync(place.logFile).size;
    const task = describeTask(place, endpoint, settings);
    if (await startPatiently(supervisor, task, logger)) {
      return { endpoint, stop: keepRunning(place, { task, endpoint, supervisor }, logger) };
    }
    // The supervisor may have been killed in the middle of it.
    await stopOrphan(place);
    const said = readLog(place, logStart);
    if (attempt < START_ATTEMPTS && WORTH_ANOTHER_ATTEMPT.test(said)) continue;
    throw new Error(
      `PostgreSQL did not start on ${place.dataPath}. The last lines of ${place.logFile}:\n` +
        `${lastLines(said)}\nPut right what is named there, and start again.`,
    );
  }
}

function describeTask(
  { binaries, dataPath, logFile, runner }: Place,
  endpoint: Endpoint,
  settings: PostgresSettings,
): SupervisorTask {
  return {
    program: binaries.postgres,
    args: ['-D', dataPath, ...settingsToArguments({ ...settings, ...listenSettings(endpoint) })],
    env: CLEAN_ENVIRONMENT,
    ...identityOf(runner),
    dataPath,
    logFile,
    ...(endpoint.isTemporary ? { temporaryDirectory: endpoint.host } : {}),
  };
}

async function startPatiently(
  supervisor: Supervisor,
  task: SupervisorTask,
  logger: EmbeddedPostgresLogger,
): Promise<boolean> {
  const notice = setTimeout(
    () =>
      logger.info({ log: task.logFile }, 'PostgreSQL is still starting, after a crash it recovers'),
    SLOW_START_MS,
  );
  return supervisor.start(task).finally(() => clearTimeout(notice));
}

interface Running {
  readonly task: SupervisorTask;
  readonly endpoint: Endpoint;
  supervisor: Supervisor;
}

/**
 * Starts PostgreSQL again, where clients know it, when it ends by itself or is killed. Returns how to
 * stop it for good.
 */
function keepRunning(place: Place, running: Running, logger: EmbeddedPostgresLogger) {
  let isStopping = false;
  let reviving: Promise<void> = Promise.resolve();
  let revivals: number[] = [];
  const follow = ({ supervisor }: Running): void => {
    void supervisor.ended.then(() => {
      if (!isStopping) reviving = revive();
    });
  };
  const revive = async (): Promise<void> => {
    if (isLeftRunning(place)) return warnOfKilledSupervisor(place, logger);
    const now = performance.now();
    revivals = [...revivals.filter((at) => now - at < REVIVAL_WINDOW_MS), now];
    const facts = { log: place.logFile, lastLines: lastLines(readLog(place)) };
    if (revivals.length > MAX_REVIVALS) {
      logger.error(facts, 'PostgreSQL keeps ending; put right what its log says, and start again');
      return;
    }
    logger.error(facts, 'PostgreSQL ended unexpectedly and is started again');
    if (await startAgain(place, running, logger)) follow(running);
    else if (!isStopping) await revive();
  };
  follow(running);
  return async (): Promise<void> => {
    isStopping = true;
    await reviving;
    await running.supervisor.stop();
    // A supervisor that was killed has left its PostgreSQL to us.
    await stopOrphan(place);
  };
}

async function startAgain(
  place: Place,
  running: Running,
  logger: EmbeddedPostgresLogger,
): Promise<boolean> {
  // Its other processes notice late that their parent is gone.
  await stopOrphan(place);
  await openAgain(place, running.endpoint);
  running.supervisor = launchSupervisor(place.logFile);
  return startPatiently(running.supervisor, running.task, logger);
}

function isLeftRunning({ dataPath }: Place): boolean {
  const postmaster = readPostmasterFile(dataPath);
  return postmaster !== undefined && isRunning({ pid: postmaster.pid, start: null });
}

function warnOfKilledSupervisor({ home }: Place, logger: EmbeddedPostgresLogger): void {
  logger.warn(
    { location: home },
    'the supervisor of PostgreSQL was killed: should this server crash, PostgreSQL runs on until ' +
      'the next start',
  );
}

/** The log from a position on, at most its last few kilobytes. */
function readLog({ logFile }: Place, from = 0): string {
  const log = openSync(logFile, 'r');
  try {
    const { size } = fstatSync(log);
    // It was emptied meanwhile when it is shorter than it was.
    const start = Math.max(from > size ? 0 : from, size - QUOTED_LOG_BYTES);
    const buffer = Buffer.alloc(size - start);
    readSync(log, buffer, 0, buffer.length, start);
    return buffer.toString('utf8');
  } finally {
    closeSync(log);
  }
}
