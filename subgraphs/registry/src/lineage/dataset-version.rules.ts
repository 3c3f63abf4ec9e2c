/**
 * Versions of a dataset: one for each content that jobs have written to it, told by a hash of its
 * schema and of the producer's own version name. Defined by content, not by succession, so that the
 * versions do not depend on the order in which events arrive.
 */
import { canonicalize, sha256Hex } from '@arbiter/kernel/json/canonical-json.ts';
import type { DatasetFacts, DatasetRef, SchemaField } from './dataset-facts.rules.ts';
import { earlier, later, stampOf, stampWithin } from './event-stamp.rules.ts';
import type { Moment } from './event-merge.rules.ts';
import type { AcceptedEvent } from './openlineage.rules.ts';

export interface DatasetVersion extends DatasetRef {
  /** 64 hexadecimal digits; equal for equal content of one dataset only. */
  readonly hash: string;
  /** Null when the producer named a version without saying anything about the schema. */
  readonly fields: readonly SchemaField[] | null;
  /** The producer's own name for the version; null when it has none. */
  readonly version: string | null;
  /** The first and the last event that showed this content, by event time. */
  readonly first: Moment & { readonly runId: string | null };
  readonly last: Moment & { readonly runId: string | null };
}

/**
 * The versions that one event shows: of its outputs, and of the dataset of a dataset event. Inputs
 * show what a job saw, which may be old; a dataset with neither schema nor version name shows nothing.
 */
export function versionsOfEvent({ event, identity }: AcceptedEvent): DatasetVersion[] {
  const stamp = stampOf({ ...event, identity });
  const at = event.eventTime.at.toISOString();
  const runId = event.run?.runId ?? null;
  const datasets = event.dataset === null ? event.outputs : [event.dataset];
  const shown = datasets.flatMap((dataset, i) => {
    const moment = { stamp: stampWithin(stamp, i), at, runId };
    const hash = versionHash(dataset);
    const { namespace, name, fields, version } = dataset;
    if (hash === null) return [];
    return [{ namespace, name, hash, fields, version, first: moment, last: moment }];
  });
  return mergeVersions(shown, []);
}

/**
 * The hash of a dataset's content: names and types of its fields, in order and with nested ones, and
 * the producer's version name. Descriptions do not count. Null when the event says neither.
 */
export function versionHash(
  dataset: Pick<DatasetFacts, 'namespace' | 'name' | 'fields' | 'version'>,
): string | null {
  const { namespace, name, fields, version } = dataset;
  if (fields === null && version === null) return null;
  const content = { namespace, name, version, fields: fields?.map(fieldContent) ?? null };
  return sha256Hex(canonicalize(content));
}

/**
 * Both lists together, each content once with its first and last event, in the order in which they
 * were first shown. Associative, commutative and idempotent. The last element by `last.stamp` is the
 * version that the dataset has now.
 */
export function mergeVersions(
  a: readonly DatasetVersion[],
  b: readonly DatasetVersion[],
): DatasetVersion[] {
  const merged = new Map<string, DatasetVersion>();
  for (const version of [...a, ...b]) {
    const known = merged.get(version.hash);
    merged.set(version.hash, known === undefined ? version : mergeVersion(known, version));
  }
  return Array.from(merged.values()).toSorted((left, right) => {
    const [before, after] = [orderOf(left), orderOf(right)];
    return before < after ? -1 : before > after ? 1 : 0;
  });
}

function mergeVersion(a: DatasetVersion, b: DatasetVersion): DatasetVersion {
  // Descriptions are no part of the content: those of the last event are shown.
  const fields = later({ stamp: a.last.stamp, of: a }, { stamp: b.last.stamp, of: b }).of.fields;
  return { ...a, fields, first: earlier(a.first, b.first), last: later(a.last, b.last) };
}

function orderOf({ first, hash }: DatasetVersion): string {
  return `${first.stamp} ${hash}`;
}

function fieldContent({ name, type, fields }: SchemaField): object {
  return { name, type, fields: fields.map(fieldContent) };
}
