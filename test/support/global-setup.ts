/**
 * Before all tests: a PostgreSQL server (a private one, or `TEST_DATABASE_URL`) and in it the
 * template database with the migrations of every subgraph applied.
 */
import { prepareDatabase } from '@arbiter/server/db/bootstrap.ts';
import { parseDatabaseUrl } from '@arbiter/server/db/database-url.ts';
import { prepareJobs } from '@arbiter/server/jobs/jobs.ts';
import { migrationsOf } from '@arbiter/server/subgraph/start-subgraph.ts';
import { onServer, templateUrlVariable, withDatabase } from '@arbiter/testkit/databases.ts';
import { subgraphDefinitions } from './definitions.ts';
import { startTestPostgres } from './postgres.ts';

export default async function globalSetup(): Promise<void> {
  const ownerUrl = process.env['TEST_DATABASE_URL'] ?? (await startTestPostgres());
  const template = `template_${process.pid}`;
  await onServer(ownerUrl, `create database ${template}`);
  const url = withDatabase(ownerUrl, template);
  for (const definition of subgraphDefinitions) {
    const { worker } = await prepareDatabase({
      url,
      schema: definition.name,
      migrations: migrationsOf(definition),
    });
    await prepareJobs(parseDatabaseUrl(url), worker.user);
  }
  process.env[templateUrlVariable] = url;
}
