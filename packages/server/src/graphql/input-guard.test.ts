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
    ['a key with a lone surrogate', { input: { a: [{ '\udc00': 1 }] } }, 'input.a[0]'],
    ['what is not a number', { first: Number.NaN }, 'first'],
    ['a number below all others', { input: { x: -Infinity } }, 'input.x'],
    ['the last year of all', { input: { at: new Date('+275760-09-13T00:00:00Z') } }, 'input.at'],
    ['a year before the first', { at: new Date('0000-12-31T23:59:59Z') }, 'at'],
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

  test('take every time of the years 1 to 9999', () => {
    for (const at of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z']) {
      expect(fieldOf({ at: new Date(at) })).toBeUndefined();
    }
  });

  test('are measured in bytes, not in characters', () => {
    const text = 'é'.repeat(maxArgumentBytes / 2);
    expect(fieldOf({ text })).toBe('text');
    expect(fieldOf({ text: text.slice(1) })).toBeUndefined();
    expect(fieldOf({ list: Array.from({ length: 200_000 }, () => 1) })).toBe('list');
  });

  test('refuse depth before they run out of stack', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
    expect(fieldOf({ input: deep })).toMatch(/^input(\.deep)+$/);
  });

  test('refuse what is too large, naming the member to put elsewhere', () => {
    const large = 'x'.repeat(maxArgumentBytes);
    expect(fieldOf({ input: { name: 'small', results: { grid: large } } })).toBe('input.results');
    expect(fieldOf({ input: [large] })).toBe('input');
    expect(fieldOf({ text: large })).toBe('text');
    expect(fieldOf({ input: { results: 'x'.repeat(maxArgumentBytes / 2) } })).toBeUndefined();
  });
});
