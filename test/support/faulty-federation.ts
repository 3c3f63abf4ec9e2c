/**
 * A gateway over two subgraphs in processes of their own that answer as the test decides: one steady,
 * one faulty. They stand in for the registry and for tournaments, of which each test asks one object.
 */
import { systemClock } from '@arbiter/kernel/clock.ts';
import { type Gateway, ownSupergraphFile, startGateway } from '@arbiter/gateway/app.ts';
import { httpSource } from '@arbiter/gateway/subgraphs/http-source.ts';
import { parseSigningKey } from '@arbiter/server/auth/signing-key.ts';
import type { ProtectionPresets } from '@arbiter/server/resilience/protection.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { type FaultySubgraph, startFaultySubgraph } from './faulty-subgraph.ts';

export interface FaultyFederation extends AsyncDisposable {
  readonly url: string;
  readonly gateway: Gateway;
  readonly steady: FaultySubgraph;
  readonly faulty: FaultySubgraph;
  /** The value of one line of /metrics; 0 when it is not there. */
  metric(line: string): Promise<number>;
}

const id = '019f0000-0000-7000-8000-000000000001';
/** Asks both; the two fields of the faulty one travel in one request. */
export const bothQuery = `{
  agent(id: "${id}") { name }
  tournament(id: "${id}") { name }
  match(id: "${id}") { __typename id }
}`;
export const steadyAnswer = '{"data":{"agent":{"__typename":"Agent","name":"Ada"}}}';
export const faultyAnswer = `{"data":{
  "tournament":{"__typename":"Tournament","name":"Open"},
  "match":{"__typename":"Match","id":"${id}"}}}`;
export const bothAnswers = {
  agent: { name: 'Ada' },
  tournament: { name: 'Open' },
  match: { __typename: 'Match', id },
};

/** A second for what takes thirty, and everything else in proportion; nothing waits for less. */
export const impatient: ProtectionPresets = {
  breaker: { failures: 5, firstRecoveryMs: 200, recoveryMs: 1_000, successes: 3, timeoutMs: 1_000 },
  bulkhead: { concurrent: 4, queued: 4 },
  retry: { attempts: 3, baseMs: 10, maxMs: 100 },
};

/** Of sockets, in the same proportion. */
export const patience = { keepAliveMs: 100, answerMs: 300 };

export async function startFaultyFederation(
  presets: ProtectionPresets = impatient,
): Promise<FaultyFederation> {
  await using starting = new AsyncDisposableStack();
  const steady = starting.use(await startFaultySubgraph());
  const faulty = starting.use(await startFaultySubgraph());
  await steady.behave({ kind: 'answer', body: steadyAnswer });
  await faulty.behave({ kind: 'answer', body: faultyAnswer });
  const key = parseSigningKey(Buffer.alloc(32, 7).toString('base64'));
  const urls = new Map([
    ['registry', steady.url],
    ['tournaments', faulty.url],
  ]);
  const gateway = await startGateway({
    supergraph: { path: ownSupergraphFile, isWatched: false },
    // No test asks the others anything; the steady one tells whoever checks that it is ready.
    finder: {
      locate: ({ name }) => urls.get(name) ?? steady.url,
      open: ({ name }) =>
        httpSource({ name, url: urls.get(name) ?? steady.url, key, clock: systemClock, patience }),
    },
    isForeign: false,
    host: '127.0.0.1',
    port: 0,
    logger: testLogger(),
    metrics: createMetrics(),
    presets,
  });
  starting.use(gateway);
  const resources = starting.move();
  return {
    url: gateway.url,
    gateway,
    steady,
    faulty,
    async metric(line) {
      const text = await (await fetch(`${gateway.url}/metrics`)).text();
      const found = text.split('\n').find((each) => each.startsWith(`${line} `));
      return Number(found?.slice(line.length) ?? 0);
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
