import { expect, test } from '@jest/globals';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { accepted, refuseInput, refuseState, throwRefusal } from './refusal.rules.ts';

test('a decision that is no refusal is handed on', () => {
  expect(accepted({ kind: 'start', path: ['RUNNING'] })).toEqual({
    kind: 'start',
    path: ['RUNNING'],
  });
  expect(() => throwRefusal(null)).not.toThrow();
});

test.each([
  refuseInput('input.name', 'No.', ['yes']),
  refuseState('Not now.', { state: 'RUNNING', allowed: ['DRAFT'] }),
])('a refusal becomes the error that clients see ($code)', (refusal) => {
  const { code, message, details } = refusal;
  for (const refuse of [() => accepted(refusal), () => throwRefusal(refusal)]) {
    expect(refuse).toThrow(AppError);
    expect(refuse).toThrow(expect.objectContaining({ code, message, details }));
  }
});
