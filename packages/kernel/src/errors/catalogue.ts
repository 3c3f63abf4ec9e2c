/**
 * The closed list of error codes a client of Arbiter can meet, with what each means and what to do
 * next. The reference page `docs/reference/errors.md` is generated from it. A code is added only
 * when a client would branch on it.
 */

/** What one code promises. `httpStatus` is used where an answer is plain HTTP (RFC 9457). */
export interface ErrorDescription {
  readonly httpStatus: number;
  /** One sentence for the reader of the reference page. */
  readonly meaning: string;
  /** What the caller can do about it. */
  readonly remedy: string;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
}

export const errorCatalogue = {
  BAD_USER_INPUT: {
    httpStatus: 400,
    meaning: 'An argument, variable or body has a value that is not accepted; nothing was stored.',
    remedy: 'Correct the value named in `extensions.field`; `extensions.allowed` lists what fits.',
    retryable: false,
  },
  UNAUTHENTICATED: {
    httpStatus: 401,
    meaning: 'The request carries no valid identity.',
    remedy: 'Send a valid token, or renew an expired one.',
    retryable: false,
  },
  FORBIDDEN: {
    httpStatus: 403,
    meaning: 'The identity is known but may not do this.',
    remedy: 'Ask for the scope or access level that the message names.',
    retryable: false,
  },
  NOT_FOUND: {
    httpStatus: 404,
    meaning: 'No such object exists in the tenants that the caller can see.',
    remedy: 'Check the id. Objects of other tenants are reported the same way.',
    retryable: false,
  },
  CONFLICT: {
    httpStatus: 409,
    meaning: 'The object is in a state, or at a version, that does not allow this change.',
    remedy: 'Read the object again and decide anew.',
    retryable: false,
  },
  PAYLOAD_TOO_LARGE: {
    httpStatus: 413,
    meaning: 'The body is larger than the limit named in the message.',
    remedy: 'Send less at once, or store large values as artifacts and refer to them.',
    retryable: false,
  },
  RATE_LIMITED: {
    httpStatus: 429,
    meaning: 'Too many requests in the window.',
    remedy: 'Wait `extensions.retryAfter` seconds.',
    retryable: true,
  },
  SUBSCRIPTION_GAP: {
    httpStatus: 410,
    meaning: 'Events between the given cursor and now cannot be delivered on this stream.',
    remedy: 'Subscribe again with `after` set to `extensions.cursor`.',
    retryable: true,
  },
  TIMEOUT: {
    httpStatus: 504,
    meaning: 'The work did not finish within its time limit.',
    remedy: 'Ask for less at once, or try again later. Writes may be repeated with the same key.',
    retryable: true,
  },
  UNAVAILABLE: {
    httpStatus: 503,
    meaning: 'A part of the system that this request needs cannot be reached now.',
    remedy: 'Try again after `extensions.retryAfter` seconds.',
    retryable: true,
  },
  INTERNAL: {
    httpStatus: 500,
    meaning: 'A fault in Arbiter. The details are in the server log only.',
    remedy: 'Report the `extensions.requestId` to the operator.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorDescription>;

export type ErrorCode = keyof typeof errorCatalogue;

export const errorCodes = Object.keys(errorCatalogue) as ErrorCode[];

/** Tells whether a string is one of the catalogue's codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCatalogue, value);
}
