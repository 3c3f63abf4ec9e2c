/** The labels of progressive overrides, `@override(from:, label:)`. */
import type { DocumentNode } from 'graphql';
import { fieldsTypesOf, joinFieldsOf, textArgument } from './join-directives.ts';

/** Each label of the supergraph once, sorted. */
export function overrideLabelsOf(supergraph: DocumentNode): string[] {
  const labels = fieldsTypesOf(supergraph)
    .flatMap(({ fields }) => fields ?? [])
    .flatMap(joinFieldsOf)
    .flatMap((joined) => textArgument(joined, 'overrideLabel') ?? []);
  return [...new Set(labels)].sort();
}
