/**
 * What every operation passes on its way in, over HTTP, WebSocket and event streams alike: its document
 * is found and measured, its variables too, and it is counted. Nothing is planned, and no subgraph asked,
 * for what is refused here.
 */
import { GraphQLError } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { type DocumentGate, createDocumentGate } from './document-gate.ts';
import type { IncomingOperation } from './incoming-operation.ts';
import type { MeasuredOperation } from './measure-document.ts';
import type { OperationLimits } from './operation-limits.ts';
import { type PersistedDocuments, createPersistedDocuments } from './persisted-documents.ts';
import { type RequestLimiter, noRequestLimiter } from './request-limiter.ts';
import { createMemoryDocuments } from './seen-documents.ts';
import { requireVariables } from './variable-limits.ts';

/** An AppError, or an error whose code only clients of GraphQL know. */
export type Refusal = AppError | GraphQLError;

export interface Admitted {
  /** The document; undefined when the request has none, which whoever reads it says best. */
  readonly query: string | undefined;
  /** For the answer, where it has headers. */
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal: Refusal | null;
}

export interface Caller {
  readonly identity: RequestIdentity;
  /** Size of the request, where it is known: spares measuring the variables of small ones. */
  readonly receivedBytes?: number | undefined;
}

export interface Admission {
  /** Measures a document. */
  readonly gate: DocumentGate;
  /** Rejects for faults only. */
  admit(operation: IncomingOperation, caller: Caller): Promise<Admitted>;
}

export interface AdmissionOptions {
  readonly limits: OperationLimits;
  /** By default those that this process has seen. */
  readonly documents?: PersistedDocuments | undefined;
  /** By default nobody is limited. */
  readonly limiter?: RequestLimiter | undefined;
}

export function createAdmission({
  limits,
  documents = createPersistedDocuments({ seen: createMemoryDocuments() }),
  limiter = noRequestLimiter,
}: AdmissionOptions): Admission {
  const gate = createDocumentGate(limits);
  return {
    gate,
    async admit(operation, { identity, receivedBytes }) {
      const found = await find(documents, gate, operation);
      const counted = await limiter.count(identity, mutationsIn(found.operations, operation));
      const { query, headers } = { ...found, ...counted };
      const refusal =
        counted.refusal ??
        found.refusal ??
        refusalOf(() => requireVariables(operation.variables, limits, receivedBytes));
      // What is no GraphQL would only take the place of what is.
      if (!refusal && found.operations.length > 0) documents.remember(operation);
      return { query, headers, refusal };
    },
  };
}

interface Found {
  readonly query: string | undefined;
  readonly operations: readonly MeasuredOperation[];
  readonly refusal: Refusal | null;
}

async function find(
  documents: PersistedDocuments,
  gate: DocumentGate,
  operation: IncomingOperation,
): Promise<Found> {
  try {
    const query = await documents.resolve(operation);
    const outcome = query === undefined ? { operations: [] } : gate(query);
    if ('refusal' in outcome) return { query, operations: [], refusal: outcome.refusal };
    return { query, operations: outcome.operations, refusal: null };
  } catch (error) {
    return { query: undefined, operations: [], refusal: asRefusal(error) };
  }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof AppError || error instanceof GraphQLError) return error;
  throw error;
}

function refusalOf(check: () => void): Refusal | null {
  try {
    check();
    return null;
  } catch (error) {
    return asRefusal(error);
  }
}

/** How often each mutation will be done; of all operations when it is not said which. */
function mutationsIn(
  operations: readonly MeasuredOperation[],
  { operationName }: IncomingOperation,
): Map<string, number> {
  const named = operations.filter(({ name }) => name === operationName);
  const chosen = named.length > 0 ? named : operations;
  const counts = new Map<string, number>();
  for (const [name, count] of chosen.flatMap(({ mutations }) => [...mutations])) {
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return counts;
}

/** The refusal as an error of GraphQL, with its code and what helps. */
export function asGraphQLError(refusal: Refusal, requestId: string): GraphQLError {
  const { message } = refusal;
  if (refusal instanceof GraphQLError) {
    return new GraphQLError(message, { extensions: { ...refusal.extensions, requestId } });
  }
  return new GraphQLError(message, {
    extensions: { code: refusal.code, ...refusal.details, requestId },
  });
}
