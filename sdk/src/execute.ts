/**
 * Queries and mutations: one request each, repeated where that cannot do harm. Queries are repeated
 * after NETWORK, TIMEOUT, UNAVAILABLE and RATE_LIMITED; mutations only when they carry an
 * idempotency key, by which the server recognises the repeat.
 */
import { type AnyDocument, mayChangeThings, textOf } from './document.ts';
import { ArbiterError } from './error.ts';
import {
  errorOfAnswer,
  errorOfStatus,
  isObject,
  parseObject,
  readErrors,
} from './error-reading.ts';
import { type HttpAnswer, exchange, randomRequestId } from './http.ts';
import { type RequestOptions, type Settings, mergePolicy } from './options.ts';
import { withRetries } from './retry.ts';

/** Everything that a GraphQL answer said. */
export interface Answer<Result> {
  /** Null where something failed, up to all of it. */
  readonly data: Result | null;
  /** Empty when nothing failed. */
  readonly errors: readonly ArbiterError[];
  readonly requestId: string;
}

/** What is asked for. */
export interface Call {
  readonly document: AnyDocument;
  readonly variables?: unknown;
  readonly options?: RequestOptions | undefined;
}

const accept = 'application/graphql-response+json, application/json;q=0.9';

/** The data of an answer without errors; else its first error, with the data that arrived. */
export async function execute<Result>(
  settings: Settings,
  { document, variables, options = {} }: Call,
): Promise<Result> {
  const query = textOf(document);
  const isRepeatable = !mayChangeThings(query) || hasIdempotencyKey(variables);
  const policy = mergePolicy(settings.retry, isRepeatable ? options.retry : false);
  const requestId = options.requestId ?? randomRequestId();
  const request = { ...options, path: 'graphql', accept, body: { query, variables }, requestId };
  return withRetries(async () => readData<Result>(await exchange(settings, request)), {
    policy,
    signal: options.signal,
  });
}

/** The whole answer; throws only when there is none. */
export async function answer<Result>(settings: Settings, call: Call): Promise<Answer<Result>> {
  const requestId = call.options?.requestId ?? randomRequestId();
  try {
    const options = { ...call.options, requestId };
    const data = await execute<Result>(settings, { ...call, options });
    return { data, errors: [], requestId };
  } catch (error) {
    if (!(error instanceof ArbiterError) || !error.errors) throw error;
    const errors = error.errors.map((fault) => errorOfAnswer([fault], { requestId }));
    return { data: (error.data ?? null) as Result | null, errors, requestId };
  }
}

function readData<Result>({ status, body, facts }: HttpAnswer): Result {
  const result = parseObject(body);
  const errors = readErrors(result);
  const data = result?.['data'];
  if (errors) throw errorOfAnswer(errors, { ...facts, ...(data === undefined ? {} : { data }) });
  if (isObject(data)) return data as Result;
  if (status >= 400) throw errorOfStatus(status, body, facts);
  throw new ArbiterError('PROTOCOL', 'The answer is no GraphQL answer; is the URL right?', {
    ...facts,
    status,
  });
}

function hasIdempotencyKey(variables: unknown): boolean {
  if (!isObject(variables)) return false;
  const { input, idempotencyKey = isObject(input) ? input['idempotencyKey'] : undefined } =
    variables;
  return typeof idempotencyKey === 'string' && idempotencyKey !== '';
}
