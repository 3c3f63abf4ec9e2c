/**
 * Answers of a subgraph's own HTTP endpoints: JSON, and refusals as problem details (RFC 9457) with
 * the same codes and facts as GraphQL errors.
 */
import { STATUS_CODES } from 'node:http';
import type { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { type ErrorCode, errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import type { RestResponse } from './subgraph.ts';

/** An answer with a JSON body. */
export function jsonAnswer(status: number, body: object): RestResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

export interface Problem {
  readonly status: number;
  readonly code: ErrorCode;
  /** A sentence for the sender. */
  readonly detail: string;
  readonly requestId: string;
  /** What else helps, e.g. every fault of the body. */
  readonly members?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Source: RFC 9457, section 3.1; `type` is about:blank, as the status says it all. */
export function problemAnswer(problem: Problem): RestResponse {
  const { status, code, detail, requestId, members, headers } = problem;
  const title = STATUS_CODES[status] ?? code;
  const body = { type: 'about:blank', title, status, detail, code, ...members, requestId };
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(body),
  };
}

/** A refusal of the catalogue. Where a repeat can succeed, `Retry-After` says when. */
export function refusalAnswer({ code, message, details }: AppError, requestId: string) {
  const { retryAfter } = details;
  return problemAnswer({
    status: errorCatalogue[code].httpStatus,
    code,
    detail: message,
    requestId,
    members: details,
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  });
}
