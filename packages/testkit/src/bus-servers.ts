/** The servers behind the distributed buses, started by the suites that need them. */
import { join } from 'node:path';
import { type ServerProcess, findBinary, startServerProcess } from './server-process.ts';

export interface BusServer extends ServerProcess {
  readonly url: string;
}

const redisBinary = findBinary('redis-server');
const natsBinary = findBinary('nats-server');

/** A Redis that has every acknowledged write on disk, so that a kill loses none. */
export async function startRedis(): Promise<BusServer> {
  if (!redisBinary) throw new Error('redis-server is not installed.');
  const server = await startServerProcess({
    binary: redisBinary,
    args: ({ dataDir, port }) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', dataDir],
      ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
      ...['--maxmemory-policy', 'noeviction'],
    ],
    readyText: 'Ready to accept connections',
  });
  return Object.assign(server, { url: `redis://127.0.0.1:${server.port}` });
}

/** A NATS server with JetStream in files. */
export async function startNats(): Promise<BusServer> {
  if (!natsBinary) throw new Error('nats-server is not installed.');
  const server = await startServerProcess({
    binary: natsBinary,
    args: ({ dataDir, port }) => [
      ...['--addr', '127.0.0.1', '--port', String(port)],
      ...['--jetstream', '--store_dir', join(dataDir, 'jetstream')],
    ],
    readyText: 'Server is ready',
  });
  return Object.assign(server, { url: `nats://127.0.0.1:${server.port}` });
}
