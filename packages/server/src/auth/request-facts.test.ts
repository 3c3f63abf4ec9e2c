/** What a subgraph is told beside the actor: it comes back as it was, or not at all. */
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type RequestFacts, readRequestFacts, writeRequestFacts } from './request-facts.ts';

const facts: RequestFacts = {
  requestId: 'request-1',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  baggage: 'workflow.id=01890000-0000-7000-8000-000000000001',
  clientAddress: '2001:db8::1',
  userAgent: 'curl/8 (é)',
};

test('facts pass through headers, all of them and the least', () => {
  expect(readRequestFacts(writeRequestFacts(facts))).toEqual(facts);
  expect(readRequestFacts(writeRequestFacts({ requestId: 'r' }))).toEqual({ requestId: 'r' });
});

test('what is malformed is left out, and a request without an id gets one', () => {
  const headers = {
    'x-request-id': 'a b',
    traceparent: '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    'x-arbiter-client-address': 'localhost',
    'user-agent': ['a', 'b'],
  };
  expect(readRequestFacts(headers)).toEqual({
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('any name of a program can be sent as a header, and a long one is cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (userAgent) => {
      const headers = writeRequestFacts({ requestId: 'r', userAgent });
      const sent = new Headers(headers).get('user-agent');
      expect(sent).not.toBeNull();
      expect(readRequestFacts(headers).userAgent?.length).toBeLessThanOrEqual(512);
    }),
  );
});
