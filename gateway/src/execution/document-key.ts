/** Keys under which what is made of an operation is kept. */
import type { DocumentNode, OperationDefinitionNode } from 'graphql';

const documentIds = new WeakMap<DocumentNode, string>();
let documentCount = 0;

/** The key of one of a document's operations. Documents are kept by whoever parsed them; the same document is the same object. */
export function keyOf(document: DocumentNode, { name }: OperationDefinitionNode): string {
  let id = documentIds.get(document);
  if (id === undefined) {
    documentCount += 1;
    id = String(documentCount);
    documentIds.set(document, id);
  }
  return `${id} ${name?.value ?? ''}`;
}
