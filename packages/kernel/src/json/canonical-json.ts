/**
 * The canonical text of a JSON value (RFC 8785, JCS) and the hash of a text: what the audit ledger
 * signs and what content hashes are made of. A value without exactly one canonical text is refused,
 * never repaired, because a repaired value would carry the hash of something nobody said.
 */
import { hash } from 'node:crypto';
import { appendToPointer } from './json-pointer.ts';

/** Deepest nesting that is written; deep enough for any real record, and never a stack overflow. */
export const MAX_CANONICAL_DEPTH = 1_000;

/**
 * The canonical JSON text of a value: no white space, members sorted by the UTF-16 code units of
 * their names, numbers as ECMAScript prints them (-0 is `0`).
 * Errors: TypeError, naming the place by JSON Pointer, for anything JSON cannot say or RFC 8785
 * forbids: NaN, infinities, lone surrogates, undefined, holes in arrays, functions, symbols,
 * bigints, objects that are neither plain objects nor arrays (dates, maps), cycles, and values
 * nested deeper than MAX_CANONICAL_DEPTH.
 * Source: RFC 8785, section 3.2.
 */
export function canonicalize(value: unknown): string {
  return write(value, '', []);
}

/** The SHA-256 of a text's UTF-8 bytes, or of bytes: 64 lower-case hexadecimal digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

function write(value: unknown, pointer: string, ancestors: object[]): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, pointer);
    case 'number':
      if (!Number.isFinite(value)) throw refusal(String(value), pointer);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : writeContainer(value, pointer, ancestors);
    default:
      throw refusal(`a value of type ${typeof value}`, pointer);
  }
}

function writeString(text: string, pointer: string): string {
  if (!text.isWellFormed()) throw refusal('a lone surrogate', pointer);
  return JSON.stringify(text);
}

function writeContainer(value: object, pointer: string, ancestors: object[]): string {
  if (ancestors.includes(value)) throw refusal('a cycle', pointer);
  if (ancestors.length >= MAX_CANONICAL_DEPTH) throw refusal('nesting this deep', pointer);
  ancestors.push(value);
  const text = Array.isArray(value)
    ? writeArray(value, pointer, ancestors)
    : writeObject(value, pointer, ancestors);
  ancestors.pop();
  return text;
}

function writeArray(values: readonly unknown[], pointer: string, ancestors: object[]): string {
  // Array.from visits holes as undefined, so that they are refused; map would skip them.
  const parts = Array.from(values, (value, i) =>
    write(value, appendToPointer(pointer, i), ancestors),
  );
  return `[${parts.join(',')}]`;
}

function writeObject(value: object, pointer: string, ancestors: object[]): string {
  if (!isPlain(value)) throw refusal(`a ${value.constructor.name}`, pointer);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const members = entries.map(([name, member]) => {
    const at = appendToPointer(pointer, name);
    return `${writeString(name, at)}:${write(member, at, ancestors)}`;
  });
  return `{${members.join(',')}}`;
}

/** Made by a literal, JSON.parse or Object.create(null), in this realm or in another one. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refusal(what: string, pointer: string): TypeError {
  return new TypeError(`Canonical JSON cannot hold ${what} (at "${pointer}").`);
}
