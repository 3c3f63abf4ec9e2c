import { describe, expect, test } from '@jest/globals';
import {
  type InputFault,
  MAX_FAULTS,
  collectFaults,
  lengthFaults,
  nameFaults,
  numberFaults,
  numberListFaults,
  numberMapFaults,
  refusalOf,
} from './fault.rules.ts';

describe('numbers', () => {
  test.each([0, -0, 1.5, -1e308, Number.MIN_VALUE])('%d is sound', (value) => {
    expect([...numberFaults('x', value)]).toEqual([]);
  });

  test.each([
    { value: Number.NaN, message: 'is NaN' },
    { value: Number.POSITIVE_INFINITY, message: 'is infinite' },
    { value: Number.NEGATIVE_INFINITY, message: 'is infinite' },
    { value: '1', message: 'is not a number' },
    { value: null, message: 'is not a number' },
    { value: undefined, message: 'is not a number' },
    { value: 1n, message: 'is not a number' },
  ])('$value $message', ({ value, message }) => {
    expect([...numberFaults('x', value)]).toEqual([{ path: 'x', message }]);
  });

  test('every faulty entry of a list is named, holes too', () => {
    const values = [1, Number.NaN, 2, '3'];
    values.length = 5;
    expect([...numberListFaults('values', values)]).toEqual([
      { path: 'values[1]', message: 'is NaN' },
      { path: 'values[3]', message: 'is not a number' },
      { path: 'values[4]', message: 'is not a number' },
    ]);
  });

  test('an empty list is a fault', () => {
    expect([...numberListFaults('values', [])]).toEqual([{ path: 'values', message: 'is empty' }]);
  });
});

test('a list of another length says both lengths', () => {
  expect([...lengthFaults('a', [1, 2], { other: 'b', expected: 3 })]).toEqual([
    { path: 'a', message: 'has 2 entries, but b has 3' },
  ]);
  expect([...lengthFaults('a', [1, 2], { other: 'b', expected: 2 })]).toEqual([]);
});

test('blank and repeated names are faults, the repeat pointing to the first', () => {
  const names = ['x', ' ', 'y', 'x', 'x', ''];
  expect([...nameFaults(names, (index) => `n[${index}]`)]).toEqual([
    { path: 'n[1]', message: 'is blank' },
    { path: 'n[3]', message: 'repeats n[0]' },
    { path: 'n[4]', message: 'repeats n[0]' },
    { path: 'n[5]', message: 'is blank' },
  ]);
});

describe('collecting', () => {
  test('keeps up to the limit', () => {
    expect(collectFaults(endless(MAX_FAULTS))).toHaveLength(MAX_FAULTS);
  });

  test('says that there are more, and makes no more of them', () => {
    const faults = collectFaults(endless(Number.POSITIVE_INFINITY));
    expect(faults).toHaveLength(MAX_FAULTS + 1);
    expect(faults.at(-1)).toEqual({ path: '', message: 'has more faults; 100 are listed' });
  });
});

function* endless(count: number): Generator<InputFault> {
  for (let index = 0; index < count; index += 1) yield { path: `x[${index}]`, message: 'is bad' };
}

describe('numbers by name', () => {
  test.each([null, undefined, 'nash', 1, [1]])('%j is no such object', (map) => {
    expect([...numberMapFaults('m', map)]).toEqual([
      { path: 'm', message: 'is not an object of numbers' },
    ]);
  });

  test('every faulty member is named', () => {
    expect([...numberMapFaults('m', {})]).toEqual([{ path: 'm', message: 'is empty' }]);
    expect([...numberMapFaults('m', { a: 1, b: '2', ' ': 3, c: Number.NaN })]).toEqual([
      { path: 'm.b', message: 'is not a number' },
      { path: 'm', message: 'has a blank name' },
      { path: 'm.c', message: 'is NaN' },
    ]);
  });
});

describe('a refusal', () => {
  test('of one fault is a sentence about its path in the request', () => {
    const { code, message, details } = refusalOf(
      [{ path: 'values', message: 'is empty' }],
      'input',
    );
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toBe('input.values is empty.');
    expect(details).toEqual({
      field: 'input.values',
      faults: [{ field: 'input.values', message: 'input.values is empty.' }],
    });
  });

  test('of several lists them all and speaks of the first', () => {
    const faults = [
      { path: 'values[1]', message: 'is NaN' },
      { path: '', message: 'has more faults' },
    ];
    const { message, details } = refusalOf(faults, 'input.attribution');
    expect(message).toBe('input.attribution.values[1] is NaN. 1 more in extensions.faults.');
    expect(details.field).toBe('input.attribution.values[1]');
    expect(details.faults?.map(({ field }) => field)).toEqual([
      'input.attribution.values[1]',
      'input.attribution',
    ]);
  });
});
