/** What /metrics offers: names and label sets that dashboards and alerts are built on. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { postGraphql } from '../support/http.ts';

let world: Constellation;
beforeAll(async () => {
  world = await startConstellation();
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

async function readMetrics(): Promise<string> {
  const answer = await fetch(`${world.url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return answer.text();
}

/** Metrics of ours and the names of the labels that their samples have. */
function labelSetsOf(text: string): Record<string, string[]> {
  const sets = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of text.matchAll(/^(arbiter_\w+)(?:\{(.*)\})? /gm)) {
    const set = [...labels.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)].map(([, label = '']) => label);
    sets.set(name, (sets.get(name) ?? new Set()).add(set.join(' ')));
  }
  return Object.fromEntries([...sets].map(([name, labels]) => [name, [...labels]]));
}

test('names and label sets are what they were', async () => {
  await postGraphql(world.url, 'query Work { workflows { nodes { id } } }');
  const create = 'mutation { createWorkflow(input: { name: "counted" }) { workflow { id } } }';
  await postGraphql(world.url, create);
  expect(labelSetsOf(await readMetrics())).toMatchObject({
    arbiter_http_requests_total: ['method endpoint status'],
    arbiter_http_request_duration_seconds_bucket: ['le method endpoint status'],
    arbiter_http_request_duration_seconds_sum: ['method endpoint status'],
    arbiter_http_request_duration_seconds_count: ['method endpoint status'],
    arbiter_graphql_operations_total: ['type operation outcome'],
    arbiter_graphql_operation_duration_seconds_bucket: ['le type operation'],
    arbiter_graphql_operation_duration_seconds_sum: ['type operation'],
    arbiter_graphql_operation_duration_seconds_count: ['type operation'],
    arbiter_db_connections_active: ['subgraph'],
    arbiter_db_connections_idle: ['subgraph'],
    arbiter_db_connections_waiting: ['subgraph'],
    arbiter_event_lag_seconds: ['subgraph step'],
    arbiter_domain_events_total: ['subgraph type'],
    arbiter_match_backlog_total: [''],
    arbiter_supergraph_generations: [''],
    arbiter_supergraph_is_current: [''],
    arbiter_supergraph_reloads_total: ['outcome'],
  });
});

test('there are enough of them to run it by', async () => {
  const families = (await readMetrics()).match(/^# TYPE /gm) ?? [];
  expect(families.length).toBeGreaterThanOrEqual(50);
});

test('what clients make up does not become a label', async () => {
  await fetch(`${world.url}/no-such-${crypto.randomUUID()}?secret=1`);
  await postGraphql(world.url, `query ${'Long'.repeat(100)} { __typename }`);
  const text = await readMetrics();
  expect(text).toContain(
    'arbiter_http_requests_total{method="GET",endpoint="none",status="404"} 1',
  );
  expect(text).toContain(
    'arbiter_graphql_operations_total{type="query",operation="other",outcome="success"} 1',
  );
  expect(text).not.toMatch(/no-such|secret|LongLong/);
  expect(text).toMatch(/^arbiter_db_connections_idle\{subgraph="registry"\} [1-9]/m);
});
