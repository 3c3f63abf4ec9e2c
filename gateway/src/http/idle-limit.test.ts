/** Goal: a client that takes nothing of its answers holds neither them nor a connection for ever. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type PeopleServer, startPeopleServer } from './people-server.fixture.ts';

let server: PeopleServer;
beforeAll(async () => {
  server = await startPeopleServer({ idleTimeoutMs: 500 });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

test('asks on and on and reads nothing: the connection is closed', async () => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  const refused = Promise.withResolvers<unknown>();
  socket.once('error', refused.resolve);
  const request = 'GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n';
  while (!socket.destroyed) {
    // As much as the kernel takes, so that there are answers which nobody has room for.
    if (socket.writableLength < 1_000_000) socket.write(request.repeat(1_000));
    await sleep(5);
  }
  expect(await refused.promise).toMatchObject({
    code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/),
  });
});
