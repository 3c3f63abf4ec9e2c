/** Refusals as they come: complete, partly wrong, and of servers that are not Arbiter. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ArbiterError } from './error.ts';
import { errorOfAnswer, errorOfStatus, secondsOfRetryAfter } from './error-reading.ts';

describe('errors of GraphQL answers', () => {
  test('every fact of the catalogue', () => {
    const extensions = {
      code: 'BAD_USER_INPUT',
      field: 'input.name',
      allowed: ['a', 'b'],
      retryAfter: 5,
      requestId: 'r',
      cursor: 'c',
      reasons: ['because'],
      state: 'COMPLETED',
      currentVersion: 3,
      faults: [{ field: 'input.name', message: 'Too long.' }],
    };
    const error = errorOfAnswer([{ message: 'No.', path: ['a', 0], extensions }]);
    const { code, ...facts } = extensions;
    expect(error).toMatchObject({ code, message: 'No.', path: ['a', 0], ...facts });
    expect(error).toBeInstanceOf(ArbiterError);
  });

  test('what nobody said is absent', () => {
    const error = errorOfAnswer([{ message: 'No.', extensions: { code: 'CONFLICT' } }]);
    expect(Object.keys(error).toSorted()).toEqual(['code', 'errors', 'name', 'retryable']);
  });

  test('facts of another type than expected are left out', () => {
    const extensions = { code: 7, field: {}, allowed: 'x', retryAfter: '5', faults: [1, {}] };
    const error = errorOfAnswer([{ message: 'No.', extensions }]);
    expect(error).toMatchObject({ code: 'INTERNAL', faults: [{ field: '', message: '' }] });
    for (const name of ['field', 'allowed', 'retryAfter']) expect(error).not.toHaveProperty(name);
  });

  test('an empty list is still an error', () => {
    expect(errorOfAnswer([])).toMatchObject({ code: 'INTERNAL' });
  });
});

describe('answers refused by their status', () => {
  test('problem details with faults of a body', () => {
    const body = JSON.stringify({
      type: 'about:blank',
      title: 'BAD_USER_INPUT',
      status: 422,
      detail: 'The event is not valid.',
      code: 'BAD_USER_INPUT',
      errors: [{ pointer: '/run/runId', detail: 'must be a UUID' }],
      requestId: 'r',
    });
    expect(errorOfStatus(422, body, {})).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'The event is not valid.',
      status: 422,
      requestId: 'r',
      faults: [{ field: '/run/runId', message: 'must be a UUID' }],
    });
  });

  test('a GraphQL answer is read as one', () => {
    const body = JSON.stringify({
      errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN' } }],
    });
    expect(errorOfStatus(400, body, {})).toMatchObject({ code: 'FORBIDDEN', message: 'No.' });
  });

  test.each([
    [400, 'BAD_USER_INPUT'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [404, 'PROTOCOL'],
    [408, 'TIMEOUT'],
    [409, 'CONFLICT'],
    [413, 'PAYLOAD_TOO_LARGE'],
    [422, 'BAD_USER_INPUT'],
    [429, 'RATE_LIMITED'],
    [500, 'INTERNAL'],
    [502, 'UNAVAILABLE'],
    [503, 'UNAVAILABLE'],
    [504, 'TIMEOUT'],
  ])('%i alone is %s', (status, code) => {
    expect(errorOfStatus(status, '<html>', {})).toMatchObject({ code, status });
  });

  test('any body gives an error, never a fault', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        fc.integer({ min: 400, max: 599 }),
        (body, status) => {
          expect(errorOfStatus(status, body, {})).toBeInstanceOf(ArbiterError);
        },
      ),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-21T08:00:00Z');
  test.each([
    [null, undefined],
    ['5', 5],
    ['Sat, 21 Nov 2026 08:00:30 GMT', 30],
    ['Sat, 21 Nov 2026 07:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('%j', (header, seconds) => {
    expect(secondsOfRetryAfter(header, now)).toBe(seconds);
  });
});
