/** Subgraphs where the supergraph says that they are, over HTTP. */
import type { Clock } from '@arbiter/kernel/clock.ts';
import type { SigningKey } from '@arbiter/server/auth/signing-key.ts';
import { httpSource } from '../subgraphs/http-source.ts';
import { SupergraphError } from './read-supergraph.ts';
import type { SourceFinder, SubgraphPlace } from './source-registry.ts';

export interface HttpFinderOptions {
  /** Signs who asks, when the subgraphs are ours. */
  readonly key?: SigningKey | undefined;
  readonly clock: Clock;
}

/** Errors when finding: SupergraphError for a place that is no URL. */
export function httpFinder(options: HttpFinderOptions): SourceFinder {
  return {
    locate: urlOf,
    open: (place) => httpSource({ name: place.name, url: urlOf(place), ...options }),
  };
}

function urlOf({ name, url }: SubgraphPlace): string {
  const parsed = URL.parse(url);
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return parsed.href;
  throw new SupergraphError(
    `The supergraph says of the subgraph ${name} that it is at ${JSON.stringify(url)}. Give its ` +
      'http:// or https:// address (routing_url) when composing.',
  );
}
