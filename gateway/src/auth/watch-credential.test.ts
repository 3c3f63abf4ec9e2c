/** A credential of something that stays open: when it ends, and what does not end it. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { AuthenticatedIdentity } from './caller.ts';
import { watchCredential } from './watch-credential.ts';

const begin = Date.parse('2026-01-01T00:00:00Z');
const clock = () => new Date(Date.now());
let ends: string[];
let closing: AbortController;
let answer: () => AuthenticatedIdentity;

const ofKey: AuthenticatedIdentity = { ...testIdentity('alpha'), credentialId: 'key-1' };
const until = (ms: number) => ({ ...testIdentity('alpha'), expiresAt: new Date(begin + ms) });

function watch(identity: AuthenticatedIdentity) {
  const onEnd = ({ code, message }: AppError) => void ends.push(`${code} ${message}`);
  const check = async () => answer();
  watchCredential({ identity, check, onEnd, signal: closing.signal, clock });
}

beforeEach(() => {
  jest.useFakeTimers({ now: begin });
  ends = [];
  closing = new AbortController();
  answer = () => ofKey;
});
afterEach(() => void jest.useRealTimers());

const unavailable = () => {
  throw new AppError('UNAVAILABLE', 'not now');
};

test('a token ends at its instant, however long it lives', async () => {
  for (const ms of [1, 4_000, 5_000, 100_000, 3_600_000]) {
    jest.setSystemTime(begin);
    ends = [];
    watch(until(ms));
    await jest.advanceTimersByTimeAsync(ms - 1);
    expect(ends).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(ends).toEqual(['UNAUTHENTICATED The token has expired.']);
    await jest.advanceTimersByTimeAsync(100_000);
    expect(ends).toHaveLength(1);
  }
});

test('a key that is revoked ends with the next look', async () => {
  watch(ofKey);
  await jest.advanceTimersByTimeAsync(20_000);
  answer = () => {
    throw new AppError('UNAUTHENTICATED', 'gone');
  };
  await jest.advanceTimersByTimeAsync(4_999);
  expect(ends).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(ends).toEqual(['UNAUTHENTICATED gone']);
});

test('rights that change end it; another name does not', async () => {
  watch(ofKey);
  answer = () => ({ ...ofKey, actor: { ...ofKey.actor, name: 'Ada' } });
  await jest.advanceTimersByTimeAsync(30_000);
  expect(ends).toEqual([]);
  answer = () => ({ ...ofKey, actor: { ...ofKey.actor, scopes: [] } });
  await jest.advanceTimersByTimeAsync(15_000);
  expect(ends).toEqual([expect.stringMatching(/^UNAUTHENTICATED .*has changed/)]);
});

test('who cannot be asked about stays for a minute, and longer when it was confirmed between', async () => {
  watch(ofKey);
  answer = unavailable;
  await jest.advanceTimersByTimeAsync(45_000);
  answer = () => ofKey;
  await jest.advanceTimersByTimeAsync(5_000);
  answer = unavailable;
  await jest.advanceTimersByTimeAsync(59_999);
  expect(ends).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(ends).toEqual(['UNAVAILABLE not now']);
});

test('what is closed is not looked after any more', async () => {
  watch(until(10_000));
  watch(ofKey);
  closing.abort();
  expect(jest.getTimerCount()).toBe(0);
  await jest.advanceTimersByTimeAsync(100_000);
  expect(ends).toEqual([]);
});

test('who has no credential has none to lose', () => {
  watch(testIdentity());
  watch({ ...testIdentity(), expiresAt: null });
  expect(jest.getTimerCount()).toBe(0);
});
