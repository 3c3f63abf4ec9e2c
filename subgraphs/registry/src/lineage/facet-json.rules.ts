/** Facets as clients read them: parsed. */
import type { Facets } from './facet.rules.ts';

/**
 * The facets' values by their keys. Parsing reads numbers as doubles; who needs every digit reads the
 * text of the event.
 */
export function facetValues(facets: Facets): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Array.from(facets, ([key, { text }]): [string, unknown] => [key, JSON.parse(text)]),
  );
}
