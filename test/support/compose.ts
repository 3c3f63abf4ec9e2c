/**
 * The services of docker-compose.yml as plain processes: the same commands and environments, only the
 * addresses are free ones of this machine, and the database is the test run's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startNats, startRedis } from '@arbiter/testkit/bus-servers.ts';
import { createTestDatabase } from '@arbiter/testkit/databases.ts';
import { freePort } from '@arbiter/testkit/server-process.ts';
import { projectRoot } from './arbiter-process.ts';
import { temporaryDirectory } from './constellation.ts';

interface Service {
  readonly build?: unknown;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ComposedArbiter extends AsyncDisposable {
  /** The gateway's address. */
  readonly url: string;
  /** SIGKILL to one service, as a crash; `start` brings it back as compose would. */
  kill(service: string): Promise<void>;
  start(service: string): Promise<void>;
}

const readyTimeoutMs = 60_000;
const readyPollMs = 100;

/** The services that are ours, by name, in the order of the file. */
export function readServices(): ReadonlyMap<string, Service> {
  const text = readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8');
  const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
  return new Map(Object.entries(services).filter(([, { build }]) => build !== undefined));
}

/** Starts everything that compose would start, and waits until the gateway is ready. */
export async function startCompose(): Promise<ComposedArbiter> {
  await using starting = new AsyncDisposableStack();
  const database = starting.use(await createTestDatabase());
  const redis = starting.use(await startRedis());
  const nats = starting.use(await startNats());
  const dataDir = await temporaryDirectory();
  starting.defer(() => rm(dataDir, { recursive: true, force: true }));
  const services = readServices();
  const ports = new Map([
    ['6379', redis.port],
    ['4222', nats.port],
  ]);
  for (const { environment } of services.values()) {
    ports.set(environment?.['PORT'] ?? '', await freePort());
  }
  const environmentOf = (service: Service) =>
    localEnvironment(service, { ports, databaseUrl: database.url, dataDir });
  const running = new Map<string, ChildProcess>();
  const start = async (name: string) => {
    const service = services.get(name);
    if (!service) throw new Error(`docker-compose.yml has no service ${name} of ours.`);
    const environment = environmentOf(service);
    running.set(name, run(service, environment));
    await waitUntilReady(`http://127.0.0.1:${environment['PORT']}`, name);
  };
  starting.defer(async () => {
    await Promise.all([...running.values()].map(end));
  });
  // In the order of the file, as compose does; it waits for no service to be ready, so neither do we.
  const all = [...services.keys()];
  await Promise.all(all.map(start));
  const resources = starting.move();
  return {
    url: `http://127.0.0.1:${ports.get('4000')}`,
    async kill(name) {
      const child = running.get(name);
      child?.kill('SIGKILL');
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    start,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

interface Places {
  readonly ports: ReadonlyMap<string, number>;
  readonly databaseUrl: string;
  readonly dataDir: string;
}

function localEnvironment(
  { environment = {} }: Service,
  { ports, databaseUrl, dataDir }: Places,
): Record<string, string> {
  const local = Object.entries(environment).map(([name, value]) => {
    if (name === 'PORT') return [name, String(ports.get(value) ?? value)];
    return [
      name,
      value.replace(/(127\.0\.0\.1:)(\d+)/, (_, host, port) => host + (ports.get(port) ?? port)),
    ];
  });
  return {
    ...(Object.fromEntries(local) as Record<string, string>),
    DATABASE_URL: databaseUrl,
    // The volume that the services share.
    ARBITER_DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  };
}

function run(
  { command: [program = 'node', ...args] }: Service,
  environment: Record<string, string>,
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(program === 'node' ? process.execPath : program, args, {
    cwd: projectRoot,
    env: { PATH, HOME, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function waitUntilReady(url: string, name: string): Promise<void> {
  const deadline = performance.now() + readyTimeoutMs;
  while (performance.now() < deadline) {
    const isReady = await fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, readyPollMs));
  }
  throw new Error(`The service ${name} was not ready within ${readyTimeoutMs} ms.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await once(child, 'exit');
  clearTimeout(timer);
}
