/**
 * The user that PostgreSQL runs as when this process is root, which PostgreSQL refuses to be. What
 * that user can reach is found out by trying as that user: modes alone do not tell (parents, ACLs,
 * mounts without exec, containers without the right to change users).
 */
import { stat } from 'node:fs/promises';
import { USE_OWN_SERVER, type PostgresBinaries } from './binaries.ts';
import { type CommandResult, type Runner, runCommand } from './run-command.ts';

/** The name that PostgreSQL's own packages use; a user of theirs is shared, not changed. */
const SYSTEM_USER = 'postgres';

/** Whether this process may become anybody. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Who is to run PostgreSQL on `dataPath`: this user; or for root the owner of what is already
 * there (an ordinary user's data started with sudo), else the system user, made when missing.
 */
export async function chooseRunner(dataPath: string, name = SYSTEM_USER): Promise<Runner> {
  if (!isRoot()) return null;
  const owner = await stat(dataPath).catch(() => undefined);
  if (owner && owner.uid !== 0) {
    return { name: `with uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  }
  return (await findUser(name)) ?? (await createUser(name));
}

/**
 * Whether the runner can create files in the directory. Throws a plain Error where this process may
 * not run programs as another user, as in a container without that right.
 */
export async function canWrite(runner: Runner, directory: string): Promise<boolean> {
  // Named after the shell's pid: two starts may try the same directory at the same moment.
  const script = 'cd -- "$1" && : > .probe-$$ && rm .probe-$$';
  const { ok, output, wasStarted } = await runCommand('sh', ['-c', script, 'sh', directory], {
    runner,
  });
  if (wasStarted) return ok;
  throw new Error(
    `PostgreSQL does not run as root, and this root may not run programs as the system user ` +
      `${runner?.name} (${output}). Start Arbiter as an ordinary user. ${USE_OWN_SERVER}`,
  );
}

/** Whether the runner can run PostgreSQL; the output says why not. */
export async function tryBinaries(
  runner: Runner,
  binaries: PostgresBinaries,
): Promise<CommandResult> {
  return runCommand(binaries.postgres, ['--version'], { runner });
}

async function findUser(name: string): Promise<Runner> {
  const [uid, gid] = await Promise.all([
    runCommand('id', ['-u', name]),
    runCommand('id', ['-g', name]),
  ]);
  if (!uid.ok || !gid.ok) return null;
  return { name, uid: Number(uid.output), gid: Number(gid.output) };
}

async function createUser(name: string): Promise<Runner> {
  // The group may be there without the user; useradd then says what is really wrong.
  await runCommand('groupadd', ['--system', name]);
  const made = await runCommand('useradd', [
    '--system',
    `--gid=${name}`,
    '--no-create-home',
    '--home-dir=/nonexistent',
    '--shell=/usr/sbin/nologin',
    '--comment=PostgreSQL',
    name,
  ]);
  const user = await findUser(name);
  if (user) return user;
  throw new Error(
    `PostgreSQL does not run as root, and the system user "${name}" could not be made ` +
      `(${made.output.trim()}). Start Arbiter as an ordinary user, or make that user ` +
      `(useradd --system ${name}). ${USE_OWN_SERVER}`,
  );
}
