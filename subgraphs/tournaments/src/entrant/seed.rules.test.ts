import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_ENTRANTS } from './entrant.rules.ts';
import { findSeedRefusal, findTakenSeed } from './seed.rules.ts';

describe('the seeds of a list', () => {
  test('may be absent, and in any order', () => {
    expect(findSeedRefusal([], 'input.entrants')).toBeNull();
    expect(findSeedRefusal([null, 3, null, 1, MAX_ENTRANTS], 'input.entrants')).toBeNull();
  });

  test('are each asked for once', () => {
    expect(findSeedRefusal([2, null, 2], 'input.entrants')).toEqual({
      kind: 'refused',
      code: 'BAD_USER_INPUT',
      message: 'Seed 2 is taken by input.entrants[0].',
      details: { field: 'input.entrants[2].seed' },
    });
  });

  test.each([0, -1, MAX_ENTRANTS + 1, 1.5, Number.NaN])('are not %d', (seed) => {
    const range = `1 to ${MAX_ENTRANTS}`;
    expect(findSeedRefusal([1, seed], 'input.entrants')).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.entrants[1].seed', allowed: [range] },
    });
    expect(findTakenSeed(seed, [])).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.seed', allowed: [range] },
    });
  });

  test('go together exactly when none is asked for twice', () => {
    const seeds = fc.array(fc.option(fc.integer({ min: 1, max: 20 })), { maxLength: 12 });
    fc.assert(
      fc.property(seeds, (list) => {
        const asked = list.filter((seed) => seed !== null);
        const isSound = new Set(asked).size === asked.length;
        expect(findSeedRefusal(list, 'seeds') === null).toBe(isSound);
      }),
    );
  });
});

describe('one more seed', () => {
  test('is free unless somebody has it', () => {
    expect(findTakenSeed(null, [1, null])).toBeNull();
    expect(findTakenSeed(2, [1, null])).toBeNull();
    expect(findTakenSeed(1, [null, 1])).toEqual({
      kind: 'refused',
      code: 'CONFLICT',
      message: 'Seed 1 is taken by another entrant.',
      details: { field: 'input.seed' },
    });
  });
});
