/**
 * Goal: with Redis gone, which carries events between the subgraphs, queries and changes go on and no
 * subscription loses an event: those of one subgraph do not notice, those that live on the bus go on
 * where they were once it is back. Method: the real command with a real Redis that is killed.
 */
import { expect, jest, test } from '@jest/globals';
import { startRedis } from '@arbiter/testkit/bus-servers.ts';
import { describeWith } from '@arbiter/testkit/describe-with.ts';
import { startArbiter } from '../support/arbiter-process.ts';
import { askGraphql } from '../support/http.ts';
import { type Stream, openEventStream, openSocketStream } from '../support/streams.ts';
import { within } from '../support/until.ts';

jest.setTimeout(180_000);

const stoppedWithinMs = 30_000;
const create = `mutation ($input: CreateWorkflowInput!) {
  createWorkflow(input: $input) { workflow { id } }
}`;
const workflows = `subscription { workflowEvents(after: "0") {
  cursor event { workflow { name } }
} }`;
const ledger = 'subscription { auditRecordAppended(after: "0") { cursor record { eventType } } }';

describeWith(['redis-server'], 'a Redis that is gone', () => {
  test.each([
    ['WebSocket', openSocketStream],
    ['event stream', openEventStream],
  ])('costs no query, no change and no event, over %s', async (_, open) => {
    await using redis = await startRedis();
    await using arbiter = await startArbiter({ env: { REDIS_URL: redis.url } });
    const { url } = arbiter;
    const events = open(url, workflows);
    const records = open(url, ledger);
    await askGraphql(url, create, { input: { name: 'before' } });
    expect(await nameIn(events)).toBe('before');
    await expectRecord(records);

    await redis.kill();
    await askGraphql(url, create, { input: { name: 'without' } });
    const { workflows: page } = await askGraphql<{ workflows: { nodes: object[] } }>(
      url,
      '{ workflows { nodes { name } } }',
    );
    expect(page.nodes).toHaveLength(2);
    expect(await nameIn(events)).toBe('without');

    await redis.start();
    await expectRecord(records);
    await askGraphql(url, create, { input: { name: 'after' } });
    expect(await nameIn(events)).toBe('after');
    await expectRecord(records);
    await Promise.all([events.close(), records.close()]);
  });

  test('does not keep a server from stopping', async () => {
    await using redis = await startRedis();
    await using arbiter = await startArbiter({ env: { REDIS_URL: redis.url } });
    await redis.kill();
    await askGraphql(arbiter.url, create, { input: { name: 'unheard of' } });
    arbiter.signal('SIGTERM', 'npm');
    const { code } = await within(stoppedWithinMs, arbiter.ended, 'the end of the server');
    expect(code).toBe(0);
  });
});

async function nameIn(stream: Stream): Promise<unknown> {
  const { data, errors } = await stream.next();
  expect(errors).toBeUndefined();
  return (data as { workflowEvents: { event: { workflow: { name: string } } } }).workflowEvents
    .event.workflow.name;
}

async function expectRecord(stream: Stream): Promise<void> {
  const { data, errors } = await stream.next();
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    auditRecordAppended: { record: { eventType: expect.any(String) } },
  });
}
