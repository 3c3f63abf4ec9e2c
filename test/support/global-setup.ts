/**
 * Before all tests: a PostgreSQL server (a private one, or `TEST_DATABASE_URL`) and in it the
 * template database with the migrations of every subgraph applied; and a folder for what is logged.
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '@arbiter/server/db/bootstrap.ts';
import { parseDatabaseUrl } from '@arbiter/server/db/database-url.ts';
import { prepareJobs } from '@arbiter/server/jobs/jobs.ts';
import { migrationsOf } from '@arbiter/server/subgraph/start-subgraph.ts';
import { onServer, templateUrlVariable, withDatabase } from '@arbiter/testkit/databases.ts';
import { keepSecret, testLogsVariable } from '@arbiter/testkit/test-logs.ts';
import { subgraphDefinitions } from './definitions.ts';
import { startTestPostgres } from './postgres.ts';

export default async function globalSetup(): Promise<void> {
  process.env[testLogsVariable] = await mkdtemp(join(tmpdir(), 'arbiter-test-logs-'));
  const ownerUrl = process.env['TEST_DATABASE_URL'] ?? (await startTestPostgres());
  const template = `template_${process.pid}`;
  await onServer(ownerUrl, `create database ${template}`);
  const url = withDatabase(ownerUrl, template);
  for (const definition of subgraphDefinitions) {
    const { application, worker } = await prepareDatabase({
      url,
      schema: definition.name,
      migrations: migrationsOf(definition),
    });
    await prepareJobs(parseDatabaseUrl(url), worker.user);
    for (const { user, password } of [application, worker]) {
      keepSecret(`password of ${user}`, password);
    }
  }
  process.env[templateUrlVariable] = url;
}
