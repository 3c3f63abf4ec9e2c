/** What is kept never passes either bound, whatever is asked for, and what is asked for often stays. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTextCache } from './text-cache.ts';

test('neither bound is ever passed, and every value is the one of its key', () => {
  const text = fc.record({ key: fc.nat(30), length: fc.nat(150) });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
      const cache = createTextCache<{ key: number }>({ maxEntries: 5, maxCharacters: 100 });
      for (const { key, length } of texts) {
        const value = cache.remember(String(key), length, () => ({ key }));
        expect(value.key).toBe(key);
        const { entries, characters } = cache.size();
        expect(entries).toBeLessThanOrEqual(5);
        expect(characters).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test('a flood of texts that are used once leaves what is used again and again', () => {
  const cache = createTextCache<{ made: number }>({ maxEntries: 10, maxCharacters: 1_000 });
  let made = 0;
  const create = () => ({ made: (made += 1) });
  const first = cache.remember('hot', 10, create);
  for (let index = 0; index < 1_000; index += 1) {
    cache.remember(`unique ${index}`, 10, create);
    expect(cache.remember('hot', 10, create)).toBe(first);
  }
});

test('a text that is longer than all may be together is answered and not kept', () => {
  const cache = createTextCache<object>({ maxEntries: 10, maxCharacters: 100 });
  const hot = cache.remember('hot', 10, () => ({}));
  expect(cache.remember('giant', 101, () => ({}))).toBeDefined();
  expect(cache.size()).toEqual({ entries: 1, characters: 10 });
  expect(cache.remember('hot', 10, () => ({}))).toBe(hot);
});
