import { describe, expect, test } from '@jest/globals';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import {
  type AnalysisContent,
  type GivenAnalysis,
  hashContent,
  requireContent,
  requireDuration,
} from './analysis.rules.ts';

const attribution = { values: [1, -2] };
const sound: GivenAnalysis = { analysisType: 'ATTRIBUTION', method: 'lime', attribution };

describe('the content of an analysis', () => {
  test('is complete and trimmed', () => {
    expect(requireContent({ ...sound, method: ' lime ', fallbackFrom: ' ' })).toEqual({
      analysisType: 'ATTRIBUTION',
      method: 'lime',
      status: 'COMPLETED',
      failureReason: null,
      fallbackFrom: null,
      config: {},
      artifactsPath: null,
      results: null,
      attribution: {
        values: [1, -2],
        featureNames: null,
        input: null,
        baseline: null,
        target: null,
        output: null,
        baselineOutput: null,
      },
    });
  });

  test('of kinds other than attribution has a method of any name', () => {
    const probe = { analysisType: 'PROBE', results: [] } as const;
    expect(requireContent({ ...probe, method: 'my own', fallbackFrom: 'another' })).toMatchObject({
      method: 'my own',
      fallbackFrom: 'another',
    });
    expect(fieldOf({ ...sound, method: 'my own' })).toBe('input.method');
    expect(fieldOf({ ...sound, fallbackFrom: 'another' })).toBe('input.fallbackFrom');
  });

  test('has a result of its own, or a path to it', () => {
    const { attribution: _, ...bare } = sound;
    expect(fieldOf(bare)).toBe('input.attribution');
    expect(fieldOf({ ...bare, artifactsPath: '/tmp/values.npy' })).toBeUndefined();
    expect(fieldOf({ analysisType: 'OVERLAY', method: 'grid' })).toBe('input.results');
  });

  test('that failed may point to what was left behind', () => {
    const failed = { status: 'FAILED', failureReason: 'why', artifactsPath: '/tmp/log' } as const;
    expect(fieldOf({ analysisType: 'OVERLAY', method: 'grid', ...failed })).toBeUndefined();
  });
});

describe('the hash of a content', () => {
  const content = requireContent(sound);

  test('is that of its canonical JSON', () => {
    // printf %s '{"analysisType":"ATTRIBUTION","artifactsPath":null,…,"status":"COMPLETED"}' | sha256sum
    expect(hashContent(content)).toBe(
      '89ccc2260974e602c7fe6f4edbc7c66591efc01cc53e08c0c4edf0c0d87ffd2c',
    );
  });

  test.each<Partial<AnalysisContent>>([
    { method: 'shap' },
    { fallbackFrom: 'shap' },
    { config: { steps: 1 } },
    { attribution: { ...content.attribution!, values: [1, -2.0000000000000004] } },
    { attribution: { ...content.attribution!, featureNames: ['a', 'b'] } },
  ])('differs with %j', (change) => {
    expect(hashContent({ ...content, ...change })).not.toBe(hashContent(content));
  });
});

test('a duration is a number of milliseconds, or not known', () => {
  expect(requireDuration(0)).toBe(0);
  expect(requireDuration(undefined)).toBeNull();
  for (const bad of [-0.1, Number.NaN, Infinity]) {
    expect(() => requireDuration(bad)).toThrow('0 or more');
  }
});

/** The field that is refused, if any. */
function fieldOf(given: GivenAnalysis): string | undefined {
  try {
    requireContent(given);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_USER_INPUT') return error.details.field;
    throw error;
  }
}
