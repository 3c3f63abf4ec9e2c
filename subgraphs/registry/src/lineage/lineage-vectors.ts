/**
 * The recorded lineage events of real producers, one body for each that was posted. For tests and for
 * the demonstration; see vectors/openlineage/SOURCE.txt for where they come from.
 */
import { readFileSync } from 'node:fs';

export interface RecordedBody {
  /** File under vectors/openlineage, and the body's place in it. */
  readonly file: string;
  readonly index: number;
  readonly body: string;
}

/** What an independent validator said about a file; its errors end in how often they occur. */
export interface RecordedVerdict {
  readonly file: string;
  readonly events: number;
  readonly core_valid: number;
  readonly core_errors?: readonly string[];
  readonly facet_errors?: readonly string[];
}

/** The verdict on each file of events, in a fixed order. */
export function recordedVerdicts(): RecordedVerdict[] {
  return JSON.parse(readVector('INDEX.json')) as RecordedVerdict[];
}

/** All recorded bodies, file by file, in the order in which they were posted. */
export function recordedBodies(): RecordedBody[] {
  return recordedVerdicts().flatMap(({ file }) => bodiesOf(file));
}

/** The bodies of one file. */
export function bodiesOf(file: string): RecordedBody[] {
  return textsOf(file).map((body, index) => ({ file, index, body }));
}

/** The text of one file of the vectors. */
export function readVector(file: string): string {
  return readFileSync(new URL(file, VECTORS), 'utf8');
}

const VECTORS = new URL('../../vectors/openlineage/', import.meta.url);

function textsOf(file: string): string[] {
  const text = readVector(file);
  if (file.endsWith('.ndjson')) return text.split('\n').filter((line) => line !== '');
  if (file.endsWith('.http.json')) {
    const requests = JSON.parse(text) as { readonly body_after_decoding: string }[];
    return requests.map((request) => request.body_after_decoding);
  }
  if (file.endsWith('.template.json')) {
    const events = JSON.parse(filledIn(text)) as unknown[];
    return events.map((event) => JSON.stringify(event));
  }
  return [text];
}

/** Marquez fills its template in with times around now; here they are fixed. */
function filledIn(template: string): string {
  const start = Date.UTC(2025, 0, 1, 12);
  return template.replaceAll(
    /\{\{RUN_(?:START_TIME|END_TIME_AFTER_(\d+)_MINUTES)\}\}/g,
    (_, minutes) => new Date(start + Number(minutes ?? 0) * 60_000).toISOString(),
  );
}
