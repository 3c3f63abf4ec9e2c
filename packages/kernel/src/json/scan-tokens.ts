/**
 * Reads the tokens of a JSON text: strings, numbers and the three words. Each is checked and written
 * in its canonical form; what cannot be kept is noted as a fault and reading goes on.
 */
import { faultOfText } from '../text/text.ts';
import { exactNumber } from './exact-number.ts';
import {
  addFault,
  BACKSLASH,
  fail,
  isDigit,
  makeRoom,
  MINUS,
  QUOTE,
  type Scan,
  unexpected,
  ZERO,
} from './scan-state.ts';

const POINT = 0x2e;
const PLUS = 0x2b;
const SLASH = 0x2f;
const LETTER_E = 0x65;
const LETTER_U = 0x75;
const WORDS = new Map([
  [0x74, Buffer.from('true')],
  [0x66, Buffer.from('false')],
  [0x6e, Buffer.from('null')],
]);
/** Escapes whose two characters are the canonical ones: \" \\ \b \f \n \r \t. */
const PLAIN_ESCAPES = new Set([...'"\\bfnrt'].map((letter) => letter.charCodeAt(0)));

/** Copies a string whose characters are canonical as they stand; the rest is left to decode. */
export function scanString(scan: Scan): boolean {
  const { input, out } = scan;
  const start = scan.pos;
  let { used } = scan;
  out[used++] = QUOTE;
  for (let pos = start + 1; pos < input.length;) {
    const byte = input[pos++] ?? 0;
    out[used++] = byte;
    if (byte === QUOTE) {
      scan.pos = pos;
      scan.used = used;
      return true;
    }
    if (byte === BACKSLASH) {
      const letter = input[pos] ?? 0;
      if (!PLAIN_ESCAPES.has(letter)) return rewriteString(scan);
      out[used++] = letter;
      pos += 1;
    } else if (byte < 0x20) {
      scan.pos = pos - 1;
      return fail(scan, 'a control character inside a string has to be escaped');
    }
  }
  scan.pos = input.length;
  return fail(scan, 'the text ends inside a string');
}

/** Decodes a string with \/ or \u escapes, notes what cannot be kept, and writes it canonically. */
function rewriteString(scan: Scan): boolean {
  const start = scan.pos;
  if (!skipString(scan)) return false;
  const text: string = JSON.parse(scan.input.toString('utf8', start, scan.pos));
  const fault = faultOfText(text);
  scan.used += scan.out.write(JSON.stringify(text), scan.used);
  if (fault !== null) addFault(scan, `The text ${fault}.`);
  return true;
}

/** Moves behind a string, checking every escape. */
function skipString(scan: Scan): boolean {
  const { input } = scan;
  scan.pos += 1;
  for (; scan.pos < input.length; scan.pos += 1) {
    const byte = input[scan.pos] ?? 0;
    if (byte === QUOTE) {
      scan.pos += 1;
      return true;
    }
    if (byte < 0x20) return fail(scan, 'a control character inside a string has to be escaped');
    if (byte !== BACKSLASH) continue;
    const letter = input[scan.pos + 1];
    if (letter === undefined) break;
    if (letter === LETTER_U) {
      if (!isHexadecimal(input, scan.pos + 2)) {
        return fail(scan, '\\u is not followed by four hexadecimal digits');
      }
      scan.pos += 5;
    } else {
      if (letter !== SLASH && !PLAIN_ESCAPES.has(letter)) return fail(scan, 'an unknown escape');
      scan.pos += 1;
    }
  }
  return fail(scan, 'the text ends inside a string');
}

function isHexadecimal(input: Buffer, at: number): boolean {
  return /^[0-9a-fA-F]{4}$/.test(input.toString('latin1', at, at + 4));
}

/** Reads a number (RFC 8259, section 6); false when there is none here. */
export function scanNumber(scan: Scan): boolean {
  const { input } = scan;
  const start = scan.pos;
  if (input[scan.pos] === MINUS) scan.pos += 1;
  if (!isDigit(input[scan.pos])) return unexpected(scan, 'a digit');
  if (input[scan.pos] === ZERO) scan.pos += 1;
  else skipDigits(scan);
  const wholeEnd = scan.pos;
  if (input[scan.pos] === POINT && !skipFraction(scan)) return false;
  if (lowerCase(input[scan.pos]) === LETTER_E && !skipExponent(scan)) return false;
  const size = scan.pos - start;
  // A whole number that ECMAScript prints in full is its own canonical form; only -0 is not.
  if (wholeEnd === scan.pos && size <= 21 && !(size === 2 && input[start + 1] === ZERO)) {
    copyToken(scan, start, scan.pos);
    return true;
  }
  return writeNumber(scan, input.toString('latin1', start, scan.pos));
}

function lowerCase(letter: number | undefined): number {
  return (letter ?? 0) | 0x20;
}

function skipDigits(scan: Scan): void {
  while (isDigit(scan.input[scan.pos])) scan.pos += 1;
}

function skipFraction(scan: Scan): boolean {
  scan.pos += 1;
  if (!isDigit(scan.input[scan.pos])) return unexpected(scan, 'a digit');
  skipDigits(scan);
  return true;
}

function skipExponent(scan: Scan): boolean {
  scan.pos += 1;
  const sign = scan.input[scan.pos];
  if (sign === MINUS || sign === PLUS) scan.pos += 1;
  if (!isDigit(scan.input[scan.pos])) return unexpected(scan, 'a digit');
  skipDigits(scan);
  return true;
}

function writeNumber(scan: Scan, token: string): boolean {
  const spelling = exactNumber(token);
  if (spelling === null) {
    addFault(scan, 'The number is outside the range of a double.');
    return true;
  }
  makeRoom(scan, spelling.length);
  scan.used += scan.out.write(spelling, scan.used, 'latin1');
  return true;
}

/** Reads `true`, `false` or `null`, or finds that there is no value here. */
export function scanWord(scan: Scan): boolean {
  const word = WORDS.get(scan.input[scan.pos] ?? 0);
  if (word === undefined) return unexpected(scan, 'a value');
  for (let i = 0; i < word.length; i += 1) {
    if (scan.input[scan.pos + i] !== word[i]) return unexpected(scan, 'a value');
  }
  copyToken(scan, scan.pos, scan.pos + word.length);
  scan.pos += word.length;
  return true;
}

/** A loop, because tokens are shorter than what a call into native code costs. */
function copyToken(scan: Scan, start: number, end: number): void {
  const { input, out } = scan;
  for (let i = start; i < end; i += 1) out[scan.used++] = input[i] ?? 0;
}
