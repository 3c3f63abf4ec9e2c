/**
 * Goal: bytes that are no right HTTP and no right WebSocket are refused, with no word of the inside, no
 * second request smuggled behind a first, and bounded memory. Method: raw connections to the real
 * server. `FUZZ_SEED` and `FUZZ_RUNS` as in fuzzed-requests.test.ts.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { openRawConnection, statusesIn } from '@arbiter/testkit/raw-http.ts';
import { frame, openRawSocket } from '@arbiter/testkit/raw-websocket.ts';
import { type ServingArbiter, startArbiter } from '../support/arbiter-process.ts';
import { insides } from '../support/besieged-server.ts';
import {
  ambiguousRequests,
  hostileFrames,
  hostileRequests,
  rightRequest,
  withSecond,
} from '../support/hostile-bytes.ts';

jest.setTimeout(120_000);

const seed = Number(process.env['FUZZ_SEED'] ?? 20261129);
const runs = Number(process.env['FUZZ_RUNS'] ?? 200);

/** What the bombs may leave behind; a single one would take ten times as much if it went off. */
const maxGrowthBytes = 150_000_000;
/** So long a server that would say something has said it; nothing is expected of one that waits. */
const quietMs = 100;
/** What the requests of the table would bring. */
const results = /__typename|healthy/;
const bombBytes = 256 * 1024 * 1024;

let arbiter: ServingArbiter;
beforeAll(async () => {
  arbiter = await startArbiter({ env: { LOG_LEVEL: 'error' } });
});
afterAll(async () => {
  await arbiter[Symbol.asyncDispose]();
});

/** What the server says to the bytes until it closes the connection. */
async function exchange(bytes: string): Promise<string> {
  const connection = await openRawConnection(arbiter.url);
  connection.send(Buffer.from(bytes, 'latin1'));
  return connection.closed;
}

/** As exchange, but the server may as well wait for the rest, which never comes. */
async function exchangeUntilQuiet(bytes: string): Promise<string> {
  const connection = await openRawConnection(arbiter.url);
  connection.send(Buffer.from(bytes, 'latin1'));
  await Promise.race([connection.closed, delay(quietMs, undefined, { ref: false })]);
  connection.destroy();
  return connection.closed;
}

async function residentBytes(): Promise<number> {
  const text = await (await fetch(`${arbiter.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}

async function expectWell(): Promise<void> {
  expect((await fetch(`${arbiter.url}/health`)).status).toBe(200);
  expect(arbiter.output()).not.toMatch(/uncaught|unhandled|request failed/i);
}

describe('HTTP', () => {
  test('the control: right requests behind each other are both answered', async () => {
    expect(statusesIn(await exchange(withSecond(rightRequest)))).toEqual([200, 200]);
  });

  test.each(Object.entries(ambiguousRequests))(
    'of a request with %s nothing is run, nor what is behind it',
    async (_, request) => {
      // One refusal, after which the connection is closed.
      const said = await exchange(withSecond(request));
      expect([said, statusesIn(said)]).toEqual([expect.not.stringMatching(results), [400]]);
    },
  );

  test('whatever is sent, what is answered is no fault and tells nothing of the inside', async () => {
    await fc.assert(
      fc.asyncProperty(hostileRequests, async (request) => {
        const said = await exchangeUntilQuiet(request);
        expect(statusesIn(said).filter((status) => status >= 500 && status !== 501)).toEqual([]);
        expect(insides.exec(said)?.[0]).toBeUndefined();
      }),
      { seed, numRuns: runs },
    );
    await expectWell();
  });
});

describe('bodies that grow when they are unpacked', () => {
  const zeros = Buffer.alloc(bombBytes, ' ');
  const bombs = {
    gzip: gzipSync(zeros),
    deflate: deflateSync(zeros),
    br: brotliCompressSync(zeros),
    'gzip, gzip': gzipSync(gzipSync(zeros)),
  };

  test.each(['/graphql', '/graphql/stream', '/api/v1/lineage', '/api/v1/lineage/batch'])(
    'are refused at %s before they fill the memory',
    async (path) => {
      const before = await residentBytes();
      for (const [encoding, body] of Object.entries(bombs)) {
        const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
        const answer = await fetch(`${arbiter.url}${path}`, { method: 'POST', headers, body });
        expect([400, 413, 415]).toContain(answer.status);
        expect(insides.exec(await answer.text())?.[0]).toBeUndefined();
      }
      expect((await residentBytes()) - before).toBeLessThan(maxGrowthBytes);
      await expectWell();
    },
  );
});

describe('JSON of millions of levels', () => {
  const levels = 4_900_000;
  const texts = {
    ended: `${'['.repeat(levels)}${']'.repeat(levels)}`,
    'not ended': '['.repeat(2 * levels),
    'in an operation or event': `{"query":"{ __typename }","variables":{"a":${'['.repeat(levels)}`,
  };

  test.each(['/graphql', '/graphql/stream', '/api/v1/lineage', '/api/v1/lineage/batch'])(
    'is refused at %s, packed or not',
    async (path) => {
      for (const text of Object.values(texts)) {
        for (const [encoding, body] of Object.entries({ identity: text, gzip: gzipSync(text) })) {
          const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
          const answer = await fetch(`${arbiter.url}${path}`, { method: 'POST', headers, body });
          const said = await answer.text();
          // Of a list, each event has a verdict of its own.
          const verdicts = path.endsWith('/batch') && answer.status === 200 ? said : '';
          if (verdicts) expect(JSON.parse(verdicts)).toMatchObject({ summary: { successful: 0 } });
          else expect([400, 413, 415, 422]).toContain(answer.status);
          expect(insides.exec(said)?.[0]).toBeUndefined();
        }
      }
      await expectWell();
    },
  );
});

describe('WebSocket', () => {
  const codes = new Set([1000, 1002, 1003, 1005, 1006, 1007, 1009, 4400, 4401, 4408, 4429]);

  test('whatever frames are sent, it is closed by a code of the protocol', async () => {
    await fc.assert(
      fc.asyncProperty(hostileFrames, async (frames) => {
        const socket = await openRawSocket(`${arbiter.url}/graphql`);
        expect(socket.head).toContain(' 101 ');
        // The close at the end is for whatever was right so far.
        socket.send(...frames, frame(8, Buffer.from([0x03, 0xe8])));
        // Noise can promise a frame that never comes; the time to begin is bounded too.
        const { code, reason } = await socket.closed();
        expect(codes).toContain(code);
        expect(insides.exec(JSON.stringify([reason, socket.messages]))?.[0]).toBeUndefined();
        socket.destroy();
      }),
      { seed, numRuns: Math.ceil(runs / 4) },
    );
    await expectWell();
  });

  test('a message of fragments without an end is not collected for ever', async () => {
    const socket = await openRawSocket(`${arbiter.url}/graphql`);
    const part = frame(0, Buffer.alloc(500_000, ' '));
    part[0] = 0;
    const first = frame(1, Buffer.from('{'));
    first[0] = 1;
    socket.send(first, ...Array.from({ length: 10 }, () => part));
    expect(await socket.closed()).toMatchObject({ code: 1009 });
    socket.destroy();
    await expectWell();
  });
});
