/** Goal: a database that is not up yet is waited for, one that refuses is not. */
import { type Socket, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createTestDatabase, withDatabase } from '@arbiter/testkit/databases.ts';
import { freePort } from '@arbiter/testkit/server-process.ts';
import { parseDatabaseUrl } from '../db/database-url.ts';
import { StartError } from './lifecycle.ts';
import { type ReachOptions, reachDatabase } from './reach-database.ts';

describe('reachDatabase', () => {
  test('returns at once when the database is there', async () => {
    await using database = await createTestDatabase();
    const { options, lines } = waiting();
    await reachDatabase(database.url, options);
    expect(lines).toEqual([]);
  });

  test('waits for one that is not there yet, or still starting, and says so once', async () => {
    await using database = await createTestDatabase();
    const port = await freePort();
    const told = Promise.withResolvers<void>();
    const lines: string[] = [];
    const onWait = (line: string) => told.resolve(void lines.push(line));
    const reached = reachDatabase(overTcp(database.url, port), { timeoutMs: 20_000, onWait });
    await told.promise;
    let refusals = 0;
    const starting = await listen(port, (client) => {
      refusals += 1;
      client.write(startingUp);
    });
    while (refusals < 2) await sleep(5);
    await starting.close();
    const up = await listen(port, (client) => forward(client, database.url));
    try {
      await reached;
    } finally {
      await up.close();
    }
    expect(lines).toEqual([
      `Waiting for the database at 127.0.0.1:${port}, at most 20 s ` +
        `(connect ECONNREFUSED 127.0.0.1:${port}) …`,
    ]);
  });

  test('gives up after the time that it says, without telling the password', async () => {
    const port = await freePort();
    const { options } = waiting({ timeoutMs: 300 });
    const reached = reachDatabase(`postgres://ada:hushhush@127.0.0.1:${port}/lab`, options);
    await expect(reached).rejects.toThrow(StartError);
    const message = await reached.catch((error: Error) => error.message);
    expect(message).toMatch(
      new RegExp(`^The database at 127.0.0.1:${port} cannot be reached, also after 0.3 s: .*\\.$`),
    );
    expect(message).not.toContain('hushhush');
  });

  test('does not wait for one that refuses', async () => {
    await using database = await createTestDatabase();
    const { options, lines } = waiting();
    const reached = reachDatabase(withDatabase(database.url, 'no_such_database'), options);
    await expect(reached).rejects.toThrow(
      /^The database at .* refuses: database "no_such_database" does not exist\. Check DATABASE_URL/,
    );
    expect(lines).toEqual([]);
  });

  test('stops waiting when the start is given up', async () => {
    const port = await freePort();
    const stopping = new AbortController();
    const { options } = waiting({ signal: stopping.signal });
    const reached = reachDatabase(`postgres://127.0.0.1:${port}/lab`, options);
    setTimeout(() => stopping.abort(), 100);
    await expect(reached).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

function waiting(change: Partial<ReachOptions> = {}) {
  const lines: string[] = [];
  const options = { timeoutMs: 5_000, onWait: (line: string) => void lines.push(line), ...change };
  return { options, lines };
}

/** What a server sends while it starts: ErrorResponse with SQLSTATE 57P03. */
const startingUp = (() => {
  const fields = 'SFATAL\0C57P03\0Mthe database system is starting up\0\0';
  const message = Buffer.alloc(5 + fields.length);
  message.write('E');
  message.writeInt32BE(4 + fields.length, 1);
  message.write(fields, 5);
  return message;
})();

async function listen(port: number, serve: (client: Socket) => void) {
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client.on('error', () => undefined));
    client.once('data', (first) => {
      client.unshift(first);
      serve(client);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    async close() {
      for (const client of clients) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Passes a connection on to the real server, which listens on a Unix socket or on TCP. */
function forward(client: Socket, url: string): void {
  const { host, port } = parseDatabaseUrl(url);
  const server = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  server.on('error', () => client.destroy());
  client.pipe(server).pipe(client);
}

function overTcp(url: string, port: number): string {
  const { user, password, database } = parseDatabaseUrl(url);
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
