/**
 * How deep a JSON text is nested, told from its bytes before anything reads it: what is made of a text
 * that is nested a million times keeps whoever walks over it busy for seconds, or ends the stack.
 */
import { BACKSLASH, CLOSE_OBJECT, OPEN_OBJECT, QUOTE } from './scan-state.ts';

/** `[` and `{`, `]` and `}` differ in this bit only, as a letter of ASCII and its capital do. */
const CASE_BIT = 0x20;
/** What is neither a quote nor above this, as numbers and what stands between values, is passed over. */
const BELOW_BRACKETS = 0x5a;
/** So much of a string is walked over before native code is called, which costs as much. */
const NEAR_BYTES = 64;

/**
 * Whether a JSON text (UTF-8) has more than `maxDepth` arrays and objects inside each other; a number
 * or a string alone has none. Of a text that is no JSON, what stands before its first fault counts as
 * JSON.parse would see it, and what it says of the rest means nothing. Linear, stops at the answer, and
 * never throws.
 */
export function isNestedDeeper(text: Buffer, maxDepth: number): boolean {
  const { length } = text;
  let depth = 0;
  for (let pos = 0; pos < length; pos += 1) {
    const byte = text[pos] as number;
    if (byte === QUOTE) {
      pos = endOfString(text, pos + 1);
    } else if (byte > BELOW_BRACKETS) {
      const shape = byte | CASE_BIT;
      if (shape === OPEN_OBJECT) {
        depth += 1;
        if (depth > maxDepth) return true;
      } else if (shape === CLOSE_OBJECT) {
        depth -= 1;
      }
    }
  }
  return false;
}

/** From `start` within a string, the offset of the quote that ends it; the text's end without one. */
function endOfString(text: Buffer, start: number): number {
  const { length } = text;
  for (let pos = start; pos < length;) {
    const near = Math.min(length, pos + NEAR_BYTES);
    while (pos < near) {
      const byte = text[pos];
      if (byte === QUOTE) return pos;
      pos += byte === BACKSLASH ? 2 : 1;
    }
    const quote = text.indexOf(QUOTE, pos);
    if (quote === -1) return length;
    if (!isEscaped(text, { quote, from: pos })) return quote;
    pos = quote + 1;
  }
  return length;
}

/** Backslashes are counted back to where no escape was under way, so that none is counted twice. */
function isEscaped(text: Buffer, { quote, from }: { quote: number; from: number }): boolean {
  let at = quote;
  while (at > from && text[at - 1] === BACKSLASH) at -= 1;
  return (quote - at) % 2 === 1;
}
