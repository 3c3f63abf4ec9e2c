/** Who may change something by the cookie of a session. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { faultOfCookieUse } from './cookie-guard.ts';

const listed = 'https://studio.lab.example';
const host = 'api.lab.example';
const cookie = '__Host-arbiter_session=as_x';
const fault = (path: string, headers: Record<string, string>, method = 'POST') =>
  faultOfCookieUse({ method, path, headers: { host, ...headers } }, [listed]);

describe.each(['/graphql', '/auth/logout', '/api/v1/lineage'])('%s by cookie', (path) => {
  test.each(['cross-site', 'same-site'])('is refused to a page that is %s', (site) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(fault(path, { cookie, 'sec-fetch-site': site }, method)).toMatch(/other sites/);
    }
    const plain = { host: 'localhost:4000', cookie: 'arbiter_session=as_x' };
    expect(fault(path, { ...plain, 'sec-fetch-site': site })).toMatch(/other sites/);
  });

  test('is for our own pages, programs, and listed sibling domains', () => {
    for (const site of ['same-origin', 'none']) {
      expect(fault(path, { cookie, 'sec-fetch-site': site })).toBeNull();
    }
    expect(fault(path, { cookie })).toBeNull();
    const sibling = { cookie, 'sec-fetch-site': 'same-site' };
    expect(fault(path, { ...sibling, origin: listed })).toBeNull();
    expect(fault(path, { ...sibling, origin: 'https://evil.lab.example' })).not.toBeNull();
    expect(fault(path, { ...sibling, origin: listed, 'sec-fetch-site': 'cross-site' })).not.toBe(
      null,
    );
  });
});

test('nobody is signed out by another site, even where no cookie shows', () => {
  expect(fault('/auth/logout', { 'sec-fetch-site': 'cross-site' })).not.toBeNull();
});

test('what reads, and what shows a token or nothing, is not asked where it is from', () => {
  const sites = fc.constantFrom('cross-site', 'same-site', 'same-origin', 'none');
  fc.assert(
    fc.property(sites, fc.constantFrom('GET', 'HEAD', 'OPTIONS'), (site, method) => {
      const headers = { 'sec-fetch-site': site };
      expect(fault('/graphql', { ...headers, cookie }, method)).toBeNull();
      expect(fault('/graphql', headers)).toBeNull();
      expect(fault('/graphql', { ...headers, cookie, authorization: 'Bearer a.b.c' })).toBeNull();
    }),
  );
});
