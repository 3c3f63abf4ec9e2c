// The setting of progressive overrides: every list that is written is read as it was meant.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overrideLabelsSetting } from './override-labels-setting.ts';

const read = (text: string) => overrideLabelsSetting.parse(text);

describe('OVERRIDE_LABELS', () => {
  test.each([
    [' ', []],
    ['beta', [{ label: 'beta', percent: 100 }]],
    [
      ' new-prices , a:b/c.d_e=0.5,,',
      [
        { label: 'new-prices', percent: 100 },
        { label: 'a:b/c.d_e', percent: 0.5 },
      ],
    ],
    [
      'off=0,on=100',
      [
        { label: 'off', percent: 0 },
        { label: 'on', percent: 100 },
      ],
    ],
  ])('%j', (text, shares) => expect(read(text)).toEqual(shares));

  test('is empty when it is not given', () => {
    expect(overrideLabelsSetting.parse(undefined)).toEqual([]);
  });

  const label = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_:./-]{0,20}$/);
  const percent = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(0.5, 99.99999999));
  const shares = fc.uniqueArray(fc.record({ label, percent }), { selector: (each) => each.label });
  test('has every label with its share', () => {
    fc.assert(
      fc.property(shares, (all) => {
        expect(read(all.map((each) => `${each.label}=${each.percent}`).join(','))).toEqual(all);
      }),
    );
  });

  test.each([
    ['1st', '"1st"'],
    ['beta=', '"beta="'],
    ['beta=101', '"beta=101"'],
    ['beta=-1', '"beta=-1"'],
    ['beta=1e1', '"beta=1e1"'],
    ['beta=1=2', '"beta=1=2"'],
    ['a,percent(25)', '"percent(25)"'],
    ['a;b', '"a;b"'],
    ['a b', '"a b"'],
  ])('%s is refused by its wrong item', (text, item) => {
    const { error } = overrideLabelsSetting.safeParse(text);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^must be labels .*; .* is not$/),
    ]);
    expect(error?.issues[0]?.message).toContain(item);
  });

  test('a label twice is refused', () => {
    expect(() => read('a=1,b,a')).toThrow('has the label a more than once');
  });
});
