/** Which parts of cursors may be compared with which columns. */
import { describe, expect, test } from '@jest/globals';
import { fitsColumn } from './sort-key.ts';

const uuid = '01930000-0000-7000-8000-000000000001';

const fitting: readonly (readonly [string, string | number | boolean])[] = [
  ['uuid', uuid],
  ['int', 5],
  ['integer', -2147483648],
  ['smallint', '32767'],
  ['bigint', '9223372036854775807'],
  ['bigint', 9007199254740991],
  ['double precision', 0.1],
  ['real', -1],
  ['numeric(10,2)', '1500.25'],
  ['numeric', 3],
  ['timestamptz(3)', '2026-01-01T00:00:00.000Z'],
  ['timestamptz', '9999-12-31T23:59:59.999Z'],
  ['boolean', false],
  ['varchar(100)', 'name'],
  ['text', ''],
];

const strange: readonly (readonly [string, string | number | boolean])[] = [
  ['uuid', 'nonsense'],
  ['uuid', 7],
  ['int', 2147483648],
  ['int', 1.5],
  ['int', '1e3'],
  ['int', true],
  ['smallint', 32768],
  ['bigint', '9223372036854775808'],
  ['bigint', '1; drop table agents'],
  ['bigint', ''],
  ['double precision', 'NaN'],
  ['double precision', true],
  ['numeric(10,2)', '1e9'],
  ['timestamptz', 'yesterday'],
  ['timestamptz', '+275760-09-13T00:00:00.000Z'],
  ['timestamptz', '0000-01-01T00:00:00.000Z'],
  ['timestamptz', 1767225600000],
  ['boolean', 'true'],
  ['varchar(100)', 7],
  ['text', false],
];

describe('fitsColumn', () => {
  test.each(fitting)('a %s is compared with %j', (type, key) => {
    expect(fitsColumn(type, key)).toBe(true);
  });

  test.each(strange)('a %s is not compared with %j', (type, key) => {
    expect(fitsColumn(type, key)).toBe(false);
  });
});
