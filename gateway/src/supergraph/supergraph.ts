/**
 * One composed supergraph, ready to answer: the schema that clients see, and the planner that splits
 * an operation over the subgraphs. Immutable; a new composition makes a new one, and requests finish
 * on the one they began with.
 */
import { createHash } from 'node:crypto';
import {
  type Schema,
  Supergraph as ComposedSupergraph,
  operationFromDocument,
} from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { toClientSchema } from './api-schema.ts';

export interface Supergraph {
  /** SHA-256 of the SDL. */
  readonly id: string;
  readonly sdl: string;
  /** What clients see: no federation machinery, nothing inaccessible. */
  readonly apiSchema: GraphQLSchema;
  /** Everything, to know the types inside answers of subgraphs. */
  readonly fullSchema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Plans one operation of a document that is valid for apiSchema. */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
}

/** Errors: those of composition, with their messages, when the SDL is no valid supergraph. */
export function loadSupergraph(sdl: string): Supergraph {
  const composed = ComposedSupergraph.build(sdl, { validateSupergraph: true });
  const planner = new QueryPlanner(composed, { incrementalDelivery: { enableDefer: true } });
  const api: Schema = composed.apiSchema();
  return {
    id: createHash('sha256').update(sdl).digest('hex'),
    sdl,
    apiSchema: toClientSchema(api),
    fullSchema: composed.schema.toGraphQLJSSchema(),
    subgraphs: composed.subgraphsMetadata(),
    plan(document, operationName) {
      const options = operationName === undefined ? {} : { operationName };
      return planner.buildQueryPlan(
        operationFromDocument(api, document, { ...options, validate: false }),
      );
    },
  };
}
