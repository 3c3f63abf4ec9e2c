/** Whatever a client sends, a message shows a bounded part of it. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shortMessage } from './short-message.ts';

test('a message of usual length is left as it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 1000 }), (text) => expect(shortMessage(text)).toBe(text)),
  );
});

test('a long one keeps its beginning and its end, and is text that can be encoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1001 }), (text) => {
      const short = shortMessage(text);
      expect(short.length).toBeLessThanOrEqual(1001);
      expect(short.isWellFormed()).toBe(true);
      expect(text.startsWith(short.slice(0, 600))).toBe(true);
      expect(text.endsWith(short.slice(-200))).toBe(true);
    }),
  );
});
