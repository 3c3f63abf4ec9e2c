/** What a fetch says of the fields that it brings. */
import { describe, expect, test } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import { fetchedFields } from './fetched-fields.ts';
import type { FetchNode } from './plan.ts';

function fieldsOf(operation: string, more: Partial<FetchNode> = {}): unknown {
  const operationKind = OperationTypeNode.QUERY;
  const plain = (value: unknown): unknown =>
    value instanceof Map
      ? Object.fromEntries([...value].map(([name, below]) => [name, plain(below)]))
      : value;
  const fetch = {
    kind: 'Fetch',
    serviceName: 'a',
    operationName: undefined,
    operationKind,
  } as const;
  return plain(fetchedFields({ ...fetch, operation, ...more }));
}

describe('the fields of a fetch', () => {
  test('by their aliases, in fragments too, objects with their own', () => {
    const operation = '{ a one: b { c ... on T { d { e } } ...F } } fragment F on T { d { f } g }';
    expect(fieldsOf(operation)).toEqual({
      a: null,
      one: { c: null, d: { e: null, f: null }, g: null },
    });
  });

  test('of entities are those of each entity', () => {
    const operation =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on T { a } ... on U { b { c } } } }';
    expect(fieldsOf(operation, { requires: [] })).toEqual({ a: null, b: { c: null } });
  });

  test('stand under the names that the plan gives them afterwards, too', () => {
    const rename = (path: string[], renameKeyTo: string) =>
      ({ kind: 'KeyRenamer', path, renameKeyTo }) as const;
    const outputRewrites = [
      rename(['t', '... on U', 'size__alias_0'], 'size'),
      rename(['t', '... on U', 'box__alias_0'], 'box'),
    ];
    const operation =
      '{ t { ... on T { size box } ... on U { size__alias_0 box__alias_0 { a } } } }';
    expect(fieldsOf(operation, { outputRewrites })).toEqual({
      t: { size: null, size__alias_0: null, box: { a: null }, box__alias_0: { a: null } },
    });
  });
});
