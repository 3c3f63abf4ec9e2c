/**
 * `npm run bench -- gateway`: our gateway and a stock Apollo gateway over the same subgraphs and the same data;
 * ours also in production mode, where whoever asks is authenticated and counted, in ratio to development
 * mode; then how many OpenLineage events are taken in. The servers of a row are measured in turns, so that
 * whatever else the machine does meets all of them. Prints a table and the machine it ran on. Nothing here
 * passes or fails.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startByName } from '@arbiter/launcher/subgraph-definitions.ts';
import { subgraphNames } from '@arbiter/server/config/settings.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { startProgram } from './child.ts';
import { type Load, queryLoads, ingestLoad } from './loads.ts';
import { describeMachine, printTable, say } from './report.ts';
import { startScratchDatabase } from './scratch-database.ts';
import { seed } from './seed.ts';
import { type Row, type Server, measureInTurns, median } from './turns.ts';

const help = `
Usage: npm run bench -- gateway [--seconds 30] [--rounds 6] [--connections 16] [--only <part of a row's name>]
                                [--servers <part of their names>]

  --seconds      how long each server of a row is measured (after a tenth of it for warming up)
  --rounds       in how many turns; the ratio is the median of the rounds' ratios
  --connections  connections of the load generator
  --only         only rows whose name contains this
  --servers      only servers whose name contains this
`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '6' },
    connections: { type: 'string', default: '16' },
    only: { type: 'string', default: '' },
    servers: { type: 'string', default: '' },
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

async function main(): Promise<void> {
  describeMachine();
  await using resources = new AsyncDisposableStack();
  const { url: database, dataDir } = await startScratchDatabase(resources);
  say('migrating and seeding 10,000 workflows, 100,000 events, 100,000 ledger records …');
  await migrate(database);
  await seed(database);
  const common = { database, keys: dataDir };
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

/** With fresh processes. */
async function measureLoad(load: Load, common: Common, dataDir: string): Promise<Row[]> {
  await using resources = new AsyncDisposableStack();
  const names = load.isHttpRoute ? [oneProcess, authenticated] : Object.keys(peers);
  const servers: Server[] = [];
  for (const name of names.filter((each) => each.includes(values.servers))) {
    servers.push(await startServer(name, { common, dataDir, resources }));
  }
  return await measureInTurns(load, servers, {
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    connections: Number(values.connections),
  });
}

interface Place {
  readonly common: Common;
  readonly dataDir: string;
  readonly resources: AsyncDisposableStack;
}

async function startServer(name: string, { common, dataDir, resources }: Place): Promise<Server> {
  const isSplit = !name.startsWith(oneProcess);
  const mode = name === authenticated ? 'production' : 'development';
  const subgraphs = isSplit ? resources.use(await startProgram('subgraphs', common)) : undefined;
  const urls = JSON.stringify(subgraphs?.ready['urls'] ?? {});
  const data = join(dataDir, name.replaceAll(/\W+/g, '-'));
  const gateway = resources.use(
    name === 'stock Apollo'
      ? await startProgram('stock', { ...common, urls })
      : await startProgram('arbiter', { ...common, urls, mode, data: isSplit ? dataDir : data }),
  );
  return { name, gateway, processes: subgraphs ? [gateway, subgraphs] : [gateway] };
}

function printRows(rows: readonly Row[]): void {
  const header = [
    'row',
    'server',
    'req/s',
    'ratio',
    '(from – to)',
    'p50 ms',
    'p99 ms',
    'failed',
    'CPU ms/req',
    'SQL/req',
    'RSS MB',
  ];
  const lines = rows.map((row) => [
    row.load,
    row.server,
    row.perSecond.toFixed(0),
    ...ratiosOf(row, rows),
    row.p50Ms.toFixed(1),
    row.p99Ms.toFixed(1),
    String(row.failures),
    row.cpuMs.toFixed(2),
    row.statements.toFixed(1),
    row.rssMb.toFixed(0),
  ]);
  printTable(header, lines);
}

/** Rate of the server in each round by the rate of its peer in the same: the median, and how far they lie apart. */
function ratiosOf(row: Row, rows: readonly Row[]): readonly string[] {
  const peer = rows.find(({ load, server }) => load === row.load && server === peers[row.server]);
  if (!peer) return ['', ''];
  const ratios = row.rates.map((rate, round) => rate / peer.rates[round]!);
  const ends = [Math.min(...ratios), Math.max(...ratios)].map((each) => each.toFixed(2));
  return [`${median(ratios).toFixed(2)}×`, peer === row ? '' : ends.join(' – ')];
}
