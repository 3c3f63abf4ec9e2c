/**
 * One pass over the bytes of a JSON text that checks the grammar, writes the exact canonical form
 * and notes what the grammar allows but Arbiter cannot keep. It builds no values: the engine's own
 * JSON.parse is several times faster at that, and what this pass lets through it can always read.
 * The input must be valid UTF-8; recursion is bounded by `maxDepth`.
 */
import {
  addFault,
  BACKSLASH,
  type ByteSpan,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  fail,
  isDigit,
  type JsonFault,
  MINUS,
  nameAt,
  OPEN_ARRAY,
  OPEN_OBJECT,
  parentPointer,
  put,
  QUOTE,
  type Scan,
  type ScanOptions,
  skipSpace,
  unexpected,
} from './scan-state.ts';
import { scanNumber, scanString, scanWord } from './scan-tokens.ts';

export interface ScannedJson {
  /** Null when the text is well formed as far as it was read. */
  readonly malformed: { readonly reason: string; readonly offset: number } | null;
  readonly faults: readonly JsonFault[];
  /** Whether the whole text was read: it is well formed and nowhere too deep. */
  readonly isComplete: boolean;
  /** The exact canonical form, UTF-8. Meaningful only without faults. */
  readonly canonical: Uint8Array;
  /** By the pointer of the kept object, then by member name. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, ByteSpan>>;
}

/** Reads a whole JSON text. Never throws; a reading stops at the first break of the grammar. */
export function scanJson(input: Buffer, options: ScanOptions): ScannedJson {
  const scan: Scan = {
    input,
    options,
    pos: 0,
    // The canonical form is never longer than its source, except for numbers (see makeRoom).
    out: Buffer.allocUnsafe(input.length + 1),
    used: 0,
    depth: 0,
    path: [],
    faults: [],
    faultChars: 0,
    malformed: null,
    members: new Map(),
  };
  const isComplete = scanValue(scan, false) && scanEnd(scan);
  const { malformed, faults, members } = scan;
  return { malformed, faults, isComplete, members, canonical: scan.out.subarray(0, scan.used) };
}

function scanValue(scan: Scan, keeping: boolean): boolean {
  const byte = skipSpace(scan);
  if (byte === QUOTE) return scanString(scan);
  if (byte === OPEN_OBJECT) return enter(scan) && scanObject(scan, keeping) && leave(scan);
  if (byte === OPEN_ARRAY) return enter(scan) && scanArray(scan) && leave(scan);
  if (byte === MINUS || isDigit(byte)) return scanNumber(scan);
  return scanWord(scan);
}

function scanEnd(scan: Scan): boolean {
  if (skipSpace(scan) === undefined) return true;
  return fail(scan, 'unexpected text after the end of the JSON value');
}

function enter(scan: Scan): boolean {
  const { maxDepth } = scan.options;
  if (scan.depth < maxDepth) {
    scan.depth += 1;
    return true;
  }
  addFault(scan, `The value is nested deeper than ${maxDepth} levels.`);
  return false;
}

function leave(scan: Scan): boolean {
  scan.depth -= 1;
  return true;
}

function scanArray(scan: Scan): boolean {
  put(scan, OPEN_ARRAY);
  scan.pos += 1;
  if (skipSpace(scan) === CLOSE_ARRAY) return close(scan, CLOSE_ARRAY);
  for (let i = 0; ; i += 1) {
    scan.path[scan.depth] = i;
    if (!scanValue(scan, false)) return false;
    const byte = skipSpace(scan);
    if (byte === CLOSE_ARRAY) return close(scan, CLOSE_ARRAY);
    if (byte !== COMMA) return unexpected(scan, 'a comma or the end of the array');
    put(scan, COMMA);
    scan.pos += 1;
  }
}

function scanObject(scan: Scan, keeping: boolean): boolean {
  put(scan, OPEN_OBJECT);
  scan.pos += 1;
  const kept = keeping ? new Map<string, ByteSpan>() : null;
  if (kept !== null) scan.members.set(parentPointer(scan), kept);
  if (skipSpace(scan) === CLOSE_OBJECT) return close(scan, CLOSE_OBJECT);
  const starts: number[] = [];
  let isSorted = true;
  for (;;) {
    const last = starts.at(-1);
    const at = scan.used;
    if (!scanMember(scan, kept)) return false;
    if (last !== undefined && compareNames(scan.out, last, at) >= 0) isSorted = false;
    starts.push(at);
    const byte = skipSpace(scan);
    if (byte === CLOSE_OBJECT) break;
    if (byte !== COMMA) return unexpected(scan, 'a comma or the end of the object');
    put(scan, COMMA);
    scan.pos += 1;
    skipSpace(scan);
  }
  if (!isSorted) sortMembers(scan, starts);
  return close(scan, CLOSE_OBJECT);
}

function scanMember(scan: Scan, kept: Map<string, ByteSpan> | null): boolean {
  if (scan.input[scan.pos] !== QUOTE) return unexpected(scan, 'a member name in double quotes');
  const at = scan.used;
  scan.path[scan.depth] = -1 - at;
  if (!scanString(scan)) return false;
  const { keepMembersOf, keepToDepth } = scan.options;
  const isKeeper =
    scan.depth <= keepToDepth && kept === null && keepMembersOf.has(nameAt(scan.out, at));
  if (skipSpace(scan) !== COLON) return unexpected(scan, 'a colon after the member name');
  put(scan, COLON);
  scan.pos += 1;
  skipSpace(scan);
  const start = scan.pos;
  if (!scanValue(scan, isKeeper)) return false;
  kept?.set(nameAt(scan.out, at), { start, end: scan.pos });
  return true;
}

function close(scan: Scan, byte: number): boolean {
  put(scan, byte);
  scan.pos += 1;
  return true;
}

/** Puts the members of the object that ends at `used` into canonical order and reports doubles. */
function sortMembers(scan: Scan, starts: readonly number[]): void {
  const { out } = scan;
  const startOf = (member: number): number => starts[member] ?? scan.used + 1;
  const order = starts.map((_, member) => member);
  order.sort((a, b) => compareNames(out, startOf(a), startOf(b)));
  reportDoubles(scan, order.map(startOf));
  const base = startOf(0);
  const copy = Uint8Array.prototype.slice.call(out, base, scan.used);
  let used = base;
  for (const member of order) {
    if (used > base) out[used++] = COMMA;
    const end = startOf(member + 1) - 1 - base;
    for (let from = startOf(member) - base; from < end; from += 1) out[used++] = copy[from] ?? 0;
  }
}

/** `starts` are the places of an object's names, in canonical order: equal names are neighbours. */
function reportDoubles(scan: Scan, starts: readonly number[]): void {
  for (let i = 1; i < starts.length; i += 1) {
    const [before = 0, start = 0] = [starts[i - 1], starts[i]];
    if (compareNames(scan.out, before, start) !== 0) continue;
    scan.path[scan.depth] = -1 - start;
    addFault(scan, 'The name occurs more than once in its object.');
  }
}

/**
 * Compares two names in canonical form by UTF-16 code units, as RFC 8785 section 3.2.3 orders them.
 * Bytes decide; where an escape stands first, the texts.
 */
function compareNames(out: Buffer, a: number, b: number): number {
  for (let i = 1; ; i += 1) {
    const left = out[a + i] ?? QUOTE;
    const right = out[b + i] ?? QUOTE;
    if (left === BACKSLASH || right === BACKSLASH) {
      const [first, second] = [nameAt(out, a), nameAt(out, b)];
      return first === second ? 0 : first < second ? -1 : 1;
    }
    if (left === QUOTE || right === QUOTE) {
      return left === right ? 0 : left === QUOTE ? -1 : 1;
    }
    if (left !== right) return utf16Rank(left) - utf16Rank(right);
  }
}

/**
 * UTF-8 orders as UTF-16 does, but for U+E000 to U+FFFF: their first byte is 0xee or 0xef, while what
 * UTF-16 writes with surrogates, which are smaller, begins with 0xf0 to 0xf4.
 */
function utf16Rank(byte: number): number {
  return byte === 0xee || byte === 0xef ? byte + 0x10 : byte;
}
