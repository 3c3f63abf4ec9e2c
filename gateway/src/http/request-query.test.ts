/** Parameters of a URL, which are read before anybody has shown who it is. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseQuery } from './request-query.ts';

describe('parameters of a URL', () => {
  const names = fc.constantFrom('query', 'id', '__proto__', 'constructor', '');

  test('each name has its values in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string({ unit: 'binary' }))), (pairs) => {
        const search = new URLSearchParams(pairs);
        const found = parseQuery(search.toString());
        for (const name of new Set(search.keys())) {
          expect([found[name]].flat()).toEqual(search.getAll(name));
        }
        expect(Object.keys(found).length).toBe(new Set(search.keys()).size);
      }),
    );
  });

  test('a name that is repeated hundreds of thousands of times is read in a moment', () => {
    const times = 300_000;
    expect(parseQuery('a&'.repeat(times))['a']).toHaveLength(times);
  });
});
