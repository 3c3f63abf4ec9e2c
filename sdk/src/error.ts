/**
 * The one error of the SDK: what went wrong as a code to branch on, the facts that help to act on it,
 * and whether the same request may succeed later.
 */

/** Codes of Arbiter; `docs/reference/errors.md` says what each means. */
export type ServerErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'PAYLOAD_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'SUBSCRIPTION_GAP'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/**
 * NETWORK: no answer came, or the connection broke. PROTOCOL: what came is not an answer of Arbiter,
 * e.g. because the URL is another server's. When the time limit of the SDK runs out, that is a
 * TIMEOUT too.
 */
export type ClientErrorCode = 'NETWORK' | 'PROTOCOL';

/** A newer server may have codes that are not listed here. */
export type ArbiterErrorCode = ServerErrorCode | ClientErrorCode | (string & {});

/** One fault among several of an input: the path of the value and a sentence about it. */
export interface InputFault {
  readonly field: string;
  readonly message: string;
}

/** An error of a GraphQL answer as it came. */
export interface GraphQLFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What an error can know beyond its code and message. */
export type ErrorFacts = Partial<Omit<ArbiterError, keyof Error | 'code' | 'retryable'>>;

const retryableCodes = new Set<ArbiterErrorCode>([
  'NETWORK',
  'RATE_LIMITED',
  'TIMEOUT',
  'UNAVAILABLE',
]);

/**
 * Thrown for everything but the caller's own abort, which rejects with the signal's reason. Facts
 * that nobody stated are absent.
 */
export class ArbiterError extends Error {
  override readonly name = 'ArbiterError';
  readonly code: ArbiterErrorCode;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
  /** Path of the argument that is at fault, e.g. `input.name`. */
  declare readonly field?: string;
  /** The values, or the description of the range, that would have been accepted. */
  declare readonly allowed?: readonly string[];
  /** Seconds to wait before a repeat can succeed. */
  declare readonly retryAfter?: number;
  /** Finds the request in the logs and in the audit ledger. */
  declare readonly requestId?: string;
  /** Where in the answer the error happened. */
  declare readonly path?: readonly (string | number)[];
  /** Where a subscription can be resumed. */
  declare readonly cursor?: string;
  /** What stands in the way of a change, one sentence each. */
  declare readonly reasons?: readonly string[];
  /** The state that refused a change, e.g. `COMPLETED`. */
  declare readonly state?: string;
  /** The object's present version, where `expectedVersion` did not match. */
  declare readonly currentVersion?: number;
  /** Every fault of an input that has several. */
  declare readonly faults?: readonly InputFault[];
  /** Status of the HTTP answer that refused the request. */
  declare readonly status?: number;
  /** What arrived in spite of the error: the answer's data, null where something failed. */
  declare readonly data?: unknown;
  /** All errors of the answer, this one first. */
  declare readonly errors?: readonly GraphQLFault[];

  constructor(
    code: ArbiterErrorCode,
    message: string,
    { cause, ...facts }: ErrorFacts & { readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryableCodes.has(code);
    Object.assign(this, facts);
  }
}
