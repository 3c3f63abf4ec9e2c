/**
 * Documents that arrive outside Apollo Server (WebSocket, SSE): parsed and validated once for each
 * distinct text and supergraph, and kept, bounded, so that a client that connects again costs
 * nothing twice.
 */
import {
  type DocumentNode,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  validate,
} from 'graphql';
import { allowedWords, withoutSuggestion } from '@arbiter/server/graphql/presenter.ts';
import { shortMessage } from '@arbiter/server/graphql/short-message.ts';
import { DeferRule } from '../execution/deferred-rule.ts';
import { createTextCache, operationLimits } from '@arbiter/server/graphql/text-cache.ts';
import { rulesFor } from '../execution/subscription-root.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';

export type PreparedDocument =
  | { readonly document: DocumentNode }
  | { readonly errors: readonly GraphQLError[] };

export function createDocumentStore(
  { apiSchema }: Pick<Supergraph, 'apiSchema'>,
  { showsSchema }: { readonly showsSchema: boolean },
): (query: string) => PreparedDocument {
  const known = createTextCache<PreparedDocument>(operationLimits);
  return (query) => known.remember(query, query.length, () => prepare(query));

  function refused(error: GraphQLError): GraphQLError {
    const code = 'GRAPHQL_VALIDATION_FAILED';
    if (showsSchema) return coded(error, { code, ...allowedWords(error.message, apiSchema) });
    return coded(error, { code }, withoutSuggestion(error.message));
  }

  function prepare(query: string): PreparedDocument {
    try {
      const document = parse(query);
      const hiding = showsSchema ? [] : [NoSchemaIntrospectionCustomRule];
      const rules = [...rulesFor(document), DeferRule, ...hiding];
      const errors = validate(apiSchema, document, rules);
      if (errors.length === 0) return { document };
      return { errors: errors.map(refused) };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return { errors: [coded(error, { code: 'GRAPHQL_PARSE_FAILED' })] };
    }
  }
}

function coded(
  error: GraphQLError,
  extensions: { readonly code: string; readonly allowed?: readonly string[] },
  message = error.message,
): GraphQLError {
  // Kept with the document, and bounded as it is.
  return new GraphQLError(shortMessage(message), {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions,
  });
}
