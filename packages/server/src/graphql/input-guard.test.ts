import { describe, expect, test } from '@jest/globals';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { guardArguments, maxArgumentBytes, maxArgumentDepth } from './input-guard.ts';

function fieldOf(args: Record<string, unknown>): string | undefined {
  try {
    guardArguments(args);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_USER_INPUT') return error.details.field;
    throw error;
  }
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

describe('guarded arguments', () => {
  test('pass when they can be stored', () => {
    const input = { name: 'Ünïcode 🎲', at: new Date(0), list: [1, null, { deep: true }] };
    expect(fieldOf({ input, first: 3, after: null })).toBeUndefined();
  });

  test.each([
    ['NUL', { input: { names: ['ok', 'a\0b'] } }, 'input.names[1]'],
    ['a lone surrogate', { input: { name: '\ud800' } }, 'input.name'],
    ['a key with NUL', { input: { metadata: { 'a\0': 1 } } }, 'input.metadata'],
    [
      'a number that is not finite',
      { input: { config: { x: [1, Infinity] } } },
      'input.config.x[1]',
    ],
    ['a year that clients cannot read', { at: new Date(8.64e15) }, 'at'],
    ['an invalid time', { at: new Date(Number.NaN) }, 'at'],
  ])('refuse %s by its path', (_, args, field) => {
    expect(fieldOf(args)).toBe(field);
  });

  test('refuse what is nested too deep, and nothing shallower', () => {
    expect(fieldOf({ input: nested(maxArgumentDepth) })).toBeUndefined();
    expect(fieldOf({ input: nested(maxArgumentDepth + 1) })).toMatch(/^input(\[0\])+$/);
  });

  test('refuse what is too large, naming the member to put elsewhere', () => {
    const large = 'x'.repeat(maxArgumentBytes);
    expect(fieldOf({ input: { name: 'small', results: { grid: large } } })).toBe('input.results');
    expect(fieldOf({ input: [large] })).toBe('input');
    expect(fieldOf({ text: large })).toBe('text');
    expect(fieldOf({ input: { results: 'x'.repeat(maxArgumentBytes / 2) } })).toBeUndefined();
  });
});
