/**
 * Splits the text of a JSON array into the texts of its elements, byte for byte, so that each can be
 * read, stored or refused by itself.
 */
import { malformed, type MalformedJson } from './exact-json.ts';

export interface SplitJsonArray {
  readonly kind: 'elements';
  /** Views into the source, without the white space around the element. */
  readonly elements: readonly Uint8Array[];
}

/** The text does not begin as an array does; it may or may not be JSON. */
export interface NotAJsonArray {
  readonly kind: 'not-an-array';
}

/**
 * Splits at the commas between the elements. Only brackets and strings are looked at: an element is
 * not yet known to be JSON, and the array is well formed exactly when every element is.
 */
export function splitJsonArray(source: Uint8Array): SplitJsonArray | NotAJsonArray | MalformedJson {
  const open = skipSpace(source, 0);
  if (source[open] !== OPEN_ARRAY) return { kind: 'not-an-array' };
  const elements: Uint8Array[] = [];
  let pos = skipSpace(source, open + 1);
  if (source[pos] !== CLOSE_ARRAY) {
    for (; ; pos += 1) {
      const start = skipSpace(source, pos);
      pos = skipElement(source, start);
      elements.push(source.subarray(start, trimEnd(source, pos)));
      if (source[pos] !== COMMA) break;
    }
  }
  if (source[pos] !== CLOSE_ARRAY) {
    const reason = pos < source.length ? 'an unexpected bracket' : 'the text ends inside the array';
    return malformed(source, reason, Math.min(pos, source.length));
  }
  const end = skipSpace(source, pos + 1);
  if (end === source.length) return { kind: 'elements', elements };
  return malformed(source, 'unexpected text after the end of the array', end);
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The offset of the comma or bracket that ends an element, or the end of the source. */
function skipElement(source: Uint8Array, start: number): number {
  let depth = 0;
  let pos = start;
  for (; pos < source.length; pos += 1) {
    const byte = source[pos];
    if (byte === QUOTE) pos = skipString(source, pos);
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === COMMA && depth === 0) break;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
      if (depth === 0) break;
      depth -= 1;
    }
  }
  return pos;
}

/** The offset of the quote that ends a string, or the end of the source. */
function skipString(source: Uint8Array, start: number): number {
  let pos = start + 1;
  while (pos < source.length && source[pos] !== QUOTE) pos += source[pos] === BACKSLASH ? 2 : 1;
  return pos;
}

function skipSpace(source: Uint8Array, start: number): number {
  let pos = start;
  while (isSpace(source[pos])) pos += 1;
  return pos;
}

function trimEnd(source: Uint8Array, end: number): number {
  let pos = end;
  while (isSpace(source[pos - 1])) pos -= 1;
  return pos;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
