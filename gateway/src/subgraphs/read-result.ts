/**
 * What a subgraph has answered over HTTP, if it is a GraphQL result. Whatever else may come from that
 * address (a proxy's page, half a text, another program) is no answer, and never reaches the client.
 */
import type { ExecutionResult } from 'graphql';
import { z } from 'zod';
import { AppError, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { HttpStatusError } from '@arbiter/server/resilience/error-class.ts';
import type { RestResponse } from '@arbiter/server/subgraph/subgraph.ts';

/** A subgraph that restarts serves again after this. */
export const defaultRetrySeconds = 2;

/** RFC 6585, section 4. */
const tooManyRequests = 429;

const errorShape = z.looseObject({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});
const errorsShape = z.array(errorShape).nonempty();

/**
 * Errors: UNAVAILABLE when it is no GraphQL result; the cause names status and content type.
 * RATE_LIMITED when the subgraph is asked too often, whatever it says with that.
 */
export function readResult(name: string, answer: RestResponse): ExecutionResult {
  const { status, headers, body } = answer;
  const contentType = headers['content-type'];
  const result = isJson(contentType) ? toResult(parseJson(body)) : null;
  if (result && (status !== tooManyRequests || isRecord(result.data))) return result;
  // The text itself is not for the log, whose size it would decide.
  const cause = new HttpStatusError(
    status,
    `Status ${status}, content type ${contentType ?? 'none'}.`,
  );
  const retryAfter = secondsOf(headers['retry-after']);
  if (status === tooManyRequests) {
    throw new AppError('RATE_LIMITED', `The ${name} subgraph is asked too often.`, {
      retryAfter,
      cause,
    });
  }
  throw unavailable(`The ${name} subgraph gave no GraphQL answer.`, retryAfter, cause);
}

function isJson(contentType = ''): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Data may be missing or null only with errors that say why (GraphQL specification, section 7.1). */
function toResult(value: unknown): ExecutionResult | null {
  if (!isRecord(value)) return null;
  const { data, errors } = value;
  if (errors !== undefined && !errorsShape.safeParse(errors).success) return null;
  const hasData = isRecord(data);
  const isRefusal = (data === undefined || data === null) && errors !== undefined;
  return hasData || isRefusal ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a server or proxy says of when to come back; dates are not worth a clock. */
function secondsOf(retryAfter = ''): number {
  return /^\d{1,4}$/.test(retryAfter) ? Number(retryAfter) : defaultRetrySeconds;
}
