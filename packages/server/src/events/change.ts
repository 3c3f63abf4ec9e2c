/** What changes, in the words of the ledger: only the fields that differ, before and after. */
import { isDeepStrictEqual } from 'node:util';
import type { ResourceChange } from './domain-event.ts';

/**
 * The change that assigning `wanted` to `current` makes, or null when it makes none.
 * Call it before assigning.
 */
export function changeOf(
  current: object,
  wanted: Readonly<Record<string, unknown>>,
): ResourceChange | null {
  const values = current as Readonly<Record<string, unknown>>;
  const fields = Object.keys(wanted).filter((field) => !isSame(values[field], wanted[field]));
  if (fields.length === 0) return null;
  const pick = (from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(fields.map((field) => [field, from[field] ?? null]));
  return { action: 'UPDATE', before: pick(values), after: pick(wanted) };
}

/** Compares as stored: objects of a document have no prototype, those of variables have one. */
function isSame(stored: unknown, wanted: unknown): boolean {
  return isDeepStrictEqual(asJson(stored), asJson(wanted));
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
