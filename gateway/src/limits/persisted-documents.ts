/**
 * Documents that are known by a hash of their text: trusted ones, which come with the deployment (the
 * manifest of a client), and those that clients have sent before (automatic persisted queries).
 */
import { GraphQLError } from 'graphql';
import { AppError, badInput, notFound } from '@arbiter/kernel/errors/app-error.ts';
import { type IncomingOperation, referenceOf } from './incoming-operation.ts';
import { type SeenDocuments, hashOf, isHash } from './seen-documents.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

export interface PersistedDocuments {
  /**
   * The document's text; undefined when the request neither has one nor names one. Errors: a
   * GraphQLError with PERSISTED_QUERY_NOT_FOUND, after which clients send the text; BAD_USER_INPUT for a
   * hash of something else; FORBIDDEN where only trusted documents run; NOT_FOUND for an unknown id.
   */
  resolve(operation: IncomingOperation): Promise<string | undefined>;
  /** Keeps the text for later requests by hash, if this one wants that. Called when it may run. */
  remember(operation: IncomingOperation): void;
}

export interface PersistedOptions {
  readonly seen: SeenDocuments;
  readonly trusted?: TrustedDocuments | undefined;
}

export function createPersistedDocuments({ seen, trusted }: PersistedOptions): PersistedDocuments {
  const isClosed = trusted?.isOnly === true;
  return {
    async resolve(operation) {
      const reference = referenceOf(operation);
      const { query } = operation;
      if (reference && reference.version !== 1) {
        throw badInput('extensions.persistedQuery.version', 'Unsupported persisted query version.');
      }
      if (typeof query === 'string' && query !== '') {
        if (reference?.isAutomatic) requireHash(query, reference.id);
        if (isClosed && !trusted.hasText(query)) throw untrusted();
        return query;
      }
      if (!reference) return undefined;
      const known = trusted?.textOf(reference.id);
      if (known !== undefined) return known;
      if (isClosed) throw untrusted();
      if (!reference.isAutomatic) throw notFound('trusted document', 'documentId');
      // Nobody is asked for what no text has, which may be as long as a request.
      const text = isHash(reference.id) ? await seen.get(reference.id) : undefined;
      if (text === undefined) throw persistedQueryNotFound();
      return text;
    },
    remember(operation) {
      const reference = referenceOf(operation);
      const { query } = operation;
      if (isClosed || !reference?.isAutomatic || typeof query !== 'string' || query === '') return;
      seen.set(reference.id, query);
    },
  };
}

function requireHash(query: string, hash: string): void {
  if (hashOf(query) === hash) return;
  throw badInput('extensions.persistedQuery.sha256Hash', 'provided sha does not match query');
}

function untrusted(): AppError {
  return new AppError(
    'FORBIDDEN',
    'Only trusted documents run here; this one is not in the manifest of any client.',
    { field: 'query' },
  );
}

/** Message and code as clients of automatic persisted queries know them. */
function persistedQueryNotFound(): GraphQLError {
  const extensions = { code: 'PERSISTED_QUERY_NOT_FOUND' };
  return new GraphQLError('PersistedQueryNotFound', { extensions });
}
