/**
 * The services of docker-compose.yml as plain processes: the same commands and environments, only the
 * addresses are free ones of this machine, and the database is the test run's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type BusServer, startNats, startRedis } from '@arbiter/testkit/bus-servers.ts';
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
  /** The server that carries the events. */
  readonly bus: BusServer;
  /** SIGKILL to one service, as a crash; `start` brings it back as compose would. */
  kill(service: string): Promise<void>;
  /** SIGTERM to one service; resolves when it has drained, with its exit code. */
  stop(service: string): Promise<number | null>;
  start(service: string): Promise<void>;
  /** Another process of a service beside the first, at an address of its own, by another name. */
  scale(service: string, as: string): Promise<string>;
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
  const processes = starting.use(new Processes());
  for (const [name, service] of services) {
    const environment = localEnvironment(service, { ports, databaseUrl: database.url, dataDir });
    processes.add(name, { service, environment });
  }
  // In the order of the file, as compose does; it waits for no service to be ready, so neither do we.
  await Promise.all([...services.keys()].map((name) => processes.start(name)));
  const resources = starting.move();
  return {
    url: processes.urlOf('gateway'),
    bus: nats,
    kill: (name) => processes.kill(name),
    stop: (name) => processes.stop(name),
    start: (name) => processes.start(name),
    async scale(name, as) {
      const own = await temporaryDirectory();
      resources.defer(() => rm(own, { recursive: true, force: true }));
      // A process has its data directory to itself; the signing key is shared by file.
      await copyFile(join(dataDir, 'signing.key'), join(own, 'signing.key'));
      const { service, environment } = processes.get(name);
      const PORT = String(await freePort());
      processes.add(as, { service, environment: { ...environment, PORT, ARBITER_DATA_DIR: own } });
      await processes.start(as);
      return processes.urlOf(as);
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

interface ServiceProcess {
  readonly service: Service;
  readonly environment: Readonly<Record<string, string>>;
  child?: ChildProcess;
}

class Processes implements AsyncDisposable {
  readonly #all = new Map<string, ServiceProcess>();

  add(name: string, process: ServiceProcess): void {
    this.#all.set(name, process);
  }

  get(name: string): ServiceProcess {
    const found = this.#all.get(name);
    if (!found) throw new Error(`docker-compose.yml has no service ${name} of ours.`);
    return found;
  }

  urlOf(name: string): string {
    return `http://127.0.0.1:${this.get(name).environment['PORT']}`;
  }

  async start(name: string): Promise<void> {
    const process = this.get(name);
    process.child = run(process.service, process.environment);
    await waitUntilReady(this.urlOf(name), name);
  }

  async kill(name: string): Promise<void> {
    await signalled(this.get(name).child, 'SIGKILL');
  }

  stop(name: string): Promise<number | null> {
    return signalled(this.get(name).child, 'SIGTERM');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#all.values()].map(({ child }) => end(child)));
  }
}

/** The exit code; null when the signal itself was the end. */
async function signalled(
  child: ChildProcess | undefined,
  signal: NodeJS.Signals,
): Promise<number | null> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return null;
  const exit = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await exit)[0];
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
  environment: Readonly<Record<string, string>>,
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

async function end(child: ChildProcess | undefined): Promise<void> {
  const timer = setTimeout(() => child?.kill('SIGKILL'), 10_000);
  await signalled(child, 'SIGTERM');
  clearTimeout(timer);
}
