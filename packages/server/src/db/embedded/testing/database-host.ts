/**
 * A minimal server for the tests to kill: starts the embedded database of the directory in its
 * argument, says so in one line of JSON, and lives until its standard input ends.
 */
import { startEmbeddedPostgres } from '../embedded-postgres.ts';

const [, , dataDir = ''] = process.argv;
const say = (message: object): boolean => process.stdout.write(`${JSON.stringify(message)}\n`);

try {
  const database = await startEmbeddedPostgres({ dataDir });
  const { adminUrl, location } = database;
  say({ adminUrl, location });
  process.stdin.resume().once('close', () => void database.stop());
} catch (error) {
  say({ error: (error as Error).message, name: (error as Error).name });
  process.exitCode = 1;
}
