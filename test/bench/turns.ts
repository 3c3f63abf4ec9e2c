/**
 * Measures servers in turns: each for a part of its time, then the next, so that a machine which is slower
 * for a while is so for all of them. In every second round the order is the other way round.
 */
import autocannon from 'autocannon';
import type { Program } from './child.ts';
import type { Load } from './loads.ts';
import { say } from './report.ts';

export interface Server {
  readonly name: string;
  readonly gateway: Program;
  /** All that work for an answer, but the database. */
  readonly processes: readonly Program[];
}

export interface Pace {
  /** Of measuring, a server. */
  readonly seconds: number;
  readonly rounds: number;
  readonly connections: number;
}

export interface Row {
  readonly load: string;
  readonly server: string;
  /** Answers a second, in each round. */
  readonly rates: readonly number[];
  /** Their median. */
  readonly perSecond: number;
  /** Medians of the rounds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: number;
  /** CPU time of the processes, an answer. */
  readonly cpuMs: number;
  /** SQL statements an answer, transactions' begin and end included. */
  readonly statements: number;
  readonly rssMb: number;
}

export async function measureInTurns(
  load: Load,
  servers: readonly Server[],
  pace: Pace,
): Promise<Row[]> {
  for (const server of servers) await fire(load, server, { ...pace, seconds: pace.seconds / 10 });
  const turns: Turn[] = [];
  for (let round = 0; round < pace.rounds; round += 1) {
    say(`${load.name}: round ${round + 1} of ${pace.rounds} …`);
    for (const server of round % 2 === 0 ? servers : servers.toReversed()) {
      turns.push(await measure(load, server, { ...pace, seconds: pace.seconds / pace.rounds }));
    }
  }
  return servers.map((server) => {
    const own = turns.filter((turn) => turn.server === server.name);
    return { load: load.name, server: server.name, ...summary(own) };
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

interface Turn {
  readonly server: string;
  readonly result: autocannon.Result;
  readonly cpuMs: number;
  readonly statements: number;
  readonly rssMb: number;
}

async function measure(load: Load, server: Server, pace: Pace): Promise<Turn> {
  const before = await spentBy(server);
  const result = await fire(load, server, pace);
  const after = await spentBy(server);
  const { rssBytes } = await server.gateway.facts();
  return {
    server: server.name,
    result,
    cpuMs: after.cpuMs - before.cpuMs,
    statements: after.statements - before.statements,
    rssMb: rssBytes / 1_000_000,
  };
}

async function spentBy({ processes }: Server) {
  const facts = await Promise.all(processes.map((each) => each.facts()));
  return {
    cpuMs: facts.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    statements: facts.reduce((sum, { statements = 0 }) => sum + statements, 0),
  };
}

function fire(load: Load, { gateway }: Server, pace: Pace): Promise<autocannon.Result> {
  const headers = (gateway.ready['headers'] ?? {}) as Record<string, string>;
  return autocannon({
    url: `${String(gateway.ready['url'])}${load.path}`,
    duration: Math.max(1, pace.seconds),
    connections: pace.connections,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    requests: [{ setupRequest: (request) => ({ ...request, body: load.nextBody() }) }],
    verifyBody: (body) => load.isAnswer(String(body ?? '')),
  });
}

function summary(turns: readonly Turn[]): Omit<Row, 'load' | 'server'> {
  const rates = turns.map(({ result }) => result.requests.total / result.duration);
  const sum = (of: (turn: Turn) => number) => turns.reduce((total, turn) => total + of(turn), 0);
  const answers = Math.max(
    1,
    sum(({ result }) => result.requests.total),
  );
  return {
    rates,
    perSecond: median(rates),
    p50Ms: median(turns.map(({ result }) => result.latency.p50)),
    p99Ms: median(turns.map(({ result }) => result.latency.p99)),
    failures: sum(
      ({ result }) => result.non2xx + result.errors + result.timeouts + result.mismatches,
    ),
    cpuMs: sum(({ cpuMs }) => cpuMs) / answers,
    statements: sum(({ statements }) => statements) / answers,
    rssMb: turns.at(-1)?.rssMb ?? 0,
  };
}
