/**
 * How a rule says no: with a code of the error catalogue, a sentence, and the facts a caller can
 * act on. Rules return refusals; services turn them into the error that clients see.
 */
import { AppError, type ErrorDetails } from '@arbiter/kernel/errors/app-error.ts';
import type { ErrorCode } from '@arbiter/kernel/errors/catalogue.ts';

export interface Refusal {
  readonly kind: 'refused';
  /** BAD_USER_INPUT: the input is wrong in itself; CONFLICT: wrong for this state. */
  readonly code: ErrorCode;
  /** Safe to show to anyone. */
  readonly message: string;
  /** `field` as in the mutations' `input`, `allowed` values, and the `state` that refuses. */
  readonly details: ErrorDetails;
}

/** The input itself is wrong; `field` is its path, `allowed` what would have been accepted. */
export function refuseInput(field: string, message: string, allowed?: readonly string[]): Refusal {
  const details = allowed === undefined ? { field } : { field, allowed };
  return { kind: 'refused', code: 'BAD_USER_INPUT', message, details };
}

/** The input is sound, but the present state of things does not allow it. */
export function refuseState(message: string, details: ErrorDetails): Refusal {
  return { kind: 'refused', code: 'CONFLICT', message, details };
}

/** The decision, when it is none to refuse. Errors: the refusal as an AppError. */
export function accepted<Decision extends { readonly kind: string }>(
  decision: Decision,
): Exclude<Decision, Refusal> {
  throwRefusal(decision.kind === 'refused' ? (decision as unknown as Refusal) : null);
  return decision as Exclude<Decision, Refusal>;
}

/** Nothing for null. Errors: the refusal as an AppError. */
export function throwRefusal(refusal: Refusal | null): void {
  if (refusal) throw new AppError(refusal.code, refusal.message, refusal.details);
}
