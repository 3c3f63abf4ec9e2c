/**
 * What every document passes before it is validated, whichever way it came: its length, depth and
 * width. Done once for each distinct text, whose outcome is kept, bounded.
 */
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { createTextCache, operationLimits } from '@arbiter/server/graphql/text-cache.ts';
import { type MeasuredOperation, measureDocument } from './measure-document.ts';
import { type OperationLimits, limitExceeded } from './operation-limits.ts';
import { requireScannable } from './scan-document.ts';

/** Either a refusal, or the operations of the document; none when it is no GraphQL. */
export type GateOutcome =
  | { readonly refusal: AppError }
  | { readonly operations: readonly MeasuredOperation[] };

export type DocumentGate = (query: string) => GateOutcome;

export function createDocumentGate(limits: OperationLimits): DocumentGate {
  const known = createTextCache<GateOutcome>(operationLimits);
  return (query) => {
    // Of a long text not even the outcome is looked for, or kept.
    const refusal = refusalOfLength(query, limits);
    return refusal
      ? { refusal }
      : known.remember(query, query.length, () => examine(query, limits));
  };
}

function refusalOfLength(query: string, { characters: maximum }: OperationLimits): AppError | null {
  if (query.length <= maximum) return null;
  return limitExceeded({ limit: 'characters', maximum, found: query.length });
}

function examine(query: string, limits: OperationLimits): GateOutcome {
  try {
    requireScannable(query, limits);
    const document = parseLoosely(query);
    const operations = document ? measureDocument(document) : [];
    for (const operation of operations) requireExtent(operation, limits);
    return { operations };
  } catch (error) {
    if (error instanceof AppError) return { refusal: error };
    throw error;
  }
}

/** Null for what is no GraphQL: whoever runs it says what is wrong with it. */
function parseLoosely(query: string): DocumentNode | null {
  try {
    return parse(query, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

function requireExtent(operation: MeasuredOperation, limits: OperationLimits): void {
  const { depth, aliases, directives, fields: rootFields } = operation;
  const found = { depth, aliases, rootFields, directives };
  for (const limit of ['depth', 'aliases', 'rootFields', 'directives'] as const) {
    if (found[limit] <= limits[limit]) continue;
    throw limitExceeded({ limit, maximum: limits[limit], found: found[limit] });
  }
}
