/** The hash by which a document is known in logs, traces and lists of persisted queries. */
import { createHash } from 'node:crypto';
import { type DocumentNode, print } from 'graphql';

const hashes = new WeakMap<DocumentNode, string>();

/** SHA-256 of the text that the client has sent, in hex; computed when it is first asked for. */
export function documentHash(document: DocumentNode): string {
  const known = hashes.get(document);
  if (known) return known;
  const text = document.loc?.source.body ?? print(document);
  const hash = createHash('sha256').update(text).digest('hex');
  hashes.set(document, hash);
  return hash;
}
