/**
 * Documents that arrive outside Apollo Server (WebSocket, SSE): parsed and validated once for each
 * distinct text and supergraph, and kept, bounded, so that a client that connects again costs
 * nothing twice.
 */
import { type DocumentNode, GraphQLError, parse, validate } from 'graphql';
import { allowedWords } from '@arbiter/server/graphql/presenter.ts';
import { DeferRule } from '../execution/deferred-rule.ts';
import { createTextCache, operationLimits } from '@arbiter/server/graphql/text-cache.ts';
import { rulesFor } from '../execution/subscription-root.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';

export type PreparedDocument =
  | { readonly document: DocumentNode }
  | { readonly errors: readonly GraphQLError[] };

export function createDocumentStore({
  apiSchema,
}: Pick<Supergraph, 'apiSchema'>): (query: string) => PreparedDocument {
  const known = createTextCache<PreparedDocument>(operationLimits);
  return (query) => known.remember(query, query.length, () => prepare(query));

  function prepare(query: string): PreparedDocument {
    try {
      const document = parse(query);
      const errors = validate(apiSchema, document, [...rulesFor(document), DeferRule]);
      if (errors.length === 0) return { document };
      return {
        errors: errors.map((error) =>
          coded(error, {
            code: 'GRAPHQL_VALIDATION_FAILED',
            ...allowedWords(error.message, apiSchema),
          }),
        ),
      };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return { errors: [coded(error, { code: 'GRAPHQL_PARSE_FAILED' })] };
    }
  }
}

function coded(
  error: GraphQLError,
  extensions: { readonly code: string; readonly allowed?: readonly string[] },
): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions,
  });
}
