import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatNodeId, MAX_NODE_CANDIDATES, nodeKey, parseNodeId } from './lineage-node.rules.ts';

describe('the likeliest node comes first', () => {
  test.each([
    ['job:food_delivery:etl_menus', 'food_delivery', 'etl_menus'],
    ['dataset:postgres://host:5432:db.schema.table', 'postgres://host:5432', 'db.schema.table'],
    ['dataset:s3://bucket:path/to/x', 's3://bucket', 'path/to/x'],
    ['dataset:file:/tmp/warehouse', 'file', '/tmp/warehouse'],
    [
      'dataset:arn:aws:glue:us-east-1:123456789012:table/db/t',
      'arn:aws:glue:us-east-1:123456789012',
      'table/db/t',
    ],
    ['dataset:bigquery:https://x', 'bigquery', 'https://x'],
    ['job::', '', ''],
  ])('%s', (nodeId, namespace, name) => {
    expect(parseNodeId(nodeId)[0]).toEqual({ kind: nodeId.split(':')[0], namespace, name });
  });
});

test('other divisions follow from right to left, those of a scheme last', () => {
  const candidates = parseNodeId('dataset:pg://h:1:a:b').map(({ namespace, name }) => [
    namespace,
    name,
  ]);
  expect(candidates).toEqual([
    ['pg://h:1:a', 'b'],
    ['pg://h:1', 'a:b'],
    ['pg://h', '1:a:b'],
    ['pg', '//h:1:a:b'],
  ]);
});

test.each(['', 'job', 'job:', 'job:x', 'run:a:b', 'Job:a:b', ' job:a:b'])('%j is no node', (id) => {
  expect(parseNodeId(id)).toEqual([]);
});

test('any node is among the candidates of its id, and each candidate has that id', () => {
  const part = fc.string({ unit: fc.constantFrom(':', '/', 'a', '.', '\n'), maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom('job', 'dataset'), part, part, (kind, namespace, name) => {
      const node = { kind, namespace, name };
      const candidates = parseNodeId(formatNodeId(node));
      expect(candidates).toContainEqual(node);
      for (const candidate of candidates) expect(formatNodeId(candidate)).toBe(formatNodeId(node));
      expect(new Set(candidates.map(({ name: end }) => end.length)).size).toBe(candidates.length);
    }),
  );
});

test('an id of nothing but colons has a bounded number of candidates', () => {
  expect(parseNodeId(`job${':'.repeat(10_000)}`)).toHaveLength(MAX_NODE_CANDIDATES);
});

test('keys tell nodes apart however their names are divided, and are bounded', () => {
  const refs = [
    { namespace: 'a', name: 'b:c' },
    { namespace: 'a:b', name: 'c' },
    { namespace: 'a","b', name: 'c' },
    { namespace: 'a', name: 'b","c' },
    { namespace: 'x'.repeat(100_000), name: '' },
  ];
  const keys = refs.map(nodeKey);
  expect(new Set(keys).size).toBe(refs.length);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
});
