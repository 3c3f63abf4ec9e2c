/**
 * What one reading of a JSON text knows at any moment, and the steps that every part of the reader
 * takes: look at the next byte, write a byte, stop with a reason, say where it is.
 */
import { appendToPointer } from './json-pointer.ts';

/** A place in a well-formed JSON text that cannot be kept. `detail` is a sentence for its sender. */
export interface JsonFault {
  /** RFC 6901; the empty pointer is the whole text. */
  readonly pointer: string;
  readonly detail: string;
}

/** Where a member's value begins and ends in the input; `end` is exclusive, both count bytes. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

export interface ScanOptions {
  readonly maxDepth: number;
  readonly maxFaults: number;
  /** Characters in all pointers together, past which no more faults are listed: names can be long. */
  readonly maxFaultChars: number;
  /** Objects held under one of these names have the spans of their members noted. */
  readonly keepMembersOf: ReadonlySet<string>;
  /** Names are looked for in objects down to this depth; the outermost object has depth 1. */
  readonly keepToDepth: number;
}

/**
 * One reading. Every scan function returns false when it must stop: at a break of the grammar,
 * which is then in `malformed`, or at nesting too deep, which is then one of `faults`.
 */
export interface Scan {
  readonly input: Buffer;
  readonly options: ScanOptions;
  pos: number;
  out: Buffer;
  used: number;
  depth: number;
  /** For each open container: the index of the element, or −1 − the place of the name in `out`. */
  readonly path: number[];
  readonly faults: JsonFault[];
  faultChars: number;
  malformed: { reason: string; offset: number } | null;
  readonly members: Map<string, Map<string, ByteSpan>>;
}

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const ZERO = 0x30;
export const COLON = 0x3a;
export const BACKSLASH = 0x5c;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
const NINE = 0x39;

/** Writes one byte that has already been read, so that there is room for it. */
export function put(scan: Scan, byte: number): void {
  scan.out[scan.used++] = byte;
}

/** Keeps room for `size` bytes and for all that is still to be read. */
export function makeRoom(scan: Scan, size: number): void {
  const needed = scan.used + size + (scan.input.length - scan.pos) + 1;
  if (needed <= scan.out.length) return;
  const larger = Buffer.allocUnsafe(needed * 2);
  scan.out.copy(larger, 0, 0, scan.used);
  scan.out = larger;
}

/** Moves to the next byte that is not white space and returns it; undefined at the end. */
export function skipSpace(scan: Scan): number | undefined {
  const { input } = scan;
  let byte = input[scan.pos];
  while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
    scan.pos += 1;
    byte = input[scan.pos];
  }
  return byte;
}

/** Whether a byte is one of 0 to 9; the end of the text is not. */
export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** Stops: the grammar breaks at the present position. Always false. */
export function fail(scan: Scan, reason: string): boolean {
  scan.malformed = { reason, offset: scan.pos };
  return false;
}

/** Stops: what stands at the present position is not what the grammar wants. Always false. */
export function unexpected(scan: Scan, wanted: string): boolean {
  const found =
    scan.pos >= scan.input.length
      ? 'the text ends'
      : `found ${JSON.stringify(characterAt(scan.input, scan.pos))}`;
  return fail(scan, `${found} where ${wanted} was expected`);
}

function characterAt(input: Buffer, offset: number): string {
  return String.fromCodePoint(input.toString('utf8', offset, offset + 4).codePointAt(0) ?? 0);
}

/** Notes a fault of the member or element that is being read, unless enough are noted. */
export function addFault(scan: Scan, detail: string): void {
  const { maxFaults, maxFaultChars } = scan.options;
  if (scan.faults.length >= maxFaults || scan.faultChars >= maxFaultChars) return;
  const pointer = pointerTo(scan, scan.depth);
  scan.faultChars += pointer.length;
  scan.faults.push({ pointer, detail });
}

/** The pointer of the innermost open container. */
export function parentPointer(scan: Scan): string {
  return pointerTo(scan, scan.depth - 1);
}

function pointerTo(scan: Scan, depth: number): string {
  let pointer = '';
  for (let level = 1; level <= depth; level += 1) {
    const step = scan.path[level] ?? 0;
    pointer = appendToPointer(pointer, step >= 0 ? step : nameAt(scan.out, -1 - step));
  }
  return pointer;
}

/** The member name whose canonical form begins at `at`. */
export function nameAt(out: Buffer, at: number): string {
  let end = at + 1;
  let isPlain = true;
  for (; out[end] !== QUOTE; end += 1) {
    if (out[end] !== BACKSLASH) continue;
    isPlain = false;
    end += 1;
  }
  const text = out.toString('utf8', at, end + 1);
  return isPlain ? text.slice(1, -1) : (JSON.parse(text) as string);
}
