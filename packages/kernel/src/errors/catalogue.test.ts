/** The list of codes: complete for its reader, closed for the rest. */
import { describe, expect, test } from '@jest/globals';
import { errorCatalogue, errorCodes, isErrorCode } from './catalogue.ts';

describe('the error catalogue', () => {
  test.each(errorCodes)('%s says what it means and what to do', (code) => {
    const { httpStatus, meaning, remedy } = errorCatalogue[code];
    expect(httpStatus).toBeGreaterThanOrEqual(400);
    expect(httpStatus).toBeLessThan(600);
    for (const text of [meaning, remedy]) expect(text).toMatch(/^[A-Z].{10,}\.$/);
  });

  test('what the caller can put right by itself is no fault of the server', () => {
    for (const code of errorCodes) {
      const { httpStatus, retryable } = errorCatalogue[code];
      const isServerFault = httpStatus >= 500;
      expect({ code, isServerFault }).toEqual({
        code,
        isServerFault: ['TIMEOUT', 'UNAVAILABLE', 'INTERNAL'].includes(code),
      });
      if (code === 'INTERNAL') expect(retryable).toBe(false);
    }
  });

  test('no two codes are answered with one HTTP status', () => {
    const statuses = errorCodes.map((code) => errorCatalogue[code].httpStatus);
    expect(new Set(statuses).size).toBe(statuses.length);
  });

  test('only its own names are codes', () => {
    for (const code of errorCodes) expect(isErrorCode(code)).toBe(true);
    for (const other of ['', 'internal', 'toString', '__proto__', 'OK', null, undefined, 7, {}]) {
      expect(isErrorCode(other)).toBe(false);
    }
  });
});
