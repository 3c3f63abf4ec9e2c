/** What stays open ends with the credential that it was opened with, and says why. */
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { testActor } from '@arbiter/testkit/identities.ts';
import { type DoorWorld, inSeconds, startDoorWorld } from './door.fixture.ts';

jest.setTimeout(60_000);

let world: DoorWorld;
beforeAll(async () => {
  world = await startDoorWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});
beforeEach(() => void world.registry.callers.splice(0));

const pause = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('sockets', () => {
  const clients: Client[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });

  /** How the socket of a subscription that never gets an event ends. */
  async function ending(connectionParams?: object, headers: Record<string, string> = {}) {
    const closed = Promise.withResolvers<{ code: number; reason: string }>();
    const client = createClient({
      url: `${world.gateway.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string | URL, protocols?: string | string[]) {
          super(address, protocols, { headers });
        }
      },
      ...(connectionParams ? { connectionParams: { ...connectionParams } } : {}),
      retryAttempts: 0,
      lazy: true,
      on: { closed: (event) => closed.resolve(event as { code: number; reason: string }) },
    });
    clients.push(client);
    const subscription = 'subscription { workflowEvents { cursor } }';
    client.subscribe(
      { query: subscription },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
    return closed.promise;
  }

  test.each<[string, () => Promise<object | undefined>, number]>([
    ['no token', async () => undefined, 4401],
    ['a bad token', async () => ({ authorization: 'Bearer hush' }), 4401],
    ['another kind', async () => ({ authorization: 'Basic YTpi' }), 4401],
    [
      'an expired one',
      async () => ({ authorization: `Bearer ${await world.token({ exp: 1 })}` }),
      4401,
    ],
  ])('with %s: closed', async (_what, params, code) => {
    expect(await ending(await params())).toMatchObject({
      code,
      reason: expect.stringMatching(/\w/),
    });
    expect(world.registry.callers).toEqual([]);
  });

  test('with good ones of two tenants: closed, as nobody can say whose it is', async () => {
    const bearer = async (tenant: string) => `Bearer ${await world.token({ tenant_id: tenant })}`;
    const payload = { authorization: await bearer('alpha') };
    const end = await ending(payload, { authorization: await bearer('beta') });
    expect(end).toMatchObject({ code: 4401, reason: expect.stringContaining('Show one token') });
    expect(world.registry.callers).toEqual([]);
  });

  test('with a good one run, in either place, until it expires; then 4401 with the reason', async () => {
    // The tolerance of clocks is five seconds, of which a busy machine may need some until it is asked.
    const short = { exp: inSeconds(-1) };
    const authorization = `Bearer ${await world.token(short)}`;
    const ends = [ending({ authorization }), ending(undefined, { authorization })];
    for (const end of ends) {
      expect(await end).toMatchObject({ code: 4401, reason: 'The token has expired.' });
    }
    expect(world.registry.callers.map(({ actor }) => actor.id)).toContain('ada');
  });

  test('with a key that is revoked: closed, as is an event stream, when its answer is not kept any more', async () => {
    const key = world.issue('ak', testActor('beta'));
    const socket = ending({ authorization: `Bearer ${key}` });
    const body = JSON.stringify({ query: 'subscription { workflowEvents { cursor } }' });
    const stream = world.ask('/graphql/stream', key, { method: 'POST', body });
    while (world.registry.callers.every(({ actor }) => actor.tenantId !== 'beta')) await pause();
    world.registry.revoke(key);
    const reason = 'The API key is not known, or no longer valid.';
    expect(await socket).toMatchObject({ code: 4401, reason });
    expect((await stream).text).toContain(reason);
  });

  test('from a page that is not listed are not opened', async () => {
    const authorization = `Bearer ${await world.token()}`;
    const end = await ending(undefined, { authorization, origin: 'https://evil.example' });
    expect(end).not.toMatchObject({ code: 1000 });
    expect(world.registry.callers).toEqual([]);
  });
});

test('an event stream ends with an error when its token does', async () => {
  // As for sockets: of the tolerance of five seconds enough is left to be let in on a busy machine.
  const short = await world.token({ exp: inSeconds(-1) });
  const body = JSON.stringify({ query: 'subscription { workflowEvents { cursor } }' });
  const { status, text } = await world.ask('/graphql/stream', short, { method: 'POST', body });
  expect(status).toBe(200);
  const [data] = /(?<=data: ){.*/.exec(text) ?? [];
  expect(JSON.parse(data ?? '')).toEqual({
    errors: [
      {
        message: 'The token has expired.',
        extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
      },
    ],
  });
  expect(text).toMatch(/event: complete/);
});
