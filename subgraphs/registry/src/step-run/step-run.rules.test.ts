import { describe, expect, test } from '@jest/globals';
import { optionalList, optionalLogsUri, optionalObject } from './step-run.rules.ts';

const refusal = expect.objectContaining({ code: 'BAD_USER_INPUT' });

test('an object or nothing', () => {
  expect(optionalObject(null, 'f')).toBeNull();
  expect(optionalObject({ a: 1 }, 'f')).toEqual({ a: 1 });
  for (const value of [[], 'text', 1, true]) {
    expect(() => optionalObject(value, 'f')).toThrow(refusal);
  }
});

test('a list or nothing', () => {
  expect(optionalList(undefined, 'f')).toBeNull();
  expect(optionalList([1], 'f')).toEqual([1]);
  for (const value of [{}, 'text', 1]) expect(() => optionalList(value, 'f')).toThrow(refusal);
});

describe('optionalLogsUri', () => {
  test.each([null, undefined, '', ' '])('%j is none', (uri) => {
    expect(optionalLogsUri(uri)).toBeNull();
  });

  test.each(['s3://bucket/key', 'https://logs.example/1?a=b', 'file:///var/log/x', 'urn:log:1'])(
    'takes %s',
    (uri) => expect(optionalLogsUri(uri)).toBe(uri),
  );

  test.each(['logs/1', '//host/x', 'http:', 'x y://z', `s3://${'x'.repeat(2_000)}`])(
    'refuses %s',
    (uri) => expect(() => optionalLogsUri(uri)).toThrow(refusal),
  );
});
