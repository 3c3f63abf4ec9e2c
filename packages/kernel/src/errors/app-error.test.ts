/** Errors that callers act on: what they carry, and what stays behind. */
import { describe, expect, test } from '@jest/globals';
import {
  AppError,
  badInput,
  conflict,
  invariant,
  notFound,
  staleVersion,
  unavailable,
} from './app-error.ts';

describe('AppError', () => {
  test('keeps what is for the log apart from what is for the caller', () => {
    const cause = new Error('connection refused');
    const error = new AppError('UNAVAILABLE', 'Try later.', {
      retryAfter: 2,
      internal: 'pool of registry',
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('AppError');
    expect(error.message).toBe('Try later.');
    expect(error.details).toEqual({ retryAfter: 2 });
    expect([error.internal, error.cause]).toEqual(['pool of registry', cause]);
  });

  test('without more than a code and a message carries nothing else', () => {
    const error = new AppError('FORBIDDEN', 'No.');
    expect(error.details).toEqual({});
    expect(error.internal).toBeUndefined();
    expect('cause' in error).toBe(false);
  });
});

test('each refusal has its code and names the field', () => {
  expect(badInput('input.name', 'Too long.', { allowed: ['1 to 9'] })).toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'input.name', allowed: ['1 to 9'] },
  });
  expect(notFound('Workflow')).toMatchObject({
    code: 'NOT_FOUND',
    message: 'No such Workflow.',
    details: { field: 'id' },
  });
  expect(notFound('Agent', 'input.agentId').details).toEqual({ field: 'input.agentId' });
  expect(conflict('It is over.', { state: 'COMPLETED' })).toMatchObject({
    code: 'CONFLICT',
    details: { state: 'COMPLETED' },
  });
  expect(staleVersion('agent', 7)).toMatchObject({
    code: 'CONFLICT',
    details: { field: 'input.expectedVersion', currentVersion: 7 },
  });
  expect(unavailable('Later.', 3)).toMatchObject({
    code: 'UNAVAILABLE',
    details: { retryAfter: 3 },
  });
});

test('a broken invariant is a fault, not a refusal', () => {
  expect(() => invariant(1 === 1, 'numbers are themselves')).not.toThrow();
  for (const broken of [false, 0, '', null, undefined]) {
    expect(() => invariant(broken, 'something holds')).toThrow('Invariant broken: something holds');
    expect(() => invariant(broken, 'x')).not.toThrow(AppError);
  }
});
