/** Which features of federation a supergraph may use here. */
import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES } from '@apollo/federation-internals';
import type { DocumentNode } from 'graphql';
import { linkedFeatures } from './join-directives.ts';

const specs = 'https://specs.apollo.dev';

/** They say who may ask for a field; nothing about how to answer it. */
const accessFeatures = ['authenticated', 'requiresScopes', 'policy'];

/** All that a supergraph may link with a purpose. Those without a purpose may be ignored. */
export const supportedFeatures: ReadonlySet<string> = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  ...accessFeatures.map((name) => `${specs}/${name}/v0.1`),
  `${specs}/cost/v0.1`,
  `${specs}/cacheTag/v0.1`,
]);

/** A supergraph that asks for what this gateway does not do; running it would give wrong answers. */
export class UnsupportedSupergraphError extends Error {
  override readonly name = 'UnsupportedSupergraphError';
}

/**
 * Errors: UnsupportedSupergraphError when the supergraph uses `@context` and `@fromContext`, whose
 * arguments the plans of Apollo's planner leave to the executor in a form that loses values.
 */
export function requireSupportedFeatures(supergraph: DocumentNode): void {
  const context = linkedFeatures(supergraph).find((url) => url.startsWith(`${specs}/context/`));
  if (context === undefined) return;
  throw new UnsupportedSupergraphError(
    `The supergraph uses @context and @fromContext (${context}), which this gateway does not ` +
      'support. Compose it from subgraphs that pass these values as arguments or with @requires.',
  );
}

/** Names of the linked features that say who may ask for what, e.g. `authenticated`. */
export function accessFeaturesOf(supergraph: DocumentNode): string[] {
  const linked = linkedFeatures(supergraph);
  return accessFeatures.filter((name) => linked.some((url) => url.startsWith(`${specs}/${name}/`)));
}
