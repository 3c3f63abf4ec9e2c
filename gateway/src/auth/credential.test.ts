/** What counts as a credential, and where it is looked for. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { credentialOf } from './credential.ts';

const random = 'A-_z'.repeat(11).slice(0, 43);
const [key, session] = [`ak_${random}`, `as_${random}`];

test.each([
  ['Bearer a.b.c', { kind: 'JWT', token: 'a.b.c' }],
  ['bearer  a.b.c ', { kind: 'JWT', token: 'a.b.c' }],
  [`Bearer ${key}`, { kind: 'API_KEY', token: key }],
  [`Bearer ${session}`, { kind: 'SESSION', token: session }],
  // What only looks like a key is a JWT that nobody can read.
  [`Bearer ${key}x`, { kind: 'JWT', token: `${key}x` }],
  ['Basic YTpi', { kind: 'MALFORMED', token: '' }],
  ['Bearer', { kind: 'MALFORMED', token: '' }],
  ['', { kind: 'MALFORMED', token: '' }],
  ['Bearer a b', { kind: 'MALFORMED', token: '' }],
  [`Bearer ${'a'.repeat(20_000)}`, { kind: 'MALFORMED', token: '' }],
])('Authorization: %s', (authorization, expected) => {
  expect(credentialOf({ authorization })).toEqual(expected);
  expect(credentialOf({}, { authorization })).toEqual(expected);
  expect(credentialOf({}, { Authorization: authorization })).toEqual(expected);
});

test('the payload of a socket goes before its headers; without one they count', () => {
  const payload = { authorization: `Bearer ${session}` };
  for (const authorization of ['Basic YTpi', `bearer  ${session}`]) {
    expect(credentialOf({ authorization }, payload)).toEqual({ kind: 'SESSION', token: session });
  }
  const headers = { authorization: `Bearer ${key}` };
  for (const params of [undefined, null, {}, 'x', { authorization: null }]) {
    expect(credentialOf(headers, params)).toMatchObject({ kind: 'API_KEY' });
  }
  // What is no text must not fall back to another identity.
  expect(credentialOf(headers, { authorization: { a: 1 } })).toMatchObject({ kind: 'MALFORMED' });
});

test('two tokens that differ are nobody', () => {
  const conflicting = { kind: 'CONFLICTING', token: '' };
  const headers = { authorization: `Bearer ${key}` };
  expect(credentialOf(headers, { authorization: `Bearer ${session}` })).toEqual(conflicting);
  expect(credentialOf(headers, { Authorization: 'Bearer a.b.c' })).toEqual(conflicting);
});

describe('the cookie of a session', () => {
  const host = 'localhost:4000';
  const remote = 'api.lab.example';

  test.each([
    [host, `arbiter_session=${session}`],
    [host, `a=b; arbiter_session=${session}; c=d`],
    [remote, `__Host-arbiter_session=${session}`],
    [remote, `arbiter_session=as_planted; __Host-arbiter_session=${session}`],
  ])('of %s: %s', (name, cookie) => {
    const headers = { host: name, cookie };
    expect(credentialOf(headers)).toEqual({ kind: 'SESSION', token: session });
    expect(credentialOf({ ...headers, 'sec-fetch-site': 'same-origin' })).not.toBeNull();
  });

  test('is not looked at when another site makes the browser send it', () => {
    const cookie = `arbiter_session=${session}`;
    expect(credentialOf({ host, cookie, 'sec-fetch-site': 'cross-site' })).toBeNull();
  });

  test('that a sibling domain could have planted counts for nothing', () => {
    const cookie = `arbiter_session=${session}`;
    expect(credentialOf({ host: remote, cookie })).toBeNull();
    expect(credentialOf({ host: 'localhost.lab.example', cookie })).toBeNull();
  });

  test.each([
    '',
    'a=b',
    `arbiter_session=${key}`,
    'arbiter_session=x',
    `x_arbiter_session=${session}`,
  ])('%j holds none', (cookie) => expect(credentialOf({ host, cookie })).toBeNull());
});

test('whatever is sent, nothing throws, and nothing that was sent in vain is taken for nobody', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (authorization) => {
      expect(credentialOf({ authorization })).not.toBeNull();
    }),
  );
});
