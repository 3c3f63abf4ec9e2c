import { describe, expect, test } from '@jest/globals';
import {
  MAX_TIMESTEP,
  type RewardComponent,
  type RewardDecompositionInput,
  checkRewardSum,
  findRewardFaults,
} from './reward-decomposition.rules.ts';

const sound: RewardDecompositionInput = {
  timestep: 0,
  totalReward: 0.25,
  components: [
    { name: 'nash', value: -0.5 },
    { name: 'tag_bias', value: 0.75 },
  ],
};

describe('the sum', () => {
  test('of matching components adds up', () => {
    expect(checkRewardSum(sound)).toEqual({
      sum: 0.25,
      expected: 0.25,
      difference: 0,
      tolerance: 1e-6 * 1.25,
      addsUp: true,
    });
  });

  test('that does not is flagged with the difference', () => {
    expect(checkRewardSum({ ...sound, totalReward: 1 })).toMatchObject({
      sum: 0.25,
      expected: 1,
      difference: -0.75,
      addsUp: false,
    });
  });

  test.each([
    { totalReward: 0.25 + 1.2e-6, addsUp: true },
    { totalReward: 0.25 + 1.3e-6, addsUp: false },
  ])('is compared with 1e-6 of the components ($totalReward: $addsUp)', (vector) => {
    const { addsUp } = checkRewardSum({ ...sound, totalReward: vector.totalReward });
    expect(addsUp).toBe(vector.addsUp);
  });
});

describe('faults', () => {
  test('a sound decomposition has none, whether or not it adds up', () => {
    expect(findRewardFaults(sound)).toEqual([]);
    expect(findRewardFaults({ ...sound, totalReward: 99, timestep: MAX_TIMESTEP })).toEqual([]);
  });

  test.each([-1, 0.5, Number.NaN, MAX_TIMESTEP + 1])('a timestep of %d', (timestep) => {
    expect(findRewardFaults({ ...sound, timestep })).toEqual([
      { path: 'timestep', message: 'is not a whole number from 0 to 2147483647' },
    ]);
  });

  test('no components', () => {
    expect(findRewardFaults({ ...sound, components: [] })).toEqual([
      { path: 'components', message: 'is empty' },
    ]);
  });

  test('all of them in one go', () => {
    const text = { name: 'temporal', value: '0.5' } as unknown as RewardComponent;
    const components = [
      { name: 'nash', value: Number.NaN },
      { name: 'nash', value: 1 },
      { name: ' ', value: Number.POSITIVE_INFINITY },
      text,
    ];
    const faults = findRewardFaults({ timestep: -3, totalReward: Number.NaN, components });
    expect(faults.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'timestep is not a whole number from 0 to 2147483647',
      'totalReward is NaN',
      'components[1].name repeats components[0].name',
      'components[2].name is blank',
      'components[0].value is NaN',
      'components[2].value is infinite',
      'components[3].value is not a number',
    ]);
  });

  test('components that cannot be summed', () => {
    const components = [
      { name: 'nash', value: 1e308 },
      { name: 'temporal', value: 1e308 },
    ];
    expect(findRewardFaults({ ...sound, components })).toMatchObject([{ path: 'components' }]);
  });
});
