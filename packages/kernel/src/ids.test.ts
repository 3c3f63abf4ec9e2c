/** Ids: their form, and that those of one process sort in the order in which they were made. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createIdSource, isUuid, newId, requireUuid } from './ids.ts';

describe('ids', () => {
  test('are UUIDs of version 7 with the time in front', () => {
    const id = createIdSource(() => 0x0123456789ab)();
    expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(isUuid(newId())).toBe(true);
  });

  test('never repeat and always grow, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 50 }),
        (clock) => {
          let reading = 0;
          const next = createIdSource(() => clock[reading++ % clock.length] ?? 1);
          const ids = Array.from({ length: 200 }, next);
          expect(ids).toEqual([...new Set(ids)].sort());
        },
      ),
    );
  });

  test('a millisecond that is full borrows from the next', () => {
    const next = createIdSource(() => 7);
    const ids = Array.from({ length: 10_000 }, next);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted());
  });
});

describe('requireUuid', () => {
  test('gives the lower case form', () =>
    expect(requireUuid('01234567-89AB-7000-8000-0123456789AB', 'Agent')).toBe(
      '01234567-89ab-7000-8000-0123456789ab',
    ));

  test.each([
    '',
    'x',
    '01234567-89ab-7000-8000-0123456789a',
    '{01234567-89ab-7000-8000-0123456789ab}',
    "' or 1=1 --",
  ])('an id that cannot exist is not found: %j', (id) =>
    expect(() => requireUuid(id, 'Agent')).toThrow('No such Agent.'),
  );
});
