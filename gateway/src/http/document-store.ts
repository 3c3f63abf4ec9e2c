/**
 * Where Apollo Server keeps the documents that it has parsed and found valid, within our limits. (Its
 * own store measures a document by writing it as JSON, which takes longer than parsing it did.)
 */
import type { DocumentNode } from 'graphql';
import { createTextCache, operationLimits } from '@arbiter/server/graphql/text-cache.ts';
import { lengthOf } from '../execution/operation.ts';

export function createDocumentStore() {
  const documents = createTextCache<DocumentNode>(operationLimits);
  return {
    get: async (hash: string) => documents.get(hash),
    async set(hash: string, document: DocumentNode) {
      documents.set(hash, lengthOf(document), document);
    },
    delete: async (hash: string) => documents.delete(hash),
  };
}
