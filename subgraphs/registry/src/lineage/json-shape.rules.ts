/**
 * Looks into JSON of unknown shape. Facets are stored as sent, whatever their shape, so reading one
 * must never fail: what is not as expected is absent.
 */

export type JsonRecord = Readonly<Record<string, unknown>>;

/** The value, if it is a JSON object. */
export function asRecord(value: unknown): JsonRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : null;
}

/** The value, if it is a string. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The value's elements, if it is an array, else none. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** An own member of a JSON object; undefined when there is none or the value is no object. */
export function memberOf(value: unknown, name: string): unknown {
  const record = asRecord(value);
  return record !== null && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** A text member of a JSON object. */
export function textOf(value: unknown, name: string): string | null {
  return asText(memberOf(value, name));
}

/** The results of `read` for the elements of a list that have one. */
export function mapPresent<T>(values: readonly unknown[], read: (value: unknown) => T | null): T[] {
  return values.map(read).filter((result) => result !== null);
}
