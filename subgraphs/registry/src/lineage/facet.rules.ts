/**
 * Facets: the named pieces of metadata that a run, a job or a dataset carries. Anyone may define one,
 * so they are kept as the text that was sent, byte for byte; what Arbiter knows is read out of them.
 */
import type { ReadJson } from '@arbiter/kernel/json/exact-json.ts';
import { asRecord, memberOf } from './json-shape.rules.ts';

export interface Facet {
  /** The facet's JSON text exactly as it stood in the event. */
  readonly text: string;
  /** Whether the producer says that the facet does not hold any more (`_deleted: true`). */
  readonly deleted: boolean;
}

/** Facets by their key, in the order of the event. */
export type Facets = ReadonlyMap<string, Facet>;

/** Reads a facet's value by its key; undefined when there is no such facet or it is deleted. */
export type FacetReader = (key: string) => unknown;

/** Members under these names are facets, where they lie at most FACETS_DEPTH objects deep. */
export const FACET_CONTAINERS: ReadonlySet<string> = new Set([
  'facets',
  'inputFacets',
  'outputFacets',
]);

/** The event is 1 deep, its run and job 2, its datasets, which lie in a list, 3. */
export const FACETS_DEPTH = 3;

/** The facets held at a pointer of an event; none when there is no object. */
export function facetsAt(event: ReadJson, pointer: string, container: unknown): Facets {
  return new Map(
    Array.from(event.membersAt(pointer), ([key, text]) => [
      key,
      { text, deleted: isDeleted(memberOf(container, key)) },
    ]),
  );
}

/** Reads facets out of their parsed container. */
export function readerOfContainer(container: unknown): FacetReader {
  return (key) => {
    const value = memberOf(container, key);
    return isDeleted(value) ? undefined : value;
  };
}

/** Reads facets out of their texts. */
export function readerOfFacets(facets: Facets): FacetReader {
  return (key) => {
    const facet = facets.get(key);
    return facet === undefined || facet.deleted ? undefined : JSON.parse(facet.text);
  };
}

/**
 * The JSON text of an object with the facets that are not deleted, each byte for byte as sent. To be
 * stored as it is (a `jsonb` parameter): through JSON.parse, large integers would be rounded.
 */
export function facetsToJson(facets: Facets): string {
  const members = Array.from(facets)
    .filter(([, { deleted }]) => !deleted)
    .map(([key, { text }]) => `${JSON.stringify(key)}:${text}`);
  return `{${members.join(',')}}`;
}

function isDeleted(facet: unknown): boolean {
  return asRecord(facet) !== null && memberOf(facet, '_deleted') === true;
}
