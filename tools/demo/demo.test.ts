/** What the demonstration computes is right: its games by hand, its explanations by their axioms. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cooperationProbability,
  featureNames,
  featuresOf,
  playGame,
  roundsPerGame,
  strategies,
} from './dilemma.ts';
import { methods } from './explain.ts';
import { createProgress } from './progress.ts';

const strategy = (name: string) => strategies[name] ?? (() => 'C');

describe('games', () => {
  test.each([
    ['tit for tat', 'tit for tat', [600, 600]],
    ['always defect', 'tit for tat', [5 + 199, 199]],
    ['always defect', 'grim trigger', [5 + 199, 199]],
    ['always defect', 'tit for two tats', [10 + 198, 198]],
    // They take turns at exploiting each other.
    ['suspicious tit for tat', 'tit for tat', [500, 500]],
  ])('%s against %s', (one, other, points) => {
    expect(playGame(strategy(one), strategy(other)).points).toEqual(points);
  });

  test('features are in their order and within their ranges', () => {
    const { history } = playGame(strategy('logistic'), strategy('always defect'));
    const features = featuresOf(history);
    expect(features).toHaveLength(featureNames.length);
    expect(features).toEqual([-1, -1, 0, 1]);
    expect(history.own).toHaveLength(roundsPerGame);
  });
});

const features = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: 4,
  maxLength: 4,
});

describe('explanations', () => {
  const explain = (method: string, input: number[], baseline: number[]) =>
    methods[method]?.({ model: cooperationProbability, input, baseline }) ?? [];
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

  test.each([
    // Efficiency; completeness.
    ['shapley_values', 9],
    ['integrated_gradients', 5],
  ])('%s sum up to what is explained', (method, digits) => {
    fc.assert(
      fc.property(features, features, (input, baseline) => {
        const difference = cooperationProbability(input) - cooperationProbability(baseline);
        expect(sum(explain(method, input, baseline))).toBeCloseTo(difference, digits);
      }),
      { numRuns: 20 },
    );
  });

  test('a feature that is as in the baseline explains nothing', () => {
    fc.assert(
      fc.property(features, (input) => {
        const baseline = input.map((value, index) => (index === 2 ? value : 0));
        for (const method of ['shapley_values', 'integrated_gradients']) {
          expect(explain(method, input, baseline)[2]).toBeCloseTo(0, 9);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('progress', () => {
  const shown = (isTTY: boolean, units: number) => {
    let text = '';
    const output = { isTTY, write: (part: string) => void (text += part) };
    const advance = createProgress(output, new AbortController().signal).begin('counting', 2);
    for (let unit = 0; unit < units; unit += 1) advance();
    return text;
  };

  test('redraws one line on a terminal', () => {
    expect(shown(true, 1).split('\r')).toHaveLength(3);
    expect(shown(true, 1)).not.toContain('\n');
    expect(shown(true, 2)).toMatch(/2\/2\n$/);
  });

  test('elsewhere is one line when it is done', () => {
    expect(shown(false, 1)).toBe('');
    expect(shown(false, 2)).toMatch(/^ {2}counting +█+ 2\/2\n$/);
  });

  test('stops the work when it is to stop', () => {
    const advance = createProgress({ write: () => undefined }, AbortSignal.abort()).begin('x', 1);
    expect(advance).toThrow('aborted');
  });
});
