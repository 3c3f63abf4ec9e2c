/**
 * Goal: listeners miss nothing and get nothing twice, whatever happens between them and the log. Method:
 * the services of docker-compose.yml as processes, a second gateway, a load balancer in front of both;
 * while events are written, connections are cut, gateways and the owning subgraph are killed, and the
 * gateways are restarted one after the other.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type ArbiterClient, createArbiterClient } from '@arbiter/sdk/arbiter.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { type ComposedArbiter, startCompose } from '../support/compose.ts';
import { type TcpProxy, startTcpProxy } from '../support/tcp-proxy.ts';
import { within } from '../support/until.ts';

jest.setTimeout(240_000);

/** The longest that anything here may take; a bound for hangs. */
const patienceMs = 120_000;
/** Events between one disturbance and the next. */
const eventsBetween = 8;

describeWith(['redis-server', 'nats-server'], 'two gateways behind a load balancer', () => {
  const owned = new AsyncDisposableStack();
  let arbiter: ComposedArbiter;
  let proxy: TcpProxy;
  let gateways: string[];
  beforeAll(async () => {
    arbiter = owned.use(await startCompose());
    gateways = [arbiter.url, await arbiter.scale('gateway', 'gateway-2')];
    proxy = owned.use(await startTcpProxy());
    proxy.route(gateways);
  }, 120_000);
  afterAll(() => owned.disposeAsync());

  const connect = (options: { webSocket?: false } = {}): ArbiterClient =>
    owned.use(createArbiterClient({ url: proxy.url, ...options, retry: { attempts: 20 } }));

  test('every listener gets every event once and in order', async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    const listeners = [connect(), connect(), connect({ webSocket: false })];
    const writer = connect();
    const written: string[] = [];
    const write = async () => {
      for (let count = 0; count < eventsBetween; count += 1) {
        const name = `${tag} ${written.length}`;
        await writer.createWorkflow({ name, idempotencyKey: name });
        written.push(name);
      }
    };
    const disturbances: (() => Promise<void> | void)[] = [
      () => proxy.cut(),
      () => arbiter.kill('gateway'),
      () => arbiter.start('gateway'),
      async () => {
        await arbiter.kill('registry');
        await arbiter.start('registry');
      },
      () => drain('gateway-2'),
      () => arbiter.start('gateway-2'),
      () => drain('gateway'),
      () => arbiter.start('gateway'),
    ];
    const drain = async (name: string) => expect(await arbiter.stop(name)).toBe(0);
    const last = `${tag} end`;
    const heard = listeners.map((client) => hear(client, tag, last));

    await write();
    for (const disturb of disturbances) {
      // Written while it happens, and after it.
      await Promise.all([within(patienceMs, write(), 'writing'), disturb()]);
      await within(patienceMs, write(), 'writing');
    }
    await writer.createWorkflow({ name: last });

    for (const names of await within(patienceMs, Promise.all(heard), 'the last event'))
      expect(names).toEqual([...written, last]);
  });
});

/** Names of the workflows with the tag, in the order in which their creation was told. */
async function hear(client: ArbiterClient, tag: string, last: string): Promise<string[]> {
  const names: string[] = [];
  const filter = { eventKinds: ['WORKFLOW_CREATED' as const] };
  for await (const { event } of client.workflowEvents({ filter, after: '0' })) {
    const name = event.workflow?.name ?? 'unknown';
    if (name.startsWith(tag)) names.push(name);
    if (name === last) break;
  }
  return names;
}
