// Goal: a dataset has one version for each content that was written to it.
import { describe, expect, test } from '@jest/globals';
import { type DatasetVersion, mergeVersions, versionsOfEvent } from './dataset-version.rules.ts';
import { readLineageEvent } from './openlineage.rules.ts';

interface Shown {
  readonly fields?: readonly object[];
  readonly version?: string;
}

const versions = (second: number, place: string, { fields, version }: Shown): DatasetVersion[] => {
  const facets = {
    ...(fields && { schema: { fields } }),
    ...(version && { version: { datasetVersion: version } }),
  };
  const dataset = { namespace: 'n', name: 'd', facets };
  const result = readLineageEvent(
    JSON.stringify({
      eventTime: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
      producer: 'https://p/',
      ...(place === 'dataset'
        ? { dataset }
        : { job: { namespace: 'n', name: 'j' }, [place]: [dataset] }),
    }),
  );
  if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
  return versionsOfEvent(result);
};
const output = (second: number, shown: Shown): DatasetVersion[] =>
  versions(second, 'outputs', shown);
const hashOf = (shown: Shown): string | undefined => output(0, shown)[0]?.hash;

describe('content', () => {
  const plain = hashOf({ fields: [{ name: 'a', type: 'int' }, { name: 'b' }] });

  test.each<[string, Shown]>([
    ['another type', { fields: [{ name: 'a', type: 'long' }, { name: 'b' }] }],
    ['another name', { fields: [{ name: 'A', type: 'int' }, { name: 'b' }] }],
    ['another order', { fields: [{ name: 'b' }, { name: 'a', type: 'int' }] }],
    ['one field less', { fields: [{ name: 'a', type: 'int' }] }],
    ['no fields', { fields: [] }],
    [
      'a nested field',
      {
        fields: [
          { name: 'a', type: 'int' },
          { name: 'b', fields: [{ name: 'c' }] },
        ],
      },
    ],
    ['a version name', { fields: [{ name: 'a', type: 'int' }, { name: 'b' }], version: '1' }],
    ['a version name only', { version: '1' }],
  ])('%s is another version', (_, shown) => {
    expect(hashOf(shown)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(shown)).not.toBe(plain);
  });

  test('descriptions and other members are none', () => {
    const fields = [
      { name: 'a', type: 'int', description: 'x', ordinal_position: 1 },
      { name: 'b' },
    ];
    expect(hashOf({ fields })).toBe(plain);
  });

  test('nothing said, nothing shown', () => expect(output(0, {})).toEqual([]));
});

test('outputs and dataset events show versions, inputs do not', () => {
  const shown = { version: '1' };
  expect(versions(0, 'outputs', shown)).toHaveLength(1);
  expect(versions(0, 'dataset', shown)).toHaveLength(1);
  expect(versions(0, 'inputs', shown)).toHaveLength(0);
});

test('a content that comes back is the same version, and is the present one', () => {
  const all = [
    output(3, { version: 'a' }),
    output(1, { version: 'a' }),
    output(2, { version: 'b' }),
  ];
  const merged = all.reduce(mergeVersions);
  expect(merged.map(({ version, first, last }) => [version, first.at, last.at])).toEqual([
    ['a', '2026-01-01T00:00:01.000Z', '2026-01-01T00:00:03.000Z'],
    ['b', '2026-01-01T00:00:02.000Z', '2026-01-01T00:00:02.000Z'],
  ]);
  const present = merged.toSorted((a, b) => (a.last.stamp < b.last.stamp ? 1 : -1))[0];
  expect(present?.version).toBe('a');
});

test('the fields shown are those of the last event, with its descriptions', () => {
  const described = (description: string): Shown => ({ fields: [{ name: 'a', description }] });
  const merged = mergeVersions(output(2, described('new')), output(1, described('old')));
  expect(merged[0]?.fields?.[0]?.description).toBe('new');
});
