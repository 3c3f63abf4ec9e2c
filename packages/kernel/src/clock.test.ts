import { expect, test } from '@jest/globals';
import { systemClock } from './clock.ts';

test('the system clock moves forward', () => {
  expect(systemClock().getTime()).toBeLessThanOrEqual(systemClock().getTime());
});
