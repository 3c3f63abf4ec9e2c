import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  maxSteps,
  mayStart,
  placeStep,
  requireDistinctKeys,
  requireStart,
  requireStepKey,
  statusAfterExit,
  stepStatuses,
} from './step.rules.ts';

describe('requireStart', () => {
  test.each(stepStatuses)('a step that is %s', (status) => {
    const start = () => requireStart({ status }, undefined);
    expect(mayStart(status)).toBe(status === 'PENDING' || status === 'FAILED');
    if (mayStart(status)) expect(start).not.toThrow();
    else {
      expect(start).toThrow(
        expect.objectContaining({
          code: 'CONFLICT',
          details: { field: 'input.stepId', state: status, allowed: ['PENDING', 'FAILED'] },
        }),
      );
    }
  });

  test('an earlier step that is not completed comes first', () => {
    const earlier = { stepKey: 'prepare', status: 'FAILED' } as const;
    expect(() => requireStart({ status: 'PENDING' }, earlier)).toThrow(
      expect.objectContaining({
        code: 'CONFLICT',
        details: {
          field: 'input.stepId',
          state: 'PENDING',
          reasons: ['Step "prepare" is FAILED.'],
        },
      }),
    );
  });
});

test('exit code 0 alone is success', () => {
  expect(statusAfterExit(0)).toBe('COMPLETED');
  fc.assert(
    fc.property(
      fc.integer().filter((code) => code !== 0),
      (code) => expect(statusAfterExit(code)).toBe('FAILED'),
    ),
  );
});

describe('keys', () => {
  test('are trimmed and bounded', () => {
    expect(requireStepKey(' a ', 'f')).toBe('a');
    for (const key of ['', ' ', 'x'.repeat(256)]) {
      expect(() => requireStepKey(key, 'input.stepKey')).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      );
    }
  });

  test('must differ within a workflow', () => {
    expect(() => requireDistinctKeys(['a', 'b', 'A'])).not.toThrow();
    expect(() => requireDistinctKeys(['a', 'b', 'a'])).toThrow(
      expect.objectContaining({ code: 'CONFLICT', details: { field: 'input.steps[2].stepKey' } }),
    );
  });
});

describe('placeStep', () => {
  const places = { count: 4, highest: 6, begun: 2 };

  test('puts a step last unless told', () => {
    expect(placeStep(null, places)).toBe(7);
    expect(placeStep(undefined, { count: 0, highest: -1, begun: -1 })).toBe(0);
  });

  test('lets a step in between those that have not begun', () => {
    expect(placeStep(3, places)).toBe(3);
    expect(placeStep(50, places)).toBe(50);
  });

  test.each([2, 0, -1, 2_147_483_648])('refuses the index %d', (index) => {
    expect(() => placeStep(index, places)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: expect.objectContaining({ field: 'input.stepIndex' }),
      }),
    );
  });

  test('refuses when the workflow is full', () => {
    expect(() => placeStep(null, { ...places, count: maxSteps })).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
  });
});
