/** What a subgraph counts beside requests, and what /metrics says of it. */
import { expect, test } from '@jest/globals';
import type { DomainEvent } from '../events/domain-event.ts';
import { createBusinessMetrics } from './business-metrics.ts';
import { createMetrics } from './metrics.ts';

const event = (type: string) => ({ type }) as DomainEvent;

function playing(read: () => Promise<number>) {
  return createBusinessMetrics(() => ({
    counters: [
      {
        name: 'arbiter_games_total',
        help: 'Games.',
        label: 'kind',
        valueOf: ({ type }) => (type === 'PLAYED' ? 'fair' : undefined),
      },
    ],
    gauges: [{ name: 'arbiter_games_open', help: 'Open.', read }],
  }));
}

test('events are counted by subgraph and type, and by what a definition makes of them', async () => {
  const metrics = createMetrics();
  const [tournaments, xai] = [playing(async () => 7), createBusinessMetrics(() => undefined)];
  metrics.watchBusiness('tournaments', tournaments);
  metrics.watchBusiness('xai', xai);
  tournaments.count([event('PLAYED'), event('PLAYED'), event('OTHER')]);
  xai.count([event('PLAYED')]);
  // Counters are totals however often somebody looks.
  await metrics.registry.metrics();
  const text = await metrics.registry.metrics();
  const lines = text.split('\n').filter((line) => /^arbiter_(domain|games)/.test(line));
  expect(lines).toEqual([
    'arbiter_domain_events_total{subgraph="tournaments",type="PLAYED"} 2',
    'arbiter_domain_events_total{subgraph="tournaments",type="OTHER"} 1',
    'arbiter_domain_events_total{subgraph="xai",type="PLAYED"} 1',
    'arbiter_games_total{kind="fair"} 2',
    'arbiter_games_open 7',
  ]);
});

test('a number that cannot be read is none, and hides nothing else', async () => {
  const metrics = createMetrics();
  metrics.watchBusiness(
    'tournaments',
    playing(() => Promise.reject(new Error('away'))),
  );
  const text = await metrics.registry.metrics();
  expect(text).toMatch(/^arbiter_games_open Nan$/im);
  expect(text).toContain('arbiter_http_requests_total');
});
