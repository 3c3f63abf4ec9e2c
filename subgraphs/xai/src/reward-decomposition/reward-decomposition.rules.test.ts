import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  MAX_STEPS,
  MAX_TIMESTEP,
  type RewardStep,
  type RewardStepInput,
  checkRewardSum,
  checkSteps,
  stepText,
} from './reward-decomposition.rules.ts';

const sound: RewardStep = {
  timestep: 0,
  totalReward: 0.25,
  componentRewards: { nash: -0.5, tag_bias: 0.75 },
  componentInfluences: { nash: 0.4 },
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

describe('the text of a step', () => {
  test('is equal for a repeat, however its members are ordered', () => {
    const { nash, tag_bias } = sound.componentRewards as { nash: number; tag_bias: number };
    const repeat = { ...sound, componentRewards: { tag_bias, nash } };
    expect(stepText(repeat)).toBe(stepText(sound));
    expect(stepText({ ...sound, totalReward: -0 })).toBe(stepText({ ...sound, totalReward: 0 }));
  });

  test.each([
    { timestep: 1 },
    { totalReward: 0.25000000000000006 },
    { componentRewards: { nash: -0.5 } },
    { componentInfluences: null },
  ])('differs with %j', (change) => {
    expect(stepText({ ...sound, ...change })).not.toBe(stepText(sound));
  });

  test('survives being stored as JSON', () => {
    const numbers = fc.dictionary(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(numbers, (componentRewards) => {
        const step = { ...sound, componentRewards };
        expect(stepText(JSON.parse(JSON.stringify(step)) as RewardStep)).toBe(stepText(step));
      }),
    );
  });
});

describe('steps', () => {
  test('that are sound pass, whether or not they add up', () => {
    const { componentInfluences: _, ...bare } = sound;
    const odd = { ...bare, totalReward: 99, timestep: MAX_TIMESTEP };
    expect(checkSteps([sound, odd])).toEqual({
      steps: [sound, { ...odd, componentInfluences: null }],
    });
  });

  test.each([-1, 0.5, Number.NaN, MAX_TIMESTEP + 1])('of the timestep %d', (timestep) => {
    expect(faultsOf({ ...sound, timestep })).toEqual([
      'steps[0].timestep is not a whole number from 0 to 2147483647',
    ]);
  });

  test.each([undefined, null, 'text', 3, [1]])('of the components %j', (componentRewards) => {
    expect(faultsOf({ ...sound, componentRewards, componentInfluences: null })).toEqual([
      'steps[0].componentRewards is not an object of numbers',
    ]);
  });

  test.each(['text', 3, ['nash']])('of the influences %j', (componentInfluences) => {
    expect(faultsOf({ ...sound, componentInfluences })).toEqual([
      'steps[0].componentInfluences is not an object of numbers',
    ]);
  });

  test.each([0, MAX_STEPS + 1])('%d in number', (count) => {
    expect(faultsOf(...Array.from({ length: count }, () => sound))).toEqual([
      `steps has ${count} entries, not 1 to 1000`,
    ]);
  });

  test('with all faults in one go', () => {
    const odd = {
      timestep: -3,
      totalReward: Number.NaN,
      componentRewards: { nash: Number.NaN, ' ': 1, temporal: '0.5', bias: Infinity },
      componentInfluences: { nash: true, curiosity: 1 },
    };
    const empty = { timestep: 0, totalReward: 0, componentRewards: {} };
    expect(faultsOf(sound, odd, empty)).toEqual([
      'steps[1].timestep is not a whole number from 0 to 2147483647',
      'steps[1].totalReward is NaN',
      'steps[1].componentRewards.nash is NaN',
      'steps[1].componentRewards has a blank name',
      'steps[1].componentRewards.temporal is not a number',
      'steps[1].componentRewards.bias is infinite',
      'steps[1].componentInfluences.nash is not a number',
      'steps[1].componentInfluences.curiosity is of no component of this step',
      'steps[2].timestep repeats steps[0].timestep',
      'steps[2].componentRewards is empty',
    ]);
  });

  test('with components that cannot be summed', () => {
    const componentRewards = { nash: 1e308, temporal: 1e308 };
    expect(faultsOf({ ...sound, componentRewards })).toEqual([
      'steps[0].componentRewards is too large to be summed: ' +
        'the sum exceeds the range of a double',
    ]);
  });
});

function faultsOf(...steps: RewardStepInput[]): string[] {
  const checked = checkSteps(steps);
  if ('steps' in checked) throw new Error('The steps were not refused.');
  return checked.faults.map(({ path, message }) => `${path} ${message}`);
}
