/**
 * Goal: a subscription outlives its subgraph, also one that vanishes without a word, with every event
 * once and in order. Method: a subgraph in a process of its own that numbers its events after the
 * cursor that it is given, and is killed or stopped in the middle of them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  type FaultyFederation,
  patience,
  startFaultyFederation,
} from '../support/faulty-federation.ts';
import { type Stream, openEventStream, openSocketStream } from '../support/streams.ts';

jest.setTimeout(60_000);

const query = 'subscription ($after: String) { workflowEvents(after: $after) { cursor } }';

let federation: FaultyFederation;
beforeAll(async () => {
  federation = await startFaultyFederation();
});
afterAll(async () => {
  await federation[Symbol.asyncDispose]();
});

describe.each([
  ['WebSocket', openSocketStream],
  ['event stream', openEventStream],
])('over %s', (protocol, open) => {
  test('a subgraph that is killed and started again is not noticed', async () => {
    const stream = open(federation.url, query, { after: '100' });
    await expectCursors(stream, [101, 102, 103]);
    await federation.steady.kill();
    await federation.steady.restart();
    await expectConsecutive(stream, { from: 104, count: 50 });
    await stream.close();
  });

  test('a subgraph that vanishes is given up, and followed again when it is back', async () => {
    // Nobody else subscribes like this, so that the stream is not shared with another test's.
    const after = protocol === 'WebSocket' ? '1000' : '2000';
    const stream = open(federation.url, query, { after });
    await expectCursors(stream, [Number(after) + 1]);
    const { sockets } = await federation.steady.sightings();
    federation.steady.signal('SIGSTOP');
    try {
      // Its connections stay open, as those to a machine without power: only silence tells.
      await sleep(5 * (patience.keepAliveMs + patience.answerMs));
    } finally {
      federation.steady.signal('SIGCONT');
    }
    await expectConsecutive(stream, { from: Number(after) + 2, count: 200 });
    expect((await federation.steady.sightings()).sockets).toBeGreaterThan(sockets);
    await stream.close();
  });
});

async function cursorIn(stream: Stream): Promise<number> {
  const { data, errors } = await stream.next();
  expect(errors).toBeUndefined();
  return Number((data as { workflowEvents: { cursor: string } }).workflowEvents.cursor);
}

async function expectCursors(stream: Stream, expected: readonly number[]): Promise<void> {
  for (const each of expected) expect(await cursorIn(stream)).toBe(each);
}

async function expectConsecutive(
  stream: Stream,
  { from, count }: { from: number; count: number },
): Promise<void> {
  await expectCursors(
    stream,
    Array.from({ length: count }, (_, index) => from + index),
  );
}
