/** Reports of OpenLineage events, and what a server can say to them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ArbiterClient, createArbiterClient } from './client.ts';
import type { OpenLineageRunEvent } from './open-lineage.ts';
import { type ApiServer, startApiServer } from './testing/api-server.ts';

const event: OpenLineageRunEvent = {
  eventType: 'START',
  eventTime: '2026-11-21T08:30:00.000Z',
  producer: 'https://example.com/training',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  run: { runId: '019a9f5e-3d4c-7a10-9d3e-5c1f2b3a4d5e' },
  job: { namespace: 'training', name: 'fit' },
};

const hash = 'ab'.repeat(32);
const receipt = JSON.stringify({ id: 'event-1', hash, findings: 2 });

let server: ApiServer;
let client: ArbiterClient;

beforeAll(async () => {
  server = await startApiServer();
  client = createArbiterClient({ url: server.url, retry: { minDelayMs: 1, maxDelayMs: 5 } });
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  server.requests.length = 0;
});

function answerOnce(status: number, body = ''): void {
  server.faults.push((_request, response) => void response.writeHead(status).end(body));
}

test('one event', async () => {
  answerOnce(201, receipt);
  expect(await client.reportLineage(event)).toEqual({ eventId: 'event-1', hash, findings: 2 });
  expect(server.requests[0]).toMatchObject({
    path: '/api/v1/lineage',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
});

test('a list of events that are all taken', async () => {
  answerOnce(204);
  expect(await client.reportLineage([event, event])).toEqual({
    received: 2,
    stored: 2,
    failed: [],
  });
  expect(server.requests[0]?.path).toBe('/api/v1/lineage/batch');
});

test('a list with refused events', async () => {
  const failed = [{ index: 1, reason: '/job: missing', retriable: false }];
  const summary = { received: 3, successful: 2, failed: 1, retriable: 0, non_retriable: 1 };
  answerOnce(200, JSON.stringify({ status: 'partial_success', summary, failed_events: failed }));
  expect(await client.reportLineage([event, event, event])).toEqual({
    received: 3,
    stored: 2,
    failed,
  });
});

describe('refusals', () => {
  test('an event that is not valid, with every fault', async () => {
    const errors = [{ pointer: '/eventTime', detail: 'must be a date-time' }];
    answerOnce(422, JSON.stringify({ code: 'BAD_USER_INPUT', detail: 'Not valid.', errors }));
    await expect(client.reportLineage(event)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      status: 422,
      faults: [{ field: '/eventTime', message: 'must be a date-time' }],
    });
    expect(server.requests).toHaveLength(1);
  });

  test('a report is repeated as it was', async () => {
    answerOnce(503);
    answerOnce(201, receipt);
    await client.reportLineage(event);
    expect(server.requests.map(({ body }) => body)).toEqual([
      JSON.stringify(event),
      JSON.stringify(event),
    ]);
  });

  test('another server', async () => {
    for (const reported of [event, [event]]) {
      answerOnce(200, '<html>');
      const report = client.reportLineage(reported as typeof event);
      await expect(report).rejects.toMatchObject({ code: 'PROTOCOL', status: 200 });
    }
  });
});
