/**
 * Reads JSON from outside: says where a malformed text breaks, refuses what Arbiter cannot keep, and
 * gives every text an identity under which two spellings of one value are equal and two different
 * numbers never are. (RFC 8785 alone reads numbers as doubles: two 64-bit integers could become one.)
 */
import { isUtf8 } from 'node:buffer';
import { sha256Hex } from './canonical-json.ts';
import { appendToPointer } from './json-pointer.ts';
import { scanJson } from './json-scanner.ts';
import type { ByteSpan, JsonFault } from './scan-state.ts';

export type { JsonFault };

/**
 * Deepest nesting that is read. Real lineage events stay below 20; a hundred leaves room for nested
 * types and query plans, and keeps every later walk over the value far from the end of the stack.
 */
export const MAX_JSON_DEPTH = 100;

/** Most faults that are listed for one text: enough to mend it, too few to fill the memory. */
export const MAX_JSON_FAULTS = 1_000;

/** Characters in all their pointers together, past which no more are listed: names can be long. */
export const MAX_JSON_FAULT_CHARS = 1_000_000;

export interface ReadJson {
  readonly kind: 'read';
  readonly value: unknown;
  /** The text as it was sent. */
  readonly text: string;
  /**
   * SHA-256, in hexadecimal, of the RFC 8785 form with every number written by its exact decimal
   * value: equal for texts that differ in white space, order of members or spelling of strings and
   * numbers only, different for any two different values.
   */
  readonly identity: string;
  /**
   * The raw texts of the members of an object that `keepMembersOf` named, by member name; empty for
   * any other pointer.
   */
  readonly membersAt: (pointer: string) => ReadonlyMap<string, string>;
}

/** Not JSON, or not UTF-8. `detail` is `reason` as a sentence with the place. */
export interface MalformedJson {
  readonly kind: 'malformed';
  readonly reason: string;
  readonly detail: string;
  /** In bytes, from 0. */
  readonly offset: number;
}

/** Well formed, but not to be kept; every fault is listed, within the two limits above. */
export interface RefusedJson {
  readonly kind: 'refused';
  readonly faults: readonly JsonFault[];
  /** What JSON.parse makes of the text, for further checks; undefined when it is nested too deep. */
  readonly value: unknown;
}

export interface ReadJsonOptions {
  /** Names of objects whose members' raw texts are wanted, where they lie at most `depth` deep. */
  readonly keepMembersOf?: { readonly names: ReadonlySet<string>; readonly depth: number };
}

/**
 * Reads one JSON text (RFC 8259; UTF-8 when given as bytes, no byte order mark).
 * Refused are: NUL and lone surrogates in any name or string; a name that occurs twice in one
 * object, because readers disagree about which one counts (RFC 7493, section 2.3); numbers outside
 * the range of a double (RFC 7493, section 2.2); nesting deeper than MAX_JSON_DEPTH, where reading
 * stops at once. Never throws, whatever the input.
 */
export function readExactJson(
  source: Uint8Array | string,
  { keepMembersOf }: ReadJsonOptions = {},
): ReadJson | MalformedJson | RefusedJson {
  const input = typeof source === 'string' ? Buffer.from(source) : asBuffer(source);
  if (!isUtf8(input)) return malformed(input, 'the text is not valid UTF-8', firstInvalid(input));
  const scanned = scanJson(input, {
    maxDepth: MAX_JSON_DEPTH,
    maxFaults: MAX_JSON_FAULTS,
    maxFaultChars: MAX_JSON_FAULT_CHARS,
    keepMembersOf: keepMembersOf?.names ?? new Set(),
    keepToDepth: keepMembersOf?.depth ?? 0,
  });
  if (scanned.malformed !== null) {
    return malformed(input, scanned.malformed.reason, scanned.malformed.offset);
  }
  const text = typeof source === 'string' ? source : input.toString('utf8');
  const value: unknown = scanned.isComplete ? JSON.parse(text) : undefined;
  const raw = text.isWellFormed() ? [] : loneSurrogates(value, '');
  const faults = [...scanned.faults, ...raw].slice(0, MAX_JSON_FAULTS);
  if (faults.length > 0) return { kind: 'refused', faults, value };
  return {
    kind: 'read',
    value,
    text,
    identity: sha256Hex(scanned.canonical),
    membersAt: (pointer) => textsOf(scanned.members.get(pointer), input, text),
  };
}

/** A sentence that says what is wrong with a text and where, for a person who has the text. */
export function malformed(input: Uint8Array, reason: string, offset: number): MalformedJson {
  const before = asBuffer(input).toString('utf8', 0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  const place = `line ${line}, column ${before.length - lineStart + 1} (byte ${offset})`;
  const detail = `Malformed JSON at ${place}: ${reason}.`;
  return { kind: 'malformed', reason, detail, offset };
}

/** The texts at spans that count the bytes of `input`; `text` is the same as a string. */
function textsOf(
  spans: ReadonlyMap<string, ByteSpan> | undefined,
  input: Buffer,
  text: string,
): ReadonlyMap<string, string> {
  const isAscii = text.length === input.length;
  const texts = new Map<string, string>();
  for (const [name, { start, end }] of spans ?? []) {
    texts.set(name, isAscii ? text.slice(start, end) : input.toString('utf8', start, end));
  }
  return texts;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The offset of the first byte that is not part of valid UTF-8. */
function firstInvalid(input: Buffer): number {
  const decoded = input.toString('utf8');
  let offset = 0;
  // The decoder writes U+FFFD for what it cannot read; one that the sender wrote has these bytes.
  for (const part of decoded.split('\ufffd')) {
    offset += Buffer.byteLength(part);
    if (!input.subarray(offset, offset + 3).equals(SENT_REPLACEMENT)) return offset;
    offset += SENT_REPLACEMENT.length;
  }
  return offset;
}

const SENT_REPLACEMENT = Buffer.from('\ufffd');

/** Every place of a value whose text has a lone surrogate. The value's depth must be bounded. */
function loneSurrogates(value: unknown, pointer: string): JsonFault[] {
  const fault = {
    pointer,
    detail: 'The text contains a lone surrogate, which is not valid Unicode.',
  };
  if (typeof value === 'string') return value.isWellFormed() ? [] : [fault];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = appendToPointer(pointer, name);
    const inName = name.isWellFormed() ? [] : [{ ...fault, pointer: at }];
    return [...inName, ...loneSurrogates(member, at)];
  });
}
