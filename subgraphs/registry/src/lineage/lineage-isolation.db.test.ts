/**
 * Goal: the tables of lineage keep tenants apart and events unchanged, whatever the code does.
 * Method: raw SQL under the roles of the application and of the owner.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testActor, testIdentity } from '@arbiter/testkit/identities.ts';
import { queryAs } from '@arbiter/testkit/roles.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { runEvent } from './lineage-examples.ts';
import { postEvent } from './testing/post-lineage.ts';

const tables = [
  'lineage_jobs',
  'lineage_datasets',
  'lineage_dataset_versions',
  'lineage_edges',
  'lineage_runs',
  'lineage_events',
];

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
  const outputs = [{ namespace: 'n', name: 'd', facets: { version: { datasetVersion: '1' } } }];
  for (const tenantId of ['alpha', 'beta']) {
    await postEvent(run, { ...runEvent, outputs }, { identity: testIdentity(tenantId) });
  }
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const as = <T extends object>(tenantId: string | null, sql: string): Promise<T[]> =>
  queryAs<T & Record<string, unknown>>(
    run.database,
    { schema: 'registry', ...(tenantId === null ? {} : { actor: testActor(tenantId) }) },
    sql,
  );

describe.each(tables)('registry.%s', (table) => {
  test('shows a session its own tenant only, and nothing to one without', async () => {
    const sql = `select distinct tenant_id from registry.${table}`;
    expect(await as('alpha', sql)).toEqual([{ tenant_id: 'alpha' }]);
    expect(await as('gamma', sql)).toEqual([]);
    expect(await as(null, sql)).toEqual([]);
  });

  test('takes no row of another tenant', async () => {
    const columns = await run.database.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'registry' and table_name = $1 and is_generated = 'NEVER'`,
      [table],
    );
    const names = columns.map(({ name }) => name);
    const values = names.map((name) => (name === 'tenant_id' ? `'beta'` : name));
    const copy = `insert into registry.${table} (${names.join()})
      select ${values.join()} from registry.${table}`;
    await expect(as('alpha', copy)).rejects.toThrow('row-level security');
  });
});

describe('registry.lineage_events', () => {
  test.each([
    `update registry.lineage_events set producer = 'x'`,
    'delete from registry.lineage_events',
    'truncate registry.lineage_events',
  ])('refuses everybody: %s', async (sql) => {
    await expect(as('alpha', sql)).rejects.toThrow('permission denied');
    await expect(run.database.query(sql)).rejects.toThrow('never changed or removed');
  });

  test('holds each event of a tenant once', async () => {
    const copy = `insert into registry.lineage_events
      select gen_random_uuid(), tenant_id, identity, kind, event_type, event_time, stamp, producer,
        schema_url, spec_version, namespace, name, run_id, lineage_run_id, job_id, dataset_id,
        findings, raw_body, received_at
      from registry.lineage_events where tenant_id = 'alpha'`;
    await expect(run.database.query(copy)).rejects.toThrow('duplicate key');
  });
});

describe('another tenant', () => {
  const query = /* GraphQL */ `
    query ($runId: ID!, $nodeId: String!) {
      lineageJobs {
        nodes {
          id
        }
      }
      lineageDatasets {
        nodes {
          id
        }
      }
      lineageRuns {
        nodes {
          id
        }
      }
      lineageRun(id: $runId) {
        id
      }
      lineage(nodeId: $nodeId) {
        truncated
      }
    }
  `;

  test('sees nothing and finds nothing', async () => {
    const [row] = await run.database.query<{ id: string }>(
      `select id from registry.lineage_runs where tenant_id = 'alpha'`,
    );
    for (const runId of [row?.id, runEvent.run.runId]) {
      const { data, errors } = await run.subgraph.execute({
        query,
        variables: { runId, nodeId: 'job:ns:job' },
        identity: testIdentity('gamma'),
      });
      expect(data).toEqual({
        lineageJobs: { nodes: [] },
        lineageDatasets: { nodes: [] },
        lineageRuns: { nodes: [] },
        lineageRun: null,
        lineage: null,
      });
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([
        'NOT_FOUND',
        'NOT_FOUND',
      ]);
    }
  });

  test('is told of by a producer’s id that two tenants share only to who may see it', async () => {
    const admin = testIdentity('gamma', { accessLevel: 'ADMIN' });
    await run.refuse(
      'query ($id: ID!) { lineageRun(id: $id) { id } }',
      {
        id: runEvent.run.runId,
      },
      admin,
    );
    const own = await run.ask<{ lineageRun: { id: string } }>(
      'query ($id: ID!) { lineageRun(id: $id) { id } }',
      { id: runEvent.run.runId },
      testIdentity('beta', { accessLevel: 'ADMIN' }),
    );
    const [row] = await run.database.query<{ id: string }>(
      `select id from registry.lineage_runs where tenant_id = 'beta'`,
    );
    expect(own.lineageRun.id).toBe(row?.id);
  });
});
