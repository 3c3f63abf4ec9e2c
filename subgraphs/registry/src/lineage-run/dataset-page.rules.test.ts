import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageOfDatasets } from './dataset-page.rules.ts';

const refs = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ namespace: 'ns', name: String(i).padStart(5, '0') }));

test('pages lead through the whole list once, in its order', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.integer({ min: 1, max: 60 }), (count, first) => {
      const all = refs(count);
      const seen: unknown[] = [];
      for (let after: string | null = null; ;) {
        const page = pageOfDatasets(all, 'list', { first, after });
        expect(page.nodes.length).toBeLessThanOrEqual(first);
        seen.push(...page.nodes);
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      }
      expect(seen).toEqual(all);
    }),
  );
});

test('a cursor keeps its place when the list grows before it', () => {
  const { pageInfo } = pageOfDatasets(refs(10).slice(5), 'list', { first: 2 });
  const next = pageOfDatasets(refs(10), 'list', { first: 1, after: pageInfo.endCursor });
  expect(next.nodes).toEqual([{ namespace: 'ns', name: '00007' }]);
});

test.each(['nonsense', ''])('refuses the cursor %j', (after) => {
  expect(() => pageOfDatasets(refs(3), 'list', { after })).toThrow('after is not a cursor');
});

test('refuses cursors of other lists, and of what is not in this one', () => {
  const cursor = (list: string) => pageOfDatasets(refs(1), list, {}).pageInfo.endCursor;
  expect(() => pageOfDatasets(refs(3), 'list', { after: cursor('other') })).toThrow('cursor');
  const gone = [{ namespace: 'ns', name: 'x' }];
  expect(() => pageOfDatasets(gone, 'list', { after: cursor('list') })).toThrow('cursor');
});
