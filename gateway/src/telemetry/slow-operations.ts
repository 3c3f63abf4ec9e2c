/** The log of slow operations: what was asked, by its hash, and where the time went. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { type Logger, requestLogger } from '@arbiter/server/telemetry/logger.ts';
import type { OperationRecord } from './operation-record.ts';
import { planText } from './plan-text.ts';

/** Five times the budget of an answer; what takes longer is worth a line. */
export const slowOperationMs = 1_000;

export interface FinishedOperation {
  readonly type: string;
  readonly name: string | undefined;
  /** SHA-256 of the document; asked for only when it is needed. */
  readonly hash: () => string;
  readonly identity: RequestIdentity;
  readonly durationMs: number;
  readonly record: OperationRecord;
}

/** Writes a line when the operation took long. Values of variables are never in it. */
export function logIfSlow(logger: Logger, operation: FinishedOperation): void {
  const { type, name, hash, identity, durationMs, record } = operation;
  if (durationMs < slowOperationMs) return;
  const facts = {
    operationType: type,
    operationName: name,
    documentHash: hash(),
    durationMs: Math.round(durationMs),
    fetches: record.fetches,
    plan: planText(record.plan),
  };
  requestLogger(logger, identity).warn(facts, 'slow operation');
}
