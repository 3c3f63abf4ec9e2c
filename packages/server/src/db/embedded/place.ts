/**
 * Decides where the database's files are and who runs it. Usually `<dataDir>/postgres` and this
 * user. Root's PostgreSQL runs as a system user, who often cannot enter root's directories: then
 * the programs are copied, and the data kept, below a directory of the system that it can enter.
 *
 *   <home>/data, run                      PGDATA and the socket's directory, owned by the runner
 *   <home>/server.pid, postgres.log       who uses the database, and what it says
 *   <dataDir>/postgres/password           the superuser's
 *   <dataDir>/postgres/location           the name of a home elsewhere, if it is
 */
import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, rmdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { copyBinaries, type PostgresBinaries, USE_OWN_SERVER } from './binaries.ts';
import type { Runner } from './run-command.ts';
import { canWrite, chooseRunner, isRoot, tryBinaries } from './system-user.ts';

export interface Place {
  /** `<dataDir>/postgres`, without symbolic links. */
  readonly base: string;
  /** Where the files are: `base`, or a directory of the system. */
  readonly home: string;
  /** PGDATA: `<home>/data`; absent before the first start. */
  readonly dataPath: string;
  /** `<home>/run`: private to the runner, for the socket. */
  readonly runPath: string;
  readonly logFile: string;
  readonly runner: Runner;
  readonly binaries: PostgresBinaries;
}

export interface PlaceOptions {
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  /** Where root keeps what the system user cannot reach elsewhere. */
  readonly systemDir: string;
}

/** Finds or makes the place. Throws a plain Error that says what to do when there is none. */
export async function choosePlace(options: PlaceOptions): Promise<Place> {
  const base = await makeBase(join(resolve(options.dataDir), 'postgres'));
  if (!isRoot()) return placeAt(base, base, null, options.binaries);
  const place = await placeForRoot(base, options);
  return { ...place, binaries: await runnableBinaries(place, options.systemDir) };
}

/** Gives a file that root made in the home to whoever the home belongs to. */
export async function giveToOwner(place: Place, file: string): Promise<void> {
  if (!isRoot()) return;
  const { uid, gid } = await stat(place.home);
  await chown(file, uid, gid);
}

function placeAt(base: string, home: string, runner: Runner, binaries: PostgresBinaries): Place {
  return {
    base,
    home,
    dataPath: join(home, 'data'),
    runPath: join(home, 'run'),
    logFile: join(home, 'postgres.log'),
    runner,
    binaries,
  };
}

async function makeBase(wanted: string): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true });
    if (!isRoot()) {
      if (await readLocation(wanted)) throw new Error('its database was made by root');
      await mkdir(join(wanted, 'run'), { recursive: true, mode: 0o700 });
    }
    return await realpath(wanted);
  } catch (error) {
    throw new Error(
      `${wanted} cannot be used for the database (${(error as Error).message}). Start Arbiter as ` +
        'the user who owns it, or name another data directory with ARBITER_DATA_DIR.',
      { cause: error },
    );
  }
}

async function placeForRoot(base: string, { binaries, systemDir }: PlaceOptions): Promise<Place> {
  const known = await readLocation(base);
  const home = known === undefined ? base : join(systemDir, known);
  const place = placeAt(base, home, await chooseRunner(join(home, 'data')), binaries);
  if (await prepareHome(place)) return place;
  if (known !== undefined || (await hasData(place))) {
    throw new Error(
      `The system user ${place.runner?.name}, as whom PostgreSQL runs when Arbiter is started by ` +
        `root, can no longer write in ${place.home}. Let it enter the directories above ` +
        '(chmod o+x on each), or start Arbiter as the user who owns them.',
    );
  }
  await rmdir(place.runPath).catch(() => undefined);
  return moveToSystem(place, systemDir);
}

/** The id is chosen once and kept in the data directory: removing that means a fresh database. */
async function moveToSystem(place: Place, systemDir: string): Promise<Place> {
  await writeFile(join(place.base, 'location'), `${randomUUID()}\n`, { flag: 'wx', flush: true })
    // Another start may just have chosen one.
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  await mkdir(systemDir, { recursive: true });
  await chmod(systemDir, 0o755);
  const home = join(systemDir, (await readLocation(place.base)) ?? '');
  const moved = placeAt(place.base, home, place.runner, place.binaries);
  if (await prepareHome(moved)) {
    // For whoever looks later which of these directories is still needed.
    await writeFile(join(home, 'used-by'), `${place.base}\n`);
    return moved;
  }
  throw new Error(
    `PostgreSQL does not run as root, and the system user ${place.runner?.name} can write neither ` +
      `in ${place.base} nor in ${home}. Start Arbiter as an ordinary user, or name a directory ` +
      `that this user can enter with ARBITER_DATA_DIR. ${USE_OWN_SERVER}`,
  );
}

/** Makes the home enterable and its run directory the runner's; false when that does not help. */
async function prepareHome(place: Place): Promise<boolean> {
  const { home, runPath, runner } = place;
  if (runner === null) return true;
  try {
    await mkdir(runPath, { recursive: true });
    // Only what root owns is opened, and only to be passed through, whatever root's umask is.
    if ((await stat(home)).uid === 0) await chmod(home, 0o711);
    await chmod(runPath, 0o700);
    await chown(runPath, runner.uid, runner.gid);
  } catch (error) {
    throw new Error(
      `${home} cannot be prepared for the system user ${runner.name} ` +
        `(${(error as Error).message}). Start Arbiter as an ordinary user. ${USE_OWN_SERVER}`,
      { cause: error },
    );
  }
  return canWrite(runner, runPath);
}

async function runnableBinaries(place: Place, systemDir: string): Promise<PostgresBinaries> {
  const { runner, binaries } = place;
  if ((await tryBinaries(runner, binaries)).ok) return binaries;
  const copy = await copyBinaries(binaries, systemDir);
  if ((await tryBinaries(runner, copy)).ok) return copy;
  const fresh = await copyBinaries(binaries, systemDir, { anew: true });
  const { ok, output } = await tryBinaries(runner, fresh);
  if (ok) return fresh;
  throw new Error(
    `PostgreSQL cannot be run as the system user ${runner?.name} (${output.trim()}). ` +
      `Start Arbiter as an ordinary user. ${USE_OWN_SERVER}`,
  );
}

async function readLocation(base: string): Promise<string | undefined> {
  const file = join(base, 'location');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const id = text.trim();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  throw new Error(
    `${file} should hold the id of the directory with the database, but does not. ` +
      'Restore it, or remove the directory that it lies in to start with an empty database.',
  );
}

async function hasData(place: Place): Promise<boolean> {
  return stat(place.dataPath).then(
    () => true,
    () => false,
  );
}
