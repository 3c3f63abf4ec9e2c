import { describe, expect, test } from '@jest/globals';
import { maxDatasets, requireDatasets } from './dataset-name.rules.ts';

const field = 'input.inputDatasets';
const refusal = (at: string) =>
  expect.objectContaining({
    code: 'BAD_USER_INPUT',
    details: expect.objectContaining({ field: at }),
  });

describe('requireDatasets', () => {
  test.each([null, undefined, []])('%j is none', (datasets) => {
    expect(requireDatasets(datasets, field)).toEqual([]);
  });

  test('trims, keeps the order and each dataset once', () => {
    const b = { namespace: 's3://bucket', name: 'b' };
    const a = { namespace: 's3://bucket', name: 'a' };
    const other = { namespace: 's3', name: '//bucket a' };
    expect(requireDatasets([{ ...b, name: ' b ' }, a, b, other], field)).toEqual([b, a, other]);
  });

  test.each([
    [{ namespace: '', name: 'a' }, `${field}[1].namespace`],
    [{ namespace: 'n', name: ' ' }, `${field}[1].name`],
    [{ namespace: 'n', name: 'x'.repeat(1_001) }, `${field}[1].name`],
  ])('refuses %j', (dataset, at) => {
    const datasets = [{ namespace: 'n', name: 'a' }, dataset];
    expect(() => requireDatasets(datasets, field)).toThrow(refusal(at));
  });

  test('refuses more than an event should carry', () => {
    const many = Array.from({ length: maxDatasets + 1 }, (_, n) => ({
      namespace: 'n',
      name: `${n}`,
    }));
    expect(requireDatasets(many.slice(1), field)).toHaveLength(maxDatasets);
    expect(() => requireDatasets(many, field)).toThrow(refusal(field));
  });
});
