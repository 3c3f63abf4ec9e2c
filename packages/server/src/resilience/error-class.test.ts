/** Goal: every kind of trouble has the consequences that were agreed, however deep it is wrapped. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AppError, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { errorCodes } from '@arbiter/kernel/errors/catalogue.ts';
import { HttpStatusError, classifyError, errorClasses, requiredWaitMs } from './error-class.ts';

const coded = (code: string) => Object.assign(new Error('x'), { code });

test('the consequences are those that were agreed', () => {
  const rows = Object.entries(errorClasses).map(([category, row]) => [
    ...[category, row.severity, row.isRetryable, row.opensCircuit],
  ]);
  expect(rows).toEqual([
    ['network', 'high', true, true],
    ['timeout', 'medium', true, true],
    ['authentication', 'high', false, true],
    ['rate_limit', 'medium', true, false],
    ['validation', 'low', false, false],
    ['database', 'high', true, true],
    ['external_api', 'medium', true, true],
    ['resource', 'high', false, true],
    ['fault', 'high', false, false],
  ]);
});

test.each<[string, unknown, string]>([
  ['a connection that is refused', coded('ECONNREFUSED'), 'network'],
  ['a name that is not known', coded('ENOTFOUND'), 'network'],
  ['a resolver that does not answer', coded('EAI_AGAIN'), 'network'],
  ['a socket that breaks', coded('UND_ERR_SOCKET'), 'network'],
  ['a connection that takes too long', coded('UND_ERR_CONNECT_TIMEOUT'), 'timeout'],
  ['a request that takes too long', new AppError('TIMEOUT', 'Late.'), 'timeout'],
  ['a gateway between that waited in vain', new HttpStatusError(504, 'x'), 'timeout'],
  ['a statement that is cancelled', coded('57014'), 'timeout'],
  ['bad credentials', new HttpStatusError(401, 'x'), 'authentication'],
  ['an expired token', new AppError('UNAUTHENTICATED', 'Expired.'), 'authentication'],
  ['a password of the database that is wrong', coded('28P01'), 'authentication'],
  ['a quota that is used up', new AppError('RATE_LIMITED', 'Wait.'), 'rate_limit'],
  ['a server that says so', new HttpStatusError(429, 'x'), 'rate_limit'],
  ['malformed data', new AppError('BAD_USER_INPUT', 'No.'), 'validation'],
  ['a right that one user lacks', new AppError('FORBIDDEN', 'No.'), 'validation'],
  ['a value that the database refuses', coded('22P02'), 'validation'],
  ['a pool that is exhausted', coded('53300'), 'database'],
  ['a deadlock', coded('40P01'), 'database'],
  ['a database that stops', coded('57P01'), 'database'],
  ['something that failed', unavailable('Down.', 1), 'external_api'],
  ['a status of 502', unavailable('Down.', 1, new HttpStatusError(502, 'x')), 'external_api'],
  ['no memory left', coded('ENOMEM'), 'resource'],
  ['no disk left', coded('ENOSPC'), 'resource'],
  ['a disk of the database that is full', coded('53100'), 'resource'],
  ['an answer that nobody can hold', coded('UND_ERR_RES_EXCEEDED_MAX_SIZE'), 'resource'],
  ['a mistake of ours', new TypeError('undefined is no function'), 'fault'],
  ['a code that is not known', coded('ERR_INVALID_ARG_TYPE'), 'fault'],
  ['something that is no error', 'text', 'fault'],
])('%s', (_, error, category) => expect(classifyError(error)).toMatchObject({ category }));

test('what is wrapped as unavailable is what its cause is, and else something that failed', () => {
  const causes = fc.constantFrom<[unknown, string]>(
    [coded('ECONNRESET'), 'network'],
    [coded('40001'), 'database'],
    [coded('ENOSPC'), 'resource'],
    [new HttpStatusError(401, 'x'), 'authentication'],
    [new TypeError('x'), 'external_api'],
    [undefined, 'external_api'],
  );
  fc.assert(
    fc.property(causes, fc.integer({ min: 0, max: 2 }), ([cause, category], wrappings) => {
      let inner = cause;
      for (let i = 0; i < wrappings; i += 1) inner = new Error('around', { cause: inner });
      expect(classifyError(unavailable('Down.', 1, inner)).category).toBe(category);
    }),
  );
});

test('an error that causes itself has a class all the same', () => {
  const round = new Error('round');
  round.cause = round;
  expect(classifyError(round).category).toBe('fault');
});

test('only who is told to wait must wait', () => {
  for (const code of errorCodes) {
    const expected = code === 'RATE_LIMITED' ? 3_000 : 0;
    expect(requiredWaitMs(new AppError(code, 'x', { retryAfter: 3 }))).toBe(expected);
  }
  expect(requiredWaitMs(new AppError('RATE_LIMITED', 'x'))).toBe(0);
  expect(requiredWaitMs(new Error('x'))).toBe(0);
});
