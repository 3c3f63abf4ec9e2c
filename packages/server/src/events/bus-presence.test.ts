// When a bus counts as away, by a clock that the test moves.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { busAway, busGraceMs, keepPresence } from './bus-presence.ts';

const logger = testLogger();

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function watched() {
  const presence = keepPresence(logger);
  let times = 0;
  const stop = presence.onAway(() => (times += 1));
  return { presence, stop, times: () => times };
}

describe('a bus', () => {
  test('is away when it was missed for the grace time, and there when it answers', () => {
    const { presence, times } = watched();
    presence.doubt();
    jest.advanceTimersByTime(busGraceMs - 1);
    expect(presence.isAway()).toBe(false);
    jest.advanceTimersByTime(2);
    expect([presence.isAway(), times()]).toEqual([true, 1]);
    presence.confirm();
    expect(presence.isAway()).toBe(false);
    presence.doubt();
    jest.advanceTimersByTime(busGraceMs + 1);
    expect([presence.isAway(), times()]).toEqual([true, 2]);
  });

  test('that answers within the grace time was never away', () => {
    const { presence, times } = watched();
    for (let blip = 0; blip < 5; blip += 1) {
      presence.doubt();
      jest.advanceTimersByTime(busGraceMs - 1);
      presence.confirm();
    }
    jest.advanceTimersByTime(10 * busGraceMs);
    expect([presence.isAway(), times()]).toEqual([false, 0]);
  });

  test('that is missed again and again without an answer is away as soon as if it were once', () => {
    const { presence } = watched();
    for (let step = 0; step < 10; step += 1) {
      presence.doubt();
      jest.advanceTimersByTime(busGraceMs / 10);
    }
    jest.advanceTimersByTime(1);
    expect(presence.isAway()).toBe(true);
  });

  test('whose answer is read after the grace time, because the process was busy, is not away', () => {
    const { presence, times } = watched();
    presence.doubt();
    // Timers that are due run before what has come meanwhile is read.
    setTimeout(() => presence.confirm(), busGraceMs);
    jest.advanceTimersByTime(busGraceMs + 1);
    expect([presence.isAway(), times()]).toEqual([false, 0]);
  });

  test('that is closed is not missed', () => {
    const { presence, times } = watched();
    presence.doubt();
    presence.close();
    presence.doubt();
    jest.advanceTimersByTime(10 * busGraceMs);
    expect([presence.isAway(), times()]).toEqual([false, 0]);
  });

  test('tells only those who still listen', () => {
    const { presence, stop, times } = watched();
    stop();
    presence.doubt();
    jest.advanceTimersByTime(busGraceMs + 1);
    expect(times()).toBe(0);
  });
});

test('the refusal says when to come back, and where to continue if that is known', () => {
  expect(busAway('c')).toMatchObject({
    code: 'UNAVAILABLE',
    details: { retryAfter: expect.any(Number), cursor: 'c' },
  });
  expect(busAway(undefined).details).not.toHaveProperty('cursor');
});
