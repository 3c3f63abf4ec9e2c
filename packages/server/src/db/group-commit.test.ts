/** Group commit alone: grouping, order, bounds, whom a failure reaches, and callers that give up. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type GroupCommitOptions, createGroupCommit } from './group-commit.ts';

const pause = () => new Promise((resolve) => setImmediate(resolve));

/** A writer whose answers are ten times the items, and the batches it was given. */
function writer(change: Partial<GroupCommitOptions<number, number>> = {}) {
  const batches: (readonly number[])[] = [];
  const write = createGroupCommit<number, number>({
    commit: async (_, items) => {
      batches.push(items);
      return items.map((item) => item * 10);
    },
    isItemFault: () => true,
    maxBatch: 100,
    maxConcurrent: 1,
    ...change,
  });
  return { batches, write };
}

/** As above, but nothing is written until `open` is called. */
function gated(change: Partial<GroupCommitOptions<number, number>> = {}) {
  const gate = Promise.withResolvers<void>();
  const batches: (readonly number[])[] = [];
  const { write } = writer({
    commit: async (_, items) => {
      batches.push(items);
      await gate.promise;
      return items.map((item) => item * 10);
    },
    ...change,
  });
  return { batches, write, open: () => gate.resolve() };
}

describe('batches', () => {
  test('what arrives together, and what arrives meanwhile, is written in one batch each', async () => {
    const { batches, write, open } = gated();
    const early = [1, 2, 3].map((item) => write('a', item));
    while (batches.length === 0) await pause();
    const late = [4, 5].map((item) => write('a', item));
    open();
    expect(await Promise.all([...early, ...late])).toEqual([10, 20, 30, 40, 50]);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  test('are bounded by weight, but a heavy item is written alone', async () => {
    const { batches, write } = writer({ maxBatchWeight: 10, weightOf: (item) => item });
    await Promise.all([4, 5, 3, 99, 1, 9].map((item) => write('a', item)));
    expect(batches).toEqual([[4, 5], [3], [99], [1, 9]]);
  });

  test('keep the order and the bounds of every group, whatever arrives when', async () => {
    const arrivals = fc.array(
      fc.record({ group: fc.constantFrom('a', 'b', 'c'), wait: fc.boolean() }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 5 }), async (items, maxBatch) => {
        const written = new Map<string, number[]>();
        const busy = new Set<string>();
        const { write } = writer({
          commit: async (group, batch) => {
            expect(busy.has(group)).toBe(false);
            busy.add(group);
            expect(busy.size).toBeLessThanOrEqual(2);
            expect(batch.length).toBeLessThanOrEqual(maxBatch);
            await pause();
            written.set(group, [...(written.get(group) ?? []), ...batch]);
            busy.delete(group);
            return batch;
          },
          maxBatch,
          maxConcurrent: 2,
        });
        const given: Promise<number>[] = [];
        for (const [index, { group, wait }] of items.entries()) {
          given.push(write(group, index));
          if (wait) await pause();
        }
        expect(await Promise.all(given)).toEqual([...items.keys()]);
        for (const group of ['a', 'b', 'c']) {
          const expected = [...items.keys()].filter((index) => items[index]?.group === group);
          expect(written.get(group) ?? []).toEqual(expected);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('failures', () => {
  test('an item that cannot be written fails alone, its batch mates are written in order', async () => {
    const written: number[] = [];
    let attempts = 0;
    const { write } = writer({
      commit: async (_, items) => {
        attempts += 1;
        if (items.includes(37)) throw new Error('poison');
        written.push(...items);
        return items;
      },
    });
    const items = Array.from({ length: 64 }, (_, index) => index);
    const outcomes = await Promise.allSettled(items.map((item) => write('a', item)));
    expect(outcomes.flatMap(({ status }, i) => (status === 'rejected' ? [i] : []))).toEqual([37]);
    expect(written).toEqual(items.filter((item) => item !== 37));
    // Halving finds one among 64 with two attempts a level.
    expect(attempts).toBeLessThanOrEqual(13);
  });

  test("a failure of everything is everybody's at once, and later items are tried again", async () => {
    let isDown = true;
    let attempts = 0;
    const { write } = writer({
      commit: async (_, items) => {
        attempts += 1;
        if (isDown) throw new Error('unreachable');
        return items;
      },
      isItemFault: () => false,
    });
    const outcomes = await Promise.allSettled([write('a', 1), write('a', 2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(attempts).toBe(1);
    isDown = false;
    expect(await write('a', 3)).toBe(3);
  });

  test('a writer that forgets an answer fails the batch', async () => {
    const { write } = writer({ commit: async () => [], isItemFault: () => false });
    await expect(write('a', 1)).rejects.toThrow('answers each item');
  });
});

describe('callers that give up', () => {
  test('are told at once; what still waits is not written, what is being written may be', async () => {
    const { batches, write, open } = gated();
    const giveUp = new AbortController();
    const first = write('a', 1, giveUp.signal);
    while (batches.length === 0) await pause();
    const second = write('a', 2, giveUp.signal);
    const third = write('a', 3);
    giveUp.abort(new Error('too slow'));
    await expect(first).rejects.toThrow('too slow');
    await expect(second).rejects.toThrow('too slow');
    open();
    expect(await third).toBe(30);
    expect(batches).toEqual([[1], [3]]);
  });

  test('before they begin write nothing, and a group of none writes on', async () => {
    const { batches, write } = writer();
    await expect(write('a', 1, AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
    const giveUp = new AbortController();
    const only = write('a', 2, giveUp.signal);
    giveUp.abort(new Error('late'));
    await expect(only).rejects.toThrow('late');
    expect(await write('a', 3)).toBe(30);
    expect(batches).toEqual([[3]]);
  });
});
