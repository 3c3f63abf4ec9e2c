import { describe, expect, test } from '@jest/globals';
import { AppError } from '../errors/app-error.ts';
import { requireTags, requireWords } from './words.ts';

const limits = { maxWords: 3, maxLength: 4 };

describe('requireWords', () => {
  test('trims, keeps the order and each word once', () => {
    expect(requireWords([' b ', 'a', 'b'], 'words', limits)).toEqual(['b', 'a']);
  });

  test.each([null, undefined, []])('%j is no word', (words) => {
    expect(requireWords(words, 'words', limits)).toEqual([]);
  });

  test.each([
    [['a', ''], 'words[1]'],
    [['a', '  '], 'words[1]'],
    [['abcde'], 'words[0]'],
    [['a', 'a', 'a', 'a'], 'words'],
  ])('refuses %j naming %s', (words, field) => {
    expect(() => requireWords(words, 'words', limits)).toThrow(AppError);
    expect(() => requireWords(words, 'words', limits)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: expect.objectContaining({ field }),
      }),
    );
  });

  test('counts characters, not UTF-16 units', () => {
    expect(requireWords(['😀😀😀😀'], 'words', limits)).toEqual(['😀😀😀😀']);
  });
});

test('an object has at most 100 tags', () => {
  const tags = Array.from({ length: 101 }, (_, i) => `t${i}`);
  expect(requireTags(tags.slice(1))).toHaveLength(100);
  expect(() => requireTags(tags)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});
