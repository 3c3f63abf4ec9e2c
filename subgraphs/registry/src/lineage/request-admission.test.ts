/** How much may be in hand at once: by number, by bytes, and again after some have left. */
import { expect, test } from '@jest/globals';
import { createAdmission } from './request-admission.ts';

const refusal = expect.objectContaining({ code: 'UNAVAILABLE', details: { retryAfter: 3 } });

test('no more requests than the limit, until one leaves', () => {
  const admission = createAdmission({ maxRequests: 2, maxBytes: 100, retryAfterSeconds: 3 });
  const first = admission.enter(1);
  admission.enter(1);
  expect(() => admission.enter(1)).toThrow(refusal);
  first.leave();
  admission.enter(1);
});

test('no more bytes than the limit, also of those that grow', () => {
  const admission = createAdmission({ maxRequests: 9, maxBytes: 100, retryAfterSeconds: 3 });
  const first = admission.enter(60);
  expect(() => admission.enter(41)).toThrow(refusal);
  const second = admission.enter(20);
  expect(() => second.grow(21)).toThrow(refusal);
  second.grow(20);
  second.leave();
  first.leave();
  admission.enter(100);
});

test('what is larger than the limit is served alone', () => {
  const admission = createAdmission({ maxRequests: 9, maxBytes: 100, retryAfterSeconds: 3 });
  const large = admission.enter(500);
  expect(() => admission.enter(1)).toThrow(refusal);
  large.leave();
  admission.enter(1);
});
