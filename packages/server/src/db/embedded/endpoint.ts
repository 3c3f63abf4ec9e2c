/**
 * Where clients reach the embedded PostgreSQL: a Unix socket in its own directory (half the cost of
 * TCP per round trip, and no other user can get at it), one in a private temporary directory when
 * that path is too long, or 127.0.0.1 on a free port where sockets cannot be used at all.
 */
import { chown, mkdir, mkdtemp, rm, rmdir } from 'node:fs/promises';
import { createServer, type ListenOptions } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SUPERUSER } from './cluster.ts';
import type { Place } from './place.ts';
import type { PostgresSettings } from './postgres-settings.ts';
import { canWrite } from './system-user.ts';

export interface Endpoint {
  /** The socket's directory, or 127.0.0.1. */
  readonly host: string;
  readonly port: number;
  /** The directory was made for this start and goes with it. */
  readonly isTemporary: boolean;
}

/** The part of a socket directory's name that tells whose it is. */
export const TEMPORARY_PREFIX = 'arbiter-pg-';

/** Names the socket's file only: every embedded server has a directory of its own. */
const SOCKET_PORT = 5432;

/** The longest path of a socket in bytes, without the final NUL of `sockaddr_un`. */
const SOCKET_PATH_BYTES = process.platform === 'linux' ? 107 : 103;

/** Chooses by trying: some file systems (shared folders of virtual machines) take no sockets. */
export async function chooseEndpoint(
  place: Pick<Place, 'runPath' | 'runner'>,
  temporaryParents: readonly string[] = [tmpdir(), '/tmp'],
): Promise<Endpoint> {
  if (await canHoldSocket(place.runPath)) {
    return { host: place.runPath, port: SOCKET_PORT, isTemporary: false };
  }
  for (const parent of new Set(temporaryParents)) {
    const host = await makeTemporary(place, parent);
    if (host) return { host, port: SOCKET_PORT, isTemporary: true };
  }
  return { host: '127.0.0.1', port: await freePort(), isTemporary: false };
}

/** Makes the endpoint usable for another start: a temporary directory went with the last one. */
export async function openAgain(
  { runner }: Pick<Place, 'runner'>,
  { host, isTemporary }: Endpoint,
): Promise<void> {
  if (!isTemporary) return;
  await mkdir(host, { recursive: true, mode: 0o700 });
  if (runner) await chown(host, runner.uid, runner.gid);
}

/** The server settings that make PostgreSQL listen there, and nowhere else. */
export function listenSettings({ host, port }: Endpoint): PostgresSettings {
  const isSocket = host.startsWith('/');
  return {
    port,
    listen_addresses: isSocket ? '' : host,
    // A list: a quoted entry may contain commas and spaces.
    unix_socket_directories: isSocket ? `"${host.replaceAll('"', '""')}"` : '',
  };
}

/**
 * The superuser's URL, with a socket's directory as percent-encoded host: the form that libpq,
 * `pg`, MikroORM and `new URL` all read.
 */
export function superuserUrl({ host, port }: Endpoint, password: string): string {
  return `postgres://${SUPERUSER}:${password}@${encodeURIComponent(host)}:${port}/${SUPERUSER}`;
}

async function canHoldSocket(directory: string): Promise<boolean> {
  // PostgreSQL's name for it is longer than that of a trial socket.
  const path = join(directory, `.s.PGSQL.${SOCKET_PORT}`);
  if (Buffer.byteLength(path) > SOCKET_PATH_BYTES) return false;
  const trial = join(directory, '.s.trial');
  await rm(trial, { force: true }); // A start that was cut off may have left one.
  return (await listenOnce({ path: trial })) !== undefined;
}

async function makeTemporary(
  { runner }: Pick<Place, 'runner'>,
  parent: string,
): Promise<string | undefined> {
  const directory = await mkdtemp(join(parent, TEMPORARY_PREFIX)).catch(() => undefined);
  if (directory === undefined) return undefined;
  if (runner) await chown(directory, runner.uid, runner.gid);
  const isUsable = await canHoldSocket(directory);
  if (isUsable && (runner === null || (await canWrite(runner, directory)))) return directory;
  await rmdir(directory);
  return undefined;
}

async function freePort(): Promise<number> {
  const port = await listenOnce({ host: '127.0.0.1', port: 0 });
  if (port !== undefined) return port;
  throw new Error(
    'PostgreSQL has nowhere to listen: neither a Unix socket nor a port of 127.0.0.1 can be ' +
      'opened. Name a data directory on a local disk with ARBITER_DATA_DIR.',
  );
}

/** Listens and stops at once; the port (0 for a socket), or undefined when that is impossible. */
async function listenOnce(options: ListenOptions): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const server = createServer();
  server.once('error', () => resolve(undefined));
  server.listen(options, () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.close(() => resolve(port));
  });
  return promise;
}
