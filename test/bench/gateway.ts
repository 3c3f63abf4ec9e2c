/**
 * `npm run bench -- gateway`: our gateway and a stock Apollo gateway over the same subgraphs and the same data, in
 * one run, row by row, with ratios; ours also in production mode, where whoever asks is authenticated, in
 * ratio to development mode; then how many OpenLineage events are taken in. Prints a table and the machine
 * it ran on. Nothing here passes or fails.
 */
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { startByName } from '@arbiter/launcher/subgraph-definitions.ts';
import { subgraphNames } from '@arbiter/server/config/settings.ts';
import { startEmbeddedPostgres } from '@arbiter/server/db/embedded/embedded-postgres.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { type Program, startProgram } from './child.ts';
import { type Load, queryLoads, ingestLoad } from './loads.ts';
import { describeMachine, printTable, say } from './report.ts';
import { seed } from './seed.ts';

const help = `
Usage: npm run bench -- gateway [--seconds 30] [--connections 16] [--only <part of a row's name>]

  --seconds      how long each row is measured (after a tenth of it for warming up)
  --connections  connections of the load generator
  --only         only rows whose name contains this
`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    connections: { type: 'string', default: '16' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
const oneProcess = 'arbiter, one process';
const authenticated = 'arbiter, one process, production';
/** What each server's rate is compared with. */
const peers: Readonly<Record<string, string>> = {
  'stock Apollo': 'stock Apollo',
  'arbiter, HTTP': 'stock Apollo',
  [oneProcess]: 'stock Apollo',
  [authenticated]: oneProcess,
};

if (values.help) process.stdout.write(help);
else await main();

interface Row {
  readonly name: string;
  readonly server: string;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: number;
  /** SQL statements a request, transactions' begin and end included; null where not counted. */
  readonly statements: number | null;
  readonly rssMb: number;
}

async function main(): Promise<void> {
  describeMachine();
  await using resources = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'arbiter-bench-'));
  resources.defer(() => rm(dataDir, { recursive: true, force: true }));
  await chmod(dataDir, 0o755);
  const postgres = resources.use(await startEmbeddedPostgres({ dataDir }));
  say('migrating and seeding 10,000 workflows, 100,000 events, 100,000 ledger records …');
  await migrate(postgres.adminUrl);
  await seed(postgres.adminUrl);
  const common = { database: postgres.adminUrl, keys: dataDir };
  const rows: Row[] = [];
  for (const load of [...queryLoads, ingestLoad].filter(({ name }) => name.includes(values.only))) {
    rows.push(...(await measureLoad(load, common, dataDir)));
  }
  printRows(rows);
}

async function migrate(databaseUrl: string): Promise<void> {
  const logger = createLogger({ level: 'warn', service: 'bench' });
  for (const name of subgraphNames) {
    await using _subgraph = await startByName[name]({ databaseUrl, logger });
  }
}

type Common = Readonly<Record<'database' | 'keys', string>>;

/** Every server is measured alone, with fresh processes, in the order of `peers`. */
async function measureLoad(load: Load, common: Common, dataDir: string): Promise<Row[]> {
  const rows: Row[] = [];
  const servers = load.isHttpRoute ? [oneProcess, authenticated] : Object.keys(peers);
  for (const server of servers) {
    await using resources = new AsyncDisposableStack();
    const isSplit = !server.startsWith(oneProcess);
    const mode = server === authenticated ? 'production' : 'development';
    const subgraphs = isSplit ? resources.use(await startProgram('subgraphs', common)) : undefined;
    const urls = JSON.stringify(subgraphs?.ready['urls'] ?? {});
    const data = join(dataDir, server.replaceAll(/\W+/g, '-'));
    const gateway = resources.use(
      server === 'stock Apollo'
        ? await startProgram('stock', { ...common, urls })
        : await startProgram('arbiter', { ...common, urls, mode, data: isSplit ? dataDir : data }),
    );
    say(`${load.name}: ${server} …`);
    rows.push(await measure(load, { server, gateway, counter: subgraphs ?? gateway }));
  }
  return rows;
}

interface Measured {
  readonly server: string;
  readonly gateway: Program;
  /** The process that runs the subgraphs' SQL, and counts it. */
  readonly counter: Program;
}

async function measure(load: Load, { server, gateway, counter }: Measured): Promise<Row> {
  const url = `${String(gateway.ready['url'])}${load.path}`;
  const seconds = Number(values.seconds);
  const headers = (gateway.ready['headers'] ?? {}) as Record<string, string>;
  await fire(load, { url, headers }, Math.max(1, seconds / 10));
  const before = await counter.facts();
  const result = await fire(load, { url, headers }, seconds);
  const after = await counter.facts();
  const { rssBytes } = await gateway.facts();
  const answered = result.requests.total;
  return {
    name: load.name,
    server,
    perSecond: answered / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts + result.mismatches,
    statements: ((after.statements ?? 0) - (before.statements ?? 0)) / Math.max(1, answered),
    rssMb: rssBytes / 1_000_000,
  };
}

interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

function fire(load: Load, target: Target, duration: number): Promise<autocannon.Result> {
  return autocannon({
    url: target.url,
    duration,
    connections: Number(values.connections),
    method: 'POST',
    headers: { 'content-type': 'application/json', ...target.headers },
    requests: [{ setupRequest: (request) => ({ ...request, body: load.nextBody() }) }],
    verifyBody: (body) => load.isAnswer(String(body ?? '')),
  });
}

function printRows(rows: readonly Row[]): void {
  const header = [
    'row',
    'server',
    'req/s',
    'ratio',
    'p50 ms',
    'p99 ms',
    'failed',
    'SQL/req',
    'RSS MB',
  ];
  const lines = rows.map((row) => {
    const peer = rows.find(({ name, server }) => name === row.name && server === peers[row.server]);
    return [
      row.name,
      row.server,
      row.perSecond.toFixed(0),
      peer ? `${(row.perSecond / peer.perSecond).toFixed(2)}×` : '',
      row.p50Ms.toFixed(1),
      row.p99Ms.toFixed(1),
      String(row.failures),
      row.statements?.toFixed(1) ?? '',
      row.rssMb.toFixed(0),
    ];
  });
  printTable(header, lines);
}
