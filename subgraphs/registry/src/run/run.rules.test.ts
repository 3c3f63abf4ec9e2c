import { expect, test } from '@jest/globals';
import { requireUnderWay, runOutcomes } from './run.rules.ts';

test('a run that is under way may end', () => {
  expect(() => requireUnderWay('RUNNING', 'Run')).not.toThrow();
});

test.each(runOutcomes)('a run that is %s stays so', (status) => {
  expect(() => requireUnderWay(status, 'Run')).toThrow(
    expect.objectContaining({
      code: 'CONFLICT',
      details: { field: 'input.id', state: status, allowed: [] },
    }),
  );
});
