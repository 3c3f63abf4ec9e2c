import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { configHash, requireHash } from './experiment.rules.ts';

describe('configHash', () => {
  test('is the SHA-256 of the canonical form', () => {
    // printf '{"lr":0.001,"model":"resnet"}' | sha256sum
    expect(configHash({ model: 'resnet', lr: 1e-3 })).toBe(
      'fb59b8e6c94f33059b30876342100148749b55654d6a04be3ceceb7cd6baa4e5',
    );
  });

  test('does not depend on the order of keys', () => {
    const config = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue());
    fc.assert(
      fc.property(config, (given) => {
        const turned = Object.fromEntries(Object.entries(given).toReversed());
        expect(configHash(turned)).toBe(configHash(given));
      }),
    );
  });

  test('tells different settings apart', () => {
    expect(configHash({ a: 1 })).not.toBe(configHash({ a: '1' }));
    expect(configHash({ a: [1, 2] })).not.toBe(configHash({ a: [2, 1] }));
  });
});

describe('requireHash', () => {
  test('takes upper case and keeps lower case', () => {
    expect(requireHash('AB'.repeat(32), 'hash')).toBe('ab'.repeat(32));
  });

  test.each(['', 'ab', 'g'.repeat(64), 'a'.repeat(65)])('refuses %j', (hash) => {
    expect(() => requireHash(hash, 'filter.configHash')).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });
});
