/**
 * What no argument of any field may carry: text that cannot be stored, JSON that is too large or
 * too deep, times outside the years that every client can read. Checked before a resolver runs, so
 * that nothing of a refused input is stored.
 */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { faultOfText } from '@arbiter/kernel/text/text.ts';

/** One argument as JSON text; larger values belong into artifacts. */
export const maxArgumentBytes = 1_000_000;
/** Nesting of one argument; bounds recursion here and in everything that walks stored JSON. */
export const maxArgumentDepth = 64;

const earliestTime = new Date('0001-01-01T00:00:00Z').getTime();
const latestTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Errors: BAD_USER_INPUT naming the path of the value, e.g. `input.metadata.notes[2]`; of an
 * argument that is too large its largest member, which is what the caller has to put elsewhere.
 */
export function guardArguments(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    if (guardValue(value, name, 0) <= maxArgumentBytes) continue;
    const largest = largestMember(value, name);
    const limit = `${name} is larger than ${maxArgumentBytes} bytes`;
    throw badInput(largest, `${limit}; store ${largest} as an artifact and refer to it.`);
  }
}

/** The path of the largest member of an object; the path itself for any other value. */
function largestMember(value: unknown, path: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path;
  const sizes = Object.entries(value).map(([key, member]) => ({
    path: `${path}.${key}`,
    size: guardValue(member, path, 1),
  }));
  return sizes.reduce((largest, next) => (next.size > largest.size ? next : largest)).path;
}

/** Checks a value and returns about how many bytes it has as JSON. */
function guardValue(value: unknown, path: string, depth: number): number {
  if (typeof value === 'string') return guardText(value, path);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw badInput(path, `${path} must be a finite number.`);
  }
  if (value instanceof Date) return guardTime(value, path);
  if (typeof value !== 'object' || value === null) return 8;
  if (depth >= maxArgumentDepth) {
    throw badInput(path, `${path} is nested deeper than ${maxArgumentDepth} levels.`);
  }
  return Array.isArray(value) ? guardList(value, path, depth) : guardObject(value, path, depth);
}

function guardText(text: string, path: string): number {
  const fault = faultOfText(text);
  if (fault) throw badInput(path, `${path} ${fault}.`);
  return Buffer.byteLength(text) + 2;
}

function guardTime(time: Date, path: string): number {
  const at = time.getTime();
  if (at >= earliestTime && at <= latestTime) return 26;
  throw badInput(path, `${path} must lie between the years 1 and 9999.`, {
    allowed: ['0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z'],
  });
}

function guardList(list: readonly unknown[], path: string, depth: number): number {
  let size = 2;
  for (const [index, item] of list.entries()) {
    size += guardValue(item, `${path}[${index}]`, depth + 1) + 1;
  }
  return size;
}

function guardObject(object: object, path: string, depth: number): number {
  let size = 2;
  for (const [key, item] of Object.entries(object)) {
    const fault = faultOfText(key);
    if (fault) throw badInput(path, `A key in ${path} ${fault}.`);
    size += Buffer.byteLength(key) + 4 + guardValue(item, `${path}.${key}`, depth + 1);
  }
  return size;
}
