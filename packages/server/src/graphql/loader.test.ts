/** Loaders: each key gets its own answer, whatever order and number the rows have. */
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { batched, loadMany, loadOne, perArguments } from './loader.ts';

interface Row {
  readonly key: string;
  readonly n: number;
}
const keyOf = (row: Row) => row.key;

describe('loadOne', () => {
  test('matches rows to keys by the key they carry', async () => {
    const keys = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(keys, fc.array(fc.nat()), async (wanted, shuffle) => {
        const rows = wanted
          .filter((_, index) => index % 3 !== 1)
          .map((key, n) => ({ key, n }))
          .toSorted((a, b) => (shuffle[a.n] ?? 0) - (shuffle[b.n] ?? 0));
        const loader = loadOne<Row>(async () => rows, keyOf);
        const answers = await Promise.all(wanted.map((key) => loader.load(key)));
        expect(answers.map((row) => row?.key ?? null)).toEqual(
          wanted.map((key, index) => (index % 3 === 1 ? null : key)),
        );
      }),
    );
  });

  test('asks once for all keys of a turn, and for each key once', async () => {
    const asked: (readonly string[])[] = [];
    const loader = loadOne<Row>(async (keys) => {
      asked.push(keys);
      return [];
    }, keyOf);
    await Promise.all(['a', 'b', 'a', 'c', 'b'].map((key) => loader.load(key)));
    expect(asked).toEqual([['a', 'b', 'c']]);
  });

  test('splits what is too much for one statement', async () => {
    const sizes: number[] = [];
    const loader = loadOne<Row>(async (keys) => {
      sizes.push(keys.length);
      return keys.map((key, n) => ({ key, n }));
    }, keyOf);
    const keys = Array.from({ length: 2_500 }, (_, index) => String(index));
    const rows = await loader.loadMany(keys);
    expect(sizes).toEqual([1_000, 1_000, 500]);
    expect(rows.map((row) => (row as Row).key)).toEqual(keys);
  });
});

describe('loadMany', () => {
  test('gives each key its rows in their order, and an empty list for none', async () => {
    const rows = [
      { key: 'b', n: 1 },
      { key: 'a', n: 2 },
      { key: 'b', n: 3 },
    ];
    const loader = loadMany<Row>(async () => rows, keyOf);
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((key) => loader.load(key)));
    expect([a, b, c].map((some) => some?.map(({ n }) => n))).toEqual([[2], [1, 3], []]);
  });
});

test('a batch with too few or too many answers is an error, never a wrong answer', async () => {
  for (const count of [0, 1, 3]) {
    const loader = batched(async () => Array.from({ length: count }, () => 'x'));
    const answers = await Promise.allSettled(['a', 'b'].map((key) => loader.load(key)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  }
});

test('a failing batch fails its own keys only', async () => {
  let calls = 0;
  const loader = batched(async (keys) => {
    calls += 1;
    if (calls === 1) throw new Error('no');
    return keys;
  });
  await expect(loader.load('a')).rejects.toThrow('no');
  expect(await loader.load('b')).toBe('b');
});

test('loaders with arguments: one for each distinct set', async () => {
  const batches: string[] = [];
  const load = perArguments((args: { first: number }) =>
    batched(async (keys) => {
      batches.push(`${args.first}: ${keys.join()}`);
      return keys;
    }),
  );
  const asked = [
    load({ first: 1 }).load('a'),
    load({ first: 1 }).load('b'),
    load({ first: 2 }).load('a'),
  ];
  await Promise.all(asked);
  expect(batches).toEqual(['1: a,b', '2: a']);
});
