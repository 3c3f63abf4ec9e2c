/** Which features of federation a supergraph may use here. */
import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES } from '@apollo/federation-internals';
import type { DocumentNode } from 'graphql';
import { linkedFeatures } from './join-directives.ts';
import { UnsupportedSupergraphError } from './supergraph-faults.ts';

const specs = 'https://specs.apollo.dev';

/** They say who may ask for a field, see ../authorization; nothing about how to answer it. */
const accessFeatures = ['authenticated', 'requiresScopes', 'policy'];

/** All that a supergraph may link with a purpose. Those without a purpose may be ignored. */
export const supportedFeatures: ReadonlySet<string> = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  ...accessFeatures.map((name) => `${specs}/${name}/v0.1`),
  `${specs}/cost/v0.1`,
  `${specs}/cacheTag/v0.1`,
]);

/**
 * Errors: UnsupportedSupergraphError when the supergraph uses `@context` and `@fromContext`: answers
 * would be wrong without a word, so it is not enough to leave the directives out.
 */
export function requireSupportedFeatures(supergraph: DocumentNode): void {
  const isContext = (url: string) => url.startsWith(`${specs}/context/`);
  if (!linkedFeatures(supergraph).some(isContext)) return;
  throw new UnsupportedSupergraphError(
    'uses @context, which this gateway does not support. Take @context and @fromContext out of ' +
      'the subgraphs, pass the value as an argument or by @requires, and compose again',
  );
}
