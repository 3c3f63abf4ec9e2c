/**
 * Says in sentences what a JSON Schema validator found, with the place as a JSON Pointer. Written for
 * the person whose producer sent the event: what was wanted and what stood there instead.
 */
import type { JsonFault } from '@arbiter/kernel/json/exact-json.ts';
import { appendToPointer } from '@arbiter/kernel/json/json-pointer.ts';
import type { ErrorObject } from 'ajv';

/** Most faults or findings that are listed for one event. */
export const MAX_LISTED = 1_000;

/** Characters in all pointers of a list together, past which it is full: names can be long. */
export const MAX_LISTED_CHARS = 1_000_000;

/** A list that stops growing when nobody could read it any more. */
export interface BoundedList<T> {
  readonly items: T[];
  pointerChars: number;
}

/** An empty bounded list. */
export function boundedList<T>(): BoundedList<T> {
  return { items: [], pointerChars: 0 };
}

/** Adds an item, unless the list is full. Returns whether there is room for another. */
export function addBounded<T extends { pointer: string }>(list: BoundedList<T>, item: T): boolean {
  if (isFull(list)) return false;
  list.items.push(item);
  list.pointerChars += item.pointer.length;
  return !isFull(list);
}

/** Whether nothing more is added. */
export function isFull(list: BoundedList<unknown>): boolean {
  return list.items.length >= MAX_LISTED || list.pointerChars >= MAX_LISTED_CHARS;
}

/**
 * One fault for each error of a validator that was compiled with `verbose`; `base` points to the
 * validated value. A missing member is pointed to where it should be.
 */
export function faultsOfErrors(errors: readonly ErrorObject[], base: string): JsonFault[] {
  const faults = errors.map((error) => faultOfError(error, base));
  const seen = new Set<string>();
  // Several branches of one schema can say the same thing about the same place.
  return faults.filter(({ pointer, detail }) => {
    const key = `${pointer} ${detail}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The fault of a whole value that should be an object. */
export function notAnObject(value: unknown): JsonFault {
  return { pointer: '', detail: `Must be a JSON object, not ${show(value)}.` };
}

function faultOfError(error: ErrorObject, base: string): JsonFault {
  const pointer = base + error.instancePath;
  if (error.keyword === 'required' || error.keyword === 'dependentRequired') {
    const missing = String(error.params['missingProperty']);
    return { pointer: appendToPointer(pointer, missing), detail: `${missing} is required.` };
  }
  return { pointer, detail: sentence(error) };
}

function sentence(error: ErrorObject): string {
  const shown = show(error.data);
  switch (error.keyword) {
    case 'type':
      return `Must be ${kindName(error.params['type'])}, not ${shown}.`;
    case 'format':
      return `Must be ${formatName(String(error.params['format']))}, not ${shown}.`;
    case 'enum':
      return `Must be one of ${list(error.params['allowedValues'])}, not ${shown}.`;
    case 'const':
      return `Must be ${show(error.params['allowedValue'])}, not ${shown}.`;
    case 'anyOf':
    case 'oneOf':
      return 'Has none of the forms that its schema allows, or more than one.';
    default:
      return `${capitalized(error.message ?? 'does not fit its schema')}.`;
  }
}

function kindName(type: unknown): string {
  const names = String(type).split(',');
  return names.map((name) => KINDS.get(name) ?? name).join(' or ');
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['object', 'a JSON object'],
  ['array', 'an array'],
  ['string', 'a string'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
]);

function formatName(format: string): string {
  return FORMATS.get(format) ?? `in the format ${format}`;
}

const FORMATS: ReadonlyMap<string, string> = new Map([
  ['uuid', 'a UUID such as 3f5e83fa-3480-44ff-99c5-ff943904e5e8'],
  ['uri', 'an absolute URI such as https://example.org/producer'],
  ['date-time', 'a date and time such as 2026-01-31T12:00:00Z'],
  ['event-time', 'a date and time such as 2026-01-31T12:00:00Z'],
]);

function list(values: unknown): string {
  return Array.isArray(values) ? values.map(show).join(', ') : show(values);
}

/** Longest piece of a wrong value that is shown back. */
const SHOWN_CHARS = 80;

function show(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'a JSON object';
  if (typeof value !== 'string') return String(value);
  const isLong = value.length > SHOWN_CHARS;
  return JSON.stringify(isLong ? `${value.slice(0, SHOWN_CHARS).toWellFormed()}…` : value);
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
