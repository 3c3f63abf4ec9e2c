/** Which addresses are one client's. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressGroup } from './address-group.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::FFFF:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
  ['no address', 'no address'],
])('%s is of %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

test('addresses are of one group when their first 64 bits are the same', () => {
  const network = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 });
  const written = (numbers: readonly number[]) =>
    numbers.map((number) => number.toString(16)).join(':');
  fc.assert(
    fc.property(network, network, network, network, (one, other, left, right) => {
      const groupOf = (...parts: number[][]) => addressGroup(written(parts.flat()));
      expect(groupOf(one, left)).toBe(groupOf(one, right));
      expect(groupOf(one, left) === groupOf(other, right)).toBe(written(one) === written(other));
    }),
  );
});

test('never throws', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.ipV6()), (text) => void addressGroup(text)));
});
