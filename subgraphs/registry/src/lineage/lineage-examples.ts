/**
 * The parts of a small lineage event that is in order, for tests to change in one place.
 */
import { type AcceptedEvent, readLineageEvent } from './openlineage.rules.ts';

/** The address of a core schema's definition. */
export const schemaURL = (version: string, definition = 'RunEvent'): string =>
  `https://openlineage.io/spec/${version}/OpenLineage.json#/$defs/${definition}`;
/** What every facet has. */
export const base = { _producer: 'https://p.example/', _schemaURL: 'https://s.example/f.json' };
export const run = { runId: '3f5e83fa-3480-44ff-99c5-ff943904e5e8' };
export const job = { namespace: 'ns', name: 'job' };
export const dataset = { namespace: 'pg://h:1', name: 'a.b' };
export const envelope = {
  eventTime: '2026-01-01T00:00:00Z',
  producer: 'https://p.example/',
  schemaURL: schemaURL('2-0-2'),
};
/** Without any finding. */
export const runEvent = { ...envelope, eventType: 'START', run, job };

/** Reads an event that has to be in order. */
export function accept(event: unknown): AcceptedEvent {
  const result = readLineageEvent(JSON.stringify(event));
  if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
  return result;
}
