/**
 * Goal: a gateway that is told to stop finishes what it has begun and sends everybody else on, and a
 * subgraph that hangs does not keep it from stopping. Method: the real program before a subgraph in a
 * process of its own.
 */
import { once } from 'node:events';
import { expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';
import {
  bothAnswers,
  bothQuery,
  faultyAnswer,
  steadyAnswer,
} from '../support/faulty-federation.ts';
import { type Conduct, startFaultySubgraph } from '../support/faulty-subgraph.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { postGraphql } from '../support/http.ts';
import { ownLines } from '../support/npm-output.ts';
import { until, within } from '../support/until.ts';

jest.setTimeout(120_000);

/** Requests have ten seconds to finish, sockets three to close. */
const stoppedWithinMs = 30_000;
const data = { ...JSON.parse(steadyAnswer).data, ...JSON.parse(faultyAnswer).data };
const answer: Conduct = { kind: 'answer', body: JSON.stringify({ data }) };

test('requests under way are answered, sockets told to connect again, new requests refused', async () => {
  await using subgraph = await startFaultySubgraph();
  await using gateway = await startGatewayProcess({ subgraphUrl: subgraph.url });
  // Of the ten seconds half is left, and a busy machine needs some until all are under way.
  await subgraph.behave({ ...answer, delayMs: 5_000 });
  const { closed } = await openSocket(gateway.url);
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: bothQuery }),
  };
  const under = Array.from({ length: 20 }, () => fetch(`${gateway.url}/graphql`, request));
  await until('all of them are under way', async () => {
    return (await subgraph.sightings()).active === 2 * under.length;
  });
  gateway.signal('SIGTERM');
  expect(await within(stoppedWithinMs, closed, 'the socket to close')).toBe(1001);
  await expect(fetch(`${gateway.url}/health`)).rejects.toThrow();
  for (const answered of await Promise.all(under)) {
    expect([answered.status, await answered.json()]).toEqual([200, { data: bothAnswers }]);
    // A connection that is kept would be waited for, until its client closes it or it is cut.
    expect(answered.headers.get('connection')).toBe('close');
  }
  const { code, stderr } = await within(stoppedWithinMs, gateway.ended, 'the end of the gateway');
  expect([code, ownLines(stderr)]).toEqual([0, ['Stopping: finishing what is under way …']]);
});

test('a subgraph that hangs does not keep it from stopping, whatever it was asked', async () => {
  await using subgraph = await startFaultySubgraph();
  await using gateway = await startGatewayProcess({ subgraphUrl: subgraph.url });
  await subgraph.behave({ ...answer, kind: 'silent' });
  const change = 'mutation { cancelTournament(input: { id: "1" }) { tournament { id } } }';
  const lost = [bothQuery, change].map((query) => postGraphql(gateway.url, query));
  const outcomes = Promise.allSettled(lost);
  await until('both are under way', async () => (await subgraph.sightings()).active === 3);
  gateway.signal('SIGTERM');
  const { code } = await within(stoppedWithinMs, gateway.ended, 'the end of the gateway');
  expect(code).toBe(0);
  expect(await outcomes).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
});

/** Resolves when the protocol is agreed upon, with the code that the socket will be closed with. */
async function openSocket(url: string): Promise<{ closed: Promise<number> }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  return { closed };
}
