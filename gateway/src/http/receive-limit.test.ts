/** Goal: a client that never finishes its request holds no connection of the gateway, on any path. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sendUnfinished, unfinishedRequests } from '@arbiter/testkit/unfinished-requests.ts';
import { type PeopleServer, startPeopleServer } from './people-server.fixture.ts';

let server: PeopleServer;
beforeAll(async () => {
  server = await startPeopleServer({ receiveTimeoutMs: 200 });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

test.each(['/graphql', '/graphql/stream', '/api/v1/lineage', '/health', '/elsewhere'])(
  '%s',
  async (path) => {
    const requests = Object.values(unfinishedRequests(path));
    const said = await Promise.all(requests.map((request) => sendUnfinished(server.url, request)));
    // What needs no body is answered before; the connection is closed all the same.
    for (const text of said) expect(text).toMatch(/^HTTP\/1.1 (408|404|405) /);
    expect(said.some((text) => text.startsWith('HTTP/1.1 408 '))).toBe(true);
  },
);
