/** An operation as clients send it, whichever way: with its document, or with what stands for it. */
import { z } from 'zod';

/** What of a request says which operation to run. */
export interface IncomingOperation {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
  /** Id of a trusted document; two names for one thing. */
  readonly documentId?: unknown;
  readonly id?: unknown;
}

const persistedQuery = z.object({
  persistedQuery: z.object({ version: z.number().optional(), sha256Hash: z.string().min(1) }),
});

export interface DocumentReference {
  readonly id: string;
  /** Whether the client will send the document when it is not known (automatic persisted queries). */
  readonly isAutomatic: boolean;
  readonly version: number;
}

/** What stands for the document, or belongs to it; null when nothing does. */
export function referenceOf({
  extensions,
  documentId,
  id,
}: IncomingOperation): DocumentReference | null {
  const { data } = persistedQuery.safeParse(extensions);
  if (data) {
    const { version = 1, sha256Hash } = data.persistedQuery;
    return { id: sha256Hash, isAutomatic: true, version };
  }
  const given = documentId ?? id;
  if (typeof given !== 'string' || given === '') return null;
  return { id: given.replace(/^sha256:/, ''), isAutomatic: false, version: 1 };
}
