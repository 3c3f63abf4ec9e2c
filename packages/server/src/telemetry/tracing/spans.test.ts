/** Spans while nobody wants any: work just runs. What a `traceparent` means. */
import { describe, expect, test } from '@jest/globals';
import { spanName } from './span-names.ts';
import {
  carrying,
  errorType,
  inChildSpan,
  inSpan,
  isTracing,
  readTraceparent,
  recordedSpan,
  startSpan,
  traceparentOf,
} from './spans.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const name = spanName('gateway', 'plan');
const spanId = '00f067aa0ba902b7';
const traceparent = `00-${traceId}-${spanId}-01`;

describe('without a provider', () => {
  test('work runs, fails and returns as it would', async () => {
    expect(isTracing()).toBe(false);
    expect(await inSpan({ name }, async () => 1)).toBe(1);
    expect(await inChildSpan(name, async () => 2)).toBe(2);
    await expect(
      inSpan({ name }, async () => {
        throw new Error('as it was');
      }),
    ).rejects.toThrow('as it was');
  });

  test('no span is recorded, and an identity keeps its trace', () => {
    const span = startSpan({ name, parent: traceparent });
    expect([span.isRecording(), traceparentOf(span), recordedSpan()]).toEqual([
      false,
      undefined,
      undefined,
    ]);
    const identity = { traceparent };
    expect(carrying(span, identity)).toBe(identity);
  });
});

describe('a traceparent', () => {
  test('names a span', () =>
    expect(readTraceparent(traceparent)).toEqual({
      traceId,
      spanId,
      traceFlags: 1,
      isRemote: true,
    }));

  test.each([
    undefined,
    null,
    '',
    `01-${traceId}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `${traceparent}-more`,
  ])('%s is none', (text) => expect(readTraceparent(text)).toBeUndefined());
});

test.each([
  [Object.assign(new Error('x'), { code: '23505' }), '23505'],
  [Object.assign(new Error('x'), { code: 'a text with values' }), 'Error'],
  [new TypeError('x'), 'TypeError'],
  ['text', 'unknown'],
])('an error is told by its code or name: %p', (error, type) =>
  expect(errorType(error)).toBe(type),
);
