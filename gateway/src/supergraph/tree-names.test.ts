import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { createTreeNames, responsePath } from './tree-names.ts';

const schema = buildSchema('type Query { id: ID, name: String, odd__alias: Int, toString: Int }');
const originals = new Map([['name__r1', 'name']]);
const names = createTreeNames(schema, originals);
const fieldNames = ['id', 'name', 'odd__alias', 'toString', '__typename', 'name__r1'];
const fields = fc.constantFrom('id', 'name', 'odd__alias', 'toString', '__typename');
const responseNames = fc.oneof(
  fc.constantFrom(...fieldNames, 'odd__alias_', '__proto__', 'constructor', 'a__alias', 'b'),
  fc.stringMatching(/^[_A-Za-z]\w{0,8}$/),
);

describe('names in the tree', () => {
  test('an alias never stands where a field of its own name would', () => {
    fc.assert(
      fc.property(responseNames, fields, (responseName, field) => {
        const treeName = names.treeNameOf(responseName, field);
        if (responseName === field) expect(treeName).toBe(field);
        else expect(fieldNames).not.toContain(treeName);
      }),
    );
  });

  test('different response names stay different, and each is found again', () => {
    fc.assert(
      fc.property(responseNames, responseNames, fields, fields, (one, other, field, second) => {
        const treeName = names.treeNameOf(one, field);
        if (one !== other) expect(treeName).not.toBe(names.treeNameOf(other, second));
        // A twin is no field of a client's schema, so no client asks for it under its own name.
        expect(names.responseNameOf(treeName)).toBe(one);
      }),
    );
  });

  test('harmless aliases stay as they are', () => {
    expect(names.treeNameOf('first', 'name')).toBe('first');
    expect(names.treeNameOf('id', 'name')).not.toBe('id');
  });

  test('a path ends above what only the plan asked for', () => {
    const step = names.treeNameOf('id', 'name');
    expect(responsePath(names, ['list', 0, step])).toEqual(['list', 0, 'id']);
    expect(responsePath(names, ['list', 0, 'name__r1', 2])).toEqual(['list', 0]);
  });
});
