/**
 * Goal: whatever a subgraph does, the other subgraphs' data arrives in bounded time, each missing
 * field has an error that a client can act on, nothing of the fault's text leaves, and the gateway
 * serves as before when the fault is over. Method: real processes; a subgraph that misbehaves as told,
 * is killed, is stopped in the middle of its work.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  type FaultyFederation,
  bothAnswers,
  bothQuery,
  faultyAnswer,
  impatient,
  startFaultyFederation,
} from '../support/faulty-federation.ts';
import type { Conduct } from '../support/faulty-subgraph.ts';
import { type GraphqlAnswer, postGraphql } from '../support/http.ts';
import { openSocketStream } from '../support/streams.ts';
import { until } from '../support/until.ts';

jest.setTimeout(60_000);

const answer: Conduct = { kind: 'answer', body: faultyAnswer };
const mutation = `mutation {
  cancelTournament(input: { id: "1" }) { tournament { id } }
}`;

let federation: FaultyFederation;
beforeAll(async () => {
  federation = await startFaultyFederation();
});
afterAll(async () => {
  await federation[Symbol.asyncDispose]();
});

const ask = () => postGraphql(federation.url, bothQuery);
const stateOf = async (state: string) =>
  federation.metric(`arbiter_circuit_breaker_state{subgraph="tournaments",state="${state}"}`);

/** Serves as if nothing had been, and the circuit is closed again. */
async function recover(): Promise<void> {
  await federation.faulty.behave(answer);
  await until('it serves again', async () => {
    const { data, errors } = await ask();
    return !errors && data && (await stateOf('closed')) === 1;
  });
}

function expectPartial({ status, data, errors }: GraphqlAnswer, code: string): void {
  expect({ status, data }).toEqual({
    status: 200,
    data: { agent: { name: 'Ada' }, tournament: null, match: null },
  });
  const facts = errors?.map(({ path, extensions }) => [path, extensions['code']]);
  expect(facts?.toSorted()).toEqual([
    [['match'], code],
    [['tournament'], code],
  ]);
}

describe('a subgraph that', () => {
  test.each<[string, Conduct, string]>([
    ['answers with garbage', { ...answer, kind: 'garbage' }, 'UNAVAILABLE'],
    ['answers with half a response', { ...answer, kind: 'half-a-response' }, 'UNAVAILABLE'],
    ['answers in another content type', { ...answer, kind: 'wrong-type' }, 'UNAVAILABLE'],
    ['answers 500 with a page', { ...answer, kind: 'html-500' }, 'UNAVAILABLE'],
    ['answers without data and errors', { ...answer, body: '{"data":null}' }, 'UNAVAILABLE'],
    ['answers with a list', { ...answer, body: '[1,2]' }, 'UNAVAILABLE'],
    ['answers with errors of no form', { ...answer, body: '{"errors":"no"}' }, 'UNAVAILABLE'],
    ['answers without end', { ...answer, kind: 'trickle' }, 'TIMEOUT'],
    ['says nothing', { ...answer, kind: 'silent' }, 'TIMEOUT'],
    ['is slow', { ...answer, delayMs: 20_000 }, 'TIMEOUT'],
  ])('%s costs its own fields alone', async (_, conduct, code) => {
    await federation.faulty.behave(conduct);
    const partial = await ask();
    expectPartial(partial, code);
    expect(partial.text).not.toMatch(/10\.0\.0\.7|html|serviceName|tournaments","/i);
    await recover();
  });

  test('answers more than anybody can hold is cut off, and nobody holds it', async () => {
    await federation.faulty.behave({ ...answer, kind: 'huge' });
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 4; round += 1) {
      const { data, errors } = await ask();
      expect(data).toMatchObject({ agent: { name: 'Ada' }, tournament: null });
      expect(errors?.[0]?.extensions['code']).toMatch(/UNAVAILABLE|TIMEOUT/);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(1024 ** 3);
    await recover();
  });

  test('refuses says why in its own errors, without data', async () => {
    const error = { message: 'Not you.', extensions: { code: 'FORBIDDEN', sql: 'select secret' } };
    await federation.faulty.behave({ ...answer, body: JSON.stringify({ errors: [error] }) });
    const { data, errors, text } = await ask();
    expect(data).toMatchObject({ agent: { name: 'Ada' }, tournament: null });
    expect(errors).toMatchObject([{ message: 'Not you.', extensions: { code: 'FORBIDDEN' } }]);
    expect(text).not.toContain('secret');
    expect(await stateOf('closed')).toBe(1);
    await recover();
  });

  test('is busy is asked again when it says', async () => {
    await federation.faulty.behave({ ...answer, kind: 'busy-503' });
    const { errors } = await ask();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', retryAfter: 7 });
    await recover();
  });
});

describe('a subgraph that is asked too often', () => {
  const waits = { attempts: 2, baseMs: 10, maxMs: 1_000 };

  test('is asked again when it has said, not before', async () => {
    await using patient = await startFaultyFederation({
      ...impatient,
      breaker: { ...impatient.breaker, timeoutMs: 10_000 },
      retry: waits,
    });
    await patient.faulty.behave({ ...answer, kind: 'asked-too-often', retryAfter: 1 });
    expect(await postGraphql(patient.url, bothQuery)).toMatchObject({ data: bothAnswers });
    // A timer may fire a millisecond early, and the first call takes a moment to arrive.
    expect((await patient.faulty.sightings()).lastPauseMs).toBeGreaterThan(900);
  });

  test('for longer than callers wait is left alone, and they are told how long', async () => {
    const { calls } = await federation.faulty.sightings();
    await federation.faulty.behave({ ...answer, kind: 'asked-too-often', retryAfter: 3 });
    const partial = await ask();
    expectPartial(partial, 'RATE_LIMITED');
    expect(partial.errors?.[0]?.extensions).toMatchObject({ retryAfter: 3 });
    expect((await federation.faulty.sightings()).calls).toBe(calls + 1);
    expect(await stateOf('closed')).toBe(1);
    await recover();
  });

  test('never opens its circuit', async () => {
    for (let round = 0; round <= impatient.breaker.failures; round += 1) {
      await federation.faulty.behave({ ...answer, kind: 'asked-too-often', retryAfter: 9 });
      expectPartial(await ask(), 'RATE_LIMITED');
    }
    expect(await stateOf('closed')).toBe(1);
    await recover();
  });
});

test('a subgraph that does not accept the gateway is asked once, and soon left alone', async () => {
  const refusal = {
    message: 'Calls of its gateway only.',
    extensions: { code: 'UNAUTHENTICATED' },
  };
  const body = JSON.stringify({ errors: [refusal] });
  await federation.faulty.behave({ ...answer, body, kind: 'refuses-the-gateway' });
  const { calls } = await federation.faulty.sightings();
  // To clients it is as if it were down: their own tokens are right.
  expectPartial(await ask(), 'UNAVAILABLE');
  expect((await federation.faulty.sightings()).calls).toBe(calls + 1);
  await until('the circuit opens', async () => {
    expectPartial(await ask(), 'UNAVAILABLE');
    return (await stateOf('open')) === 1;
  });
  await recover();
});

describe('a subgraph that flaps', () => {
  const retries = 'arbiter_subgraph_retries_total{subgraph="tournaments"}';

  test('is asked again: its clients notice nothing', async () => {
    const before = await federation.metric(retries);
    await federation.faulty.behave({ ...answer, kind: 'flapping' });
    for (let round = 0; round < 5; round += 1) {
      expect(await ask()).toMatchObject({ data: bothAnswers });
    }
    expect(await federation.metric(retries)).toBeGreaterThanOrEqual(before + 5);
    await recover();
  });

  test('is never asked twice for a mutation', async () => {
    await federation.faulty.behave({ ...answer, kind: 'half-a-response' });
    const { calls } = await federation.faulty.sightings();
    const before = await federation.metric(retries);
    const { errors } = await postGraphql(federation.url, mutation);
    expect(errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
    expect((await federation.faulty.sightings()).calls).toBe(calls + 1);
    expect(await federation.metric(retries)).toBe(before);
    await recover();
  });
});

describe('a subgraph that is dead', () => {
  test('is left alone after some attempts, and asked again when it is back', async () => {
    await federation.faulty.kill();
    await until('the circuit opens', async () => {
      expectPartial(await ask(), 'UNAVAILABLE');
      return (await stateOf('open')) === 1;
    });
    const health = await (await fetch(`${federation.url}/health`)).json();
    expect(health).toMatchObject({
      overall: 'degraded',
      status: 'degraded',
      services: {
        registry: { status: 'healthy', reason: 'circuit_breaker_closed' },
        tournaments: { reason: expect.stringMatching(/^circuit_breaker_(open|half_open)$/) },
      },
      circuitBreakers: { tournaments: { failureCount: expect.any(Number) } },
    });
    expect((await fetch(`${federation.url}/ready`)).status).toBe(503);
    await federation.faulty.restart();
    await recover();
    const after = await (await fetch(`${federation.url}/health`)).json();
    expect(after).toMatchObject({ overall: 'healthy' });
    expect((await fetch(`${federation.url}/ready`)).status).toBe(200);
  });

  test('whose event loop is blocked is given up in time, and serves when it goes on', async () => {
    federation.faulty.signal('SIGSTOP');
    try {
      const begin = performance.now();
      expectPartial(await ask(), 'TIMEOUT');
      expect(performance.now() - begin).toBeLessThan(20_000);
    } finally {
      federation.faulty.signal('SIGCONT');
    }
    await recover();
  });
});

describe('many at once', () => {
  test('no more than its share reach a subgraph that hangs; the rest are told to come back', async () => {
    await federation.faulty.kill();
    await federation.faulty.restart();
    await recover();
    await federation.faulty.behave({ ...answer, kind: 'silent' });
    const query = bothQuery.replace(/agent\(.*\n/, '\n');
    const answers = Promise.all(
      Array.from({ length: 40 }, () => postGraphql(federation.url, query)),
    );
    expect((await ask()).data).toMatchObject({ agent: { name: 'Ada' } });
    const codes = new Map<unknown, number>();
    for (const { errors } of await answers) {
      const code = errors?.[0]?.extensions['code'];
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes.keys()].toSorted()).toEqual(['TIMEOUT', 'UNAVAILABLE']);
    const { mostActive } = await federation.faulty.sightings();
    expect(mostActive).toBe(4);
    await recover();
  });

  test('connections are kept and used again', async () => {
    const before = (await federation.steady.sightings()).connections;
    for (let round = 0; round < 30; round += 1) await ask();
    // The look itself may open one.
    expect((await federation.steady.sightings()).connections - before).toBeLessThanOrEqual(2);
  });
});

describe('a client that goes away', () => {
  const cancelled = 'arbiter_subgraph_requests_total{subgraph="tournaments",outcome="cancelled"}';

  /** Begins the query, and returns how to leave. */
  const leaveByFetch = (path: string) => (): (() => void) => {
    const controller = new AbortController();
    const left = fetch(`${federation.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: bothQuery }),
      signal: controller.signal,
    });
    left.catch(() => undefined);
    return () => controller.abort();
  };

  test.each<[string, () => () => void]>([
    ['HTTP', leaveByFetch('/graphql')],
    ['an event stream', leaveByFetch('/graphql/stream')],
    [
      'a WebSocket',
      () => {
        const stream = openSocketStream(federation.url, bothQuery);
        stream.next().catch(() => undefined);
        return () => void stream.close();
      },
    ],
  ])('by %s ends the calls that are made for it', async (_, begin) => {
    await federation.faulty.behave({ ...answer, kind: 'silent' });
    const { givenUp } = await federation.faulty.sightings();
    const before = await federation.metric(cancelled);
    const leave = begin();
    await until('the subgraph is asked', async () => {
      return (await federation.faulty.sightings()).active > 0;
    });
    leave();
    await until('the call has ended', async () => {
      return (await federation.faulty.sightings()).givenUp > givenUp;
    });
    expect(await federation.metric(cancelled)).toBe(before + 1);
    await recover();
  });
});

test('labels are as few as subgraphs, outcomes and states', async () => {
  const text = await (await fetch(`${federation.url}/metrics`)).text();
  const series = text.split('\n').filter((line) => /^arbiter_(subgraph|circuit)/.test(line));
  const names = new Set(series.flatMap((line) => [...line.matchAll(/(\w+)=/g)].map(([, n]) => n)));
  expect([...names].toSorted()).toEqual(['le', 'outcome', 'state', 'step', 'subgraph']);
  expect(series.length).toBeLessThan(100);
});
