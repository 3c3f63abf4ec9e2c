/** What /metrics says of requests and of the relay. */
import { expect, test } from '@jest/globals';
import { createMetrics } from './metrics.ts';

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
