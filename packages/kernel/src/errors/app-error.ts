/**
 * The one error type for everything a caller can act on. Its message is safe to show to anyone;
 * what only the operator may read goes into `internal` and `cause`, which reach the log and never
 * the answer. Anything thrown that is not an AppError is a fault and is presented as INTERNAL.
 */
import type { ErrorCode } from './catalogue.ts';

/** Facts a client can act on; they become `extensions` (GraphQL) or members (problem+json). */
export interface ErrorDetails {
  /** Path of the argument that is at fault, e.g. `input.name` or `first`. */
  readonly field?: string;
  /** The values, or the description of the range, that would have been accepted. */
  readonly allowed?: readonly string[];
  /** Seconds to wait before a repeat can succeed. */
  readonly retryAfter?: number;
  /** Where a subscription can be resumed. */
  readonly cursor?: string;
  /** What stands in the way of a change, one sentence each. */
  readonly reasons?: readonly string[];
  /** The state that refused a change, e.g. `COMPLETED`. */
  readonly state?: string;
  /** The object's present version, where `expectedVersion` did not match. */
  readonly currentVersion?: number;
  /** What the caller lacks of what the place asks for; all of it is needed. */
  readonly required?: readonly RequiredAccess[];
  /** Name of the limit that was exceeded, and the largest value that it allows. */
  readonly limit?: string;
  readonly maximum?: number;
  /** Every fault of an input that can have several; `field` is that of the first. */
  readonly faults?: readonly FieldFault[];
}

/**
 * One thing that a place asks for: an authenticated caller; scopes, or policies, of which one inner
 * list must be held whole.
 */
export interface RequiredAccess {
  readonly authenticated?: true;
  readonly scopes?: readonly (readonly string[])[];
  readonly policies?: readonly (readonly string[])[];
}

/** One fault among several: the path of the value and a sentence about it. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

export interface AppErrorOptions extends ErrorDetails {
  /** For the log only. */
  readonly internal?: string;
  readonly cause?: unknown;
}

/** An error that a caller can act on; see the catalogue for what each code promises. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly internal: string | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    const { internal, cause, ...details } = options;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
    this.internal = internal;
  }
}

/** A value that is refused. `field` is the path of the argument, `allowed` what would fit. */
export function badInput(
  field: string,
  message: string,
  options: Omit<AppErrorOptions, 'field'> = {},
): AppError {
  return new AppError('BAD_USER_INPUT', message, { ...options, field });
}

/** `what` is the type's name in the schema, e.g. `Workflow`. The id is not repeated. */
export function notFound(what: string, field = 'id'): AppError {
  return new AppError('NOT_FOUND', `No such ${what}.`, { field });
}

/** The object's present state does not allow the change. */
export function conflict(message: string, options: AppErrorOptions = {}): AppError {
  return new AppError('CONFLICT', message, options);
}

/** A writer that read version n meets version m: the change is refused and nothing is stored. */
export function staleVersion(what: string, currentVersion: number): AppError {
  return conflict(`The ${what} was changed by someone else; read it again.`, {
    field: 'input.expectedVersion',
    currentVersion,
  });
}

/** Something that the request needs cannot be reached; `retryAfter` in seconds. */
export function unavailable(message: string, retryAfter: number, cause?: unknown): AppError {
  return new AppError('UNAVAILABLE', message, { retryAfter, cause });
}

/** An invariant that only a fault in Arbiter can break. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
