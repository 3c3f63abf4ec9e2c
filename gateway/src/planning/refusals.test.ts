/** Who has stopped the planner is refused for a while. */
import { expect, test } from '@jest/globals';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { createRefusals } from './refusals.ts';

const refusal = new AppError('TIMEOUT', 'Too long.');

test('a refusal is kept for a minute', () => {
  let now = 0;
  const refusals = createRefusals(() => now);
  expect(refusals.of('a')).toBeUndefined();
  refusals.add('a', refusal);
  now = 59_999;
  expect(refusals.of('a')).toBe(refusal);
  expect(refusals.of('b')).toBeUndefined();
  now = 60_000;
  expect(refusals.of('a')).toBeUndefined();
});

test('no more than a hundred are kept, the newest', () => {
  const refusals = createRefusals(() => 0);
  for (let index = 0; index < 101; index += 1) refusals.add(String(index), refusal);
  expect(refusals.of('0')).toBeUndefined();
  expect(refusals.of('1')).toBe(refusal);
  expect(refusals.of('100')).toBe(refusal);
});
