/** Request ids and trace contexts: taken over when well formed, made when not. */
import { describe, expect, test } from '@jest/globals';
import { asLocalDeveloper } from '../auth/authenticator.ts';
import { identifyBy, requestIdOf, traceparentOf } from './identity.ts';

describe('request id', () => {
  test.each(['abc', '01HZX.y:z_9-', 'a'.repeat(128)])('takes over %s', (id) =>
    expect(requestIdOf({ 'x-request-id': id })).toBe(id),
  );

  test.each(['', 'a b', 'a\nb', 'a'.repeat(129), 'ü', '<script>'])('makes its own for %j', (id) =>
    expect(requestIdOf({ 'x-request-id': id })).toMatch(/^[0-9a-f-]{36}$/),
  );
});

describe('trace context', () => {
  const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

  test('takes over a valid traceparent', () =>
    expect(traceparentOf({ traceparent: given })).toBe(given));

  test.each([
    undefined,
    'junk',
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
    given.toUpperCase(),
    `${given}-extra`,
  ])('makes its own for %s', (traceparent) => {
    const made = traceparentOf(traceparent === undefined ? {} : { traceparent });
    expect(made).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(made).not.toBe(given);
  });
});

test('the identity has the caller, and what the request says of itself', async () => {
  const identity = await identifyBy(asLocalDeveloper)({
    headers: { authorization: 'Bearer x', 'user-agent': 'u'.repeat(600) },
    clientAddress: '127.0.0.1',
  });
  expect(identity.actor).toMatchObject({
    id: 'local-developer',
    tenantId: 'default',
    accessLevel: 'ADMIN',
  });
  expect(identity.userAgent).toHaveLength(512);
  expect(identity.clientAddress).toBe('127.0.0.1');
});
