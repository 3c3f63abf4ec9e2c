/** What /metrics says of requests, operations, connections and of the relay. */
import { describe, expect, test } from '@jest/globals';
import { sumPoolUse } from '../db/pool-use.ts';
import { createMetrics, maxTenantLabels } from './metrics.ts';
import { createOperationMetrics, maxOperationNames } from './operation-metrics.ts';

const linesOf = async (metrics: ReturnType<typeof createMetrics>, name: string) =>
  (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(name));

test('requests are counted by method, route and status', async () => {
  const metrics = createMetrics();
  for (const status of [200, 200, 404]) {
    metrics.observeRequest({ method: 'GET', path: '/ready', status, seconds: 0.01 });
  }
  expect(await linesOf(metrics, 'arbiter_http_requests_total')).toEqual([
    'arbiter_http_requests_total{method="GET",endpoint="/ready",status="200"} 2',
    'arbiter_http_requests_total{method="GET",endpoint="/ready",status="404"} 1',
  ]);
});

test('the lag of events is asked for when somebody looks, of each subgraph', async () => {
  const metrics = createMetrics();
  let publishing = 7;
  metrics.watchEventLag('registry', async () => ({ numbering: 0, publishing }));
  metrics.watchEventLag('xai', async () => ({ numbering: 1, publishing: 2 }));
  const lag = () => linesOf(metrics, 'arbiter_event_lag_seconds');
  expect(await lag()).toEqual([
    'arbiter_event_lag_seconds{subgraph="registry",step="numbering"} 0',
    'arbiter_event_lag_seconds{subgraph="registry",step="publishing"} 7',
    'arbiter_event_lag_seconds{subgraph="xai",step="numbering"} 1',
    'arbiter_event_lag_seconds{subgraph="xai",step="publishing"} 2',
  ]);
  publishing = 8;
  expect(await lag()).toContain(
    'arbiter_event_lag_seconds{subgraph="registry",step="publishing"} 8',
  );
});

test('a subgraph whose database is away is left out, and hides nothing else', async () => {
  const metrics = createMetrics();
  let isAway = false;
  metrics.watchEventLag('registry', async () => {
    if (isAway) throw new Error('away');
    return { numbering: 0, publishing: 0 };
  });
  metrics.watchEventLag('xai', async () => ({ numbering: 1, publishing: 2 }));
  const lag = () => linesOf(metrics, 'arbiter_event_lag_seconds');
  expect(await lag()).toHaveLength(4);
  isAway = true;
  expect(await lag()).toEqual([
    'arbiter_event_lag_seconds{subgraph="xai",step="numbering"} 1',
    'arbiter_event_lag_seconds{subgraph="xai",step="publishing"} 2',
  ]);
});

test('requests are counted for each tenant, of whom there may be any number', async () => {
  const metrics = createMetrics();
  const observe = (tenantId: string | undefined, status: number) =>
    metrics.observeRequest({ method: 'POST', path: '/graphql', status, seconds: 0, tenantId });
  observe('alpha', 200);
  observe('alpha', 403);
  observe(undefined, 401);
  const name = 'arbiter_tenant_requests_total';
  expect(await linesOf(metrics, name)).toEqual([
    `${name}{tenant="alpha",outcome="success"} 1`,
    `${name}{tenant="alpha",outcome="error"} 1`,
  ]);
  for (let i = 0; i < 2 * maxTenantLabels; i += 1) observe(`tenant-${i}`, 200);
  expect(await linesOf(metrics, name)).toHaveLength(maxTenantLabels + 2);
});

test('connections are read when somebody looks, of each subgraph', async () => {
  const metrics = createMetrics();
  let active = 1;
  metrics.watchConnections('registry', () => ({ active, idle: 2, waiting: 0 }));
  metrics.watchConnections('xai', () => sumPoolUse([inUse(3, 1, 4), inUse(2, 2, 0)]));
  expect(await linesOf(metrics, 'arbiter_db_connections_')).toEqual([
    'arbiter_db_connections_active{subgraph="registry"} 1',
    'arbiter_db_connections_active{subgraph="xai"} 2',
    'arbiter_db_connections_idle{subgraph="registry"} 2',
    'arbiter_db_connections_idle{subgraph="xai"} 3',
    'arbiter_db_connections_waiting{subgraph="registry"} 0',
    'arbiter_db_connections_waiting{subgraph="xai"} 4',
  ]);
  active = 5;
  expect(await linesOf(metrics, 'arbiter_db_connections_active')).toContain(
    'arbiter_db_connections_active{subgraph="registry"} 5',
  );
});

function inUse(totalCount: number, idleCount: number, waitingCount: number) {
  return { totalCount, idleCount, waitingCount };
}

describe('operations', () => {
  const observed = { type: 'query', isFailed: false, durationMs: 40 };

  test('are counted by type, name and outcome', async () => {
    const metrics = createMetrics();
    const operations = createOperationMetrics(metrics.registry);
    operations.observe({ ...observed, name: 'Work' });
    operations.observe({ ...observed, name: 'Work', isFailed: true });
    operations.observe({ ...observed, name: undefined });
    expect(await linesOf(metrics, 'arbiter_graphql_operations_total')).toEqual([
      'arbiter_graphql_operations_total{type="query",operation="Work",outcome="success"} 1',
      'arbiter_graphql_operations_total{type="query",operation="Work",outcome="error"} 1',
      'arbiter_graphql_operations_total{type="query",operation="anonymous",outcome="success"} 1',
    ]);
    expect(
      await linesOf(metrics, 'arbiter_graphql_operation_duration_seconds_bucket{le="0.05"'),
    ).toEqual([
      'arbiter_graphql_operation_duration_seconds_bucket{le="0.05",type="query",operation="Work"} 2',
      'arbiter_graphql_operation_duration_seconds_bucket{le="0.05",type="query",operation="anonymous"} 1',
    ]);
  });

  test('have no more names than there is room for, whatever clients send', async () => {
    const metrics = createMetrics();
    const operations = createOperationMetrics(metrics.registry);
    operations.observe({ ...observed, name: 'n'.repeat(10_000) });
    for (let i = 0; i < 3 * maxOperationNames; i += 1) {
      operations.observe({ ...observed, name: `Made${i}` });
    }
    operations.observe({ ...observed, name: 'Made0' });
    const lines = await linesOf(metrics, 'arbiter_graphql_operations_total');
    expect(lines).toHaveLength(maxOperationNames + 1);
    const labels = 'type="query",operation';
    expect(lines).toContain(
      `arbiter_graphql_operations_total{${labels}="Made0",outcome="success"} 2`,
    );
    expect(lines).toContain(
      `arbiter_graphql_operations_total{${labels}="other",outcome="success"} ${2 * maxOperationNames + 1}`,
    );
  });
});
