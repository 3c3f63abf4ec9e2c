/** Which Host and Origin headers may pass. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { faultOfOrigin, isAllowedOrigin } from './origin-guard.ts';

const allowedOrigins = ['https://lab.example.org', 'http://studio.example.org:8080'];
const allowed = { mode: 'development', allowedOrigins } as const;
const inProduction = { mode: 'production', allowedOrigins } as const;

describe('Host', () => {
  test.each([
    'localhost',
    'localhost:4000',
    '127.0.0.1:4000',
    '[::1]:4000',
    'LOCALHOST:1',
    'lab.example.org',
  ])('passes %s', (host) => expect(faultOfOrigin({ host }, allowed)).toBeNull());

  test.each([
    undefined,
    '',
    'evil.example.com',
    'localhost.evil.example.com',
    '127.0.0.1.nip.io:4000',
    '10.0.0.1:4000',
    '0.0.0.0:4000',
    'localhost@evil.example.com',
    'studio.example.org',
    'a b',
  ])('refuses %j', (host) =>
    expect(faultOfOrigin(host === undefined ? {} : { host }, allowed)).toMatch(/Host/),
  );
});

describe('Origin', () => {
  const host = 'localhost:4000';

  test.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:5173', ...allowedOrigins])(
    'passes %s',
    (origin) => expect(faultOfOrigin({ host, origin }, allowed)).toBeNull(),
  );

  test.each([
    'https://evil.example.com',
    'http://lab.example.org',
    'https://lab.example.org.evil.com',
    'https://lab.example.org:444',
    'null',
    'file://',
    'http://localhost.evil.com',
  ])('refuses %s', (origin) => expect(faultOfOrigin({ host, origin }, allowed)).toMatch(/Origin/));

  test('no other domain passes', () => {
    fc.assert(
      fc.property(fc.webAuthority(), (authority) => {
        const origin = `https://${authority}`;
        const { hostname } = new URL(origin);
        fc.pre(!['localhost', '127.0.0.1', '[::1]', 'lab.example.org'].includes(hostname));
        expect(isAllowedOrigin(origin, allowed)).toBe(false);
      }),
    );
  });
});

describe('in production', () => {
  const host = 'api.example.org';

  test.each([undefined, 'https://api.example.org', 'http://api.example.org', ...allowedOrigins])(
    'the origin %s passes, whatever the host is called',
    (origin) => {
      const headers = { host, ...(origin === undefined ? {} : { origin }) };
      expect(faultOfOrigin(headers, inProduction)).toBeNull();
    },
  );

  test.each([
    'http://localhost:3000',
    'http://127.0.0.1',
    'https://api.example.org:8443',
    'https://api.example.org.evil.com',
    'null',
    'file://',
    '',
  ])('the origin %j is refused', (origin) => {
    expect(faultOfOrigin({ host, origin }, inProduction)).toMatch(/Origin/);
    expect(isAllowedOrigin(origin, inProduction)).toBe(false);
  });

  test('only what is listed may be read by pages of others', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const { origin } = new URL(url);
        expect(isAllowedOrigin(origin, { ...inProduction, allowedOrigins: [] })).toBe(false);
      }),
    );
  });
});
