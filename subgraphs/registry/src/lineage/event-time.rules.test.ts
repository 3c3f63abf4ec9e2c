import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseEventTime, shownTime } from './event-time.rules.ts';

describe('times that are read', () => {
  test.each([
    ['2026-11-20T23:36:12.903190+00:00', '2026-11-20T23:36:12.903Z', 1_795_217_772_903_190n],
    ['2026-11-20T23:36:12Z', '2026-11-20T23:36:12.000Z', 1_795_217_772_000_000n],
    ['2026-11-21t01:36:12.5+02:00', '2026-11-20T23:36:12.500Z', 1_795_217_772_500_000n],
    ['2026-11-20 17:06:12-0630', '2026-11-20T23:36:12.000Z', 1_795_217_772_000_000n],
    ['2026-11-21T01:36:12+02', '2026-11-20T23:36:12.000Z', 1_795_217_772_000_000n],
    ['1969-12-31T23:59:59.9999999z', '1969-12-31T23:59:59.999Z', -1n],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z', -62_167_219_200_000_000n],
    ['9999-12-31T23:59:59-23:59', '+010000-01-01T23:58:59.000Z', 253_402_387_139_000_000n],
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z', 1_709_208_000_000_000n],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z', 1_483_228_800_000_000n],
    ['2017-01-01T08:59:60.5+09:00', '2017-01-01T00:00:00.500Z', 1_483_228_800_500_000n],
  ])('%s', (text, iso, micros) => {
    const time = parseEventTime(text);
    expect(time?.at.toISOString()).toBe(iso);
    expect(time).toMatchObject({ text, micros, hasOffset: true });
  });

  test.each(['2020-12-28T19:51:01.641', '2020-12-28 19:51:01.641'])('%s is UTC', (text) => {
    const time = parseEventTime(text);
    expect(time?.at.toISOString()).toBe('2020-12-28T19:51:01.641Z');
    expect(time?.hasOffset).toBe(false);
  });
});

test.each([
  '',
  '2026-11-20',
  '2026-11-20T23:36Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-02-29T00:00:00Z',
  '2026-01-32T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T23:59:61Z',
  '2026-01-01T00:00:00.Z',
  '2026-01-01T00:00:00+24:00',
  '2026-01-01T00:00:00+01:60',
  '2026-01-01T00:00:00 Z',
  '26-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '{{RUN_START_TIME}}',
])('%j is no time', (text) => expect(parseEventTime(text)).toBeNull());

test('any instant is found again, at any offset, and in microseconds', () => {
  const years = { min: new Date('0001-01-01'), max: new Date('9998-12-31') };
  const offset = fc.integer({ min: -1_439, max: 1_439 });
  fc.assert(
    fc.property(
      fc.date({ ...years, noInvalidDate: true }),
      offset,
      fc.nat(999),
      (at, minutes, extra) => {
        const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const zone = `${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
        const time = parseEventTime(`${local}${String(extra).padStart(3, '0')}${zone}`);
        expect(time?.at).toEqual(at);
        expect(time?.micros).toBe(BigInt(at.getTime()) * 1_000n + BigInt(extra));
      },
    ),
  );
});

test.each([
  ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59-23:59', '9999-12-31T23:59:59.999Z'],
  ['2026-11-20T23:36:12.903190Z', '2026-11-20T23:36:12.903Z'],
])('%s is shown as %s', (text, shown) => {
  expect(shownTime(parseEventTime(text)?.at ?? new Date(0)).toISOString()).toBe(shown);
});

function two(n: number): string {
  return String(n).padStart(2, '0');
}
