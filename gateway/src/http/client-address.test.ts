/** Which proxies are believed about a client. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseTrust, trustNoProxy } from './client-address.ts';

test.each<[string, string, number, boolean]>([
  ['1', '203.0.113.1', 0, true],
  ['1', '203.0.113.1', 1, false],
  ['2', '203.0.113.1', 1, true],
  ['loopback', '127.0.0.1', 0, true],
  ['loopback', '::1', 3, true],
  ['loopback', '10.0.0.1', 0, false],
  ['10.0.0.0/8, 192.0.2.1', '10.255.0.1', 0, true],
  ['10.0.0.0/8, 192.0.2.1', '192.0.2.1', 0, true],
  ['10.0.0.0/8, 192.0.2.1', '192.0.2.2', 0, false],
])('TRUST_PROXY=%s, address %s at hop %d: %s', (text, address, hop, expected) => {
  expect(parseTrust(text)(address, hop)).toBe(expected);
});

describe('no trust', () => {
  test.each(['', 'true', '*', '0', '11', '-1', 'proxy.lab.example', '10.0.0.0/33', '1,'])(
    'is %j',
    (text) => expect(() => parseTrust(text)).toThrow(),
  );

  test('unless it is set', () => {
    fc.assert(fc.property(fc.ipV4(), fc.nat(5), (address, hop) => !trustNoProxy(address, hop)));
  });
});
