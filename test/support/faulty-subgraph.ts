/** A subgraph in a process of its own whose conduct the test decides; see programs/faulty-subgraph.ts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { within } from './until.ts';

export interface Conduct {
  readonly kind:
    | 'answer'
    | 'silent'
    | 'garbage'
    | 'half-a-response'
    | 'wrong-type'
    | 'html-500'
    | 'busy-503'
    | 'asked-too-often'
    | 'refuses-the-gateway'
    /** As `answer`, and to a subscription an event and the reason of its end, both of that text. */
    | 'ends-streams'
    | 'huge'
    | 'trickle'
    | 'flapping';
  /** The text of a GraphQL result. */
  readonly body: string;
  readonly delayMs?: number;
  /** Of `asked-too-often`: seconds to wait, as it says; the next call is answered. */
  readonly retryAfter?: number;
}

/** What it has seen since its start; only of `/graphql`, but for the connections. */
export interface Sightings {
  calls: number;
  /** Calls whose caller left before the answer was out. */
  givenUp: number;
  active: number;
  mostActive: number;
  connections: number;
  /** Milliseconds between the last two calls, or 0. */
  lastPauseMs: number;
  /** WebSockets opened. Each subscription on one gets an event every 20 ms, numbered after `after`. */
  sockets: number;
}

export interface FaultySubgraph extends AsyncDisposable {
  /** Of its GraphQL endpoint. */
  readonly url: string;
  behave(conduct: Conduct): Promise<void>;
  sightings(): Promise<Sightings>;
  signal(name: NodeJS.Signals): void;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again, as new, at the same address. */
  restart(): Promise<void>;
}

const program = fileURLToPath(new URL('./programs/faulty-subgraph.ts', import.meta.url));
const startTimeoutMs = 20_000;

export async function startFaultySubgraph(): Promise<FaultySubgraph> {
  let { child, url } = await start(0);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  const ask = async (init?: RequestInit) =>
    (await (await fetch(`${url}/conduct`, init)).json()) as Sightings;
  return {
    url: `${url}/graphql`,
    behave: async (conduct) => void (await ask({ method: 'POST', body: JSON.stringify(conduct) })),
    sightings: () => ask(),
    signal: (name) => void child.kill(name),
    kill,
    async restart() {
      ({ child, url } = await start(Number(new URL(url).port)));
    },
    [Symbol.asyncDispose]: kill,
  };
}

async function start(port: number): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: String(port), NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = once(child.stdout, 'data');
  const [line] = (await within(startTimeoutMs, said, 'a subgraph to start')) as [Buffer];
  return { child, url: line.toString().trim() };
}
