/**
 * What a request to `/graphql` passes before Apollo Server sees it: each of its operations is admitted, and
 * a hash that stands for a document gives way to the document.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, badInput } from '@arbiter/kernel/errors/app-error.ts';
import { errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import { type Admission, type Refusal, asGraphQLError } from '../limits/admission.ts';
import type { IncomingOperation } from '../limits/incoming-operation.ts';
import { isGraphqlResponseChosen } from './media-types.ts';
import { requestIdentity } from './request-context.ts';
import {
  type OperationParameters,
  type RequestQuery,
  operationParameters,
} from './request-query.ts';

export interface RequestAdmission {
  readonly admission: Admission;
  /** Operations in one request; 1: none but single ones. */
  readonly maxBatch: number;
  /** Arrays and objects inside each other, of parameters in a URL. */
  readonly jsonDepth: number;
}

/** What Apollo Server reads operations from; there is nothing in it that was not admitted. */
export interface AdmittedRequest {
  /** The parameters of a GET, with `?` when there are any. */
  readonly search: string;
  /** Of other requests: an operation, or several; anything else is refused by whoever reads it. */
  readonly body: unknown;
}

/**
 * Null when the request has been answered with a refusal. Errors: BAD_USER_INPUT for what is no request
 * for operations.
 */
export async function admitRequest(
  { admission, maxBatch, jsonDepth }: RequestAdmission,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
): Promise<AdmittedRequest | null> {
  const parameters = parametersOf(request, jsonDepth);
  const operations = parameters ? [fromParameters(parameters)] : operationsIn(request.body);
  operations.forEach(requireText);
  const excess = excessOfBatch(request.body, maxBatch);
  if (excess) return refuse(request, reply, excess);
  const caller = { identity: requestIdentity(request), receivedBytes: bytesOf(request) };
  for (const operation of operations) {
    const { query, headers, refusal } = await admission.admit(operation, caller);
    void reply.headers(headers);
    if (refusal) return refuse(request, reply, refusal);
    if (query !== undefined) putDocument(operation, query);
  }
  if (!parameters) return { search: '', body: request.body };
  return { search: searchOf(parameters, operations[0]), body: undefined };
}

function parametersOf(
  { method, query }: FastifyRequest,
  jsonDepth: number,
): OperationParameters | null {
  return method === 'GET' ? operationParameters(query as RequestQuery, jsonDepth) : null;
}

function operationsIn(body: unknown): readonly IncomingOperation[] {
  const given = Array.isArray(body) ? body : [body];
  return given.filter((each) => typeof each === 'object' && each !== null);
}

/** So that nothing stands in its place which one reader skips and another takes for a document. */
function requireText({ query }: IncomingOperation): void {
  if (query === undefined || query === null || typeof query === 'string') return;
  throw badInput('query', 'query is a text: a document in the GraphQL language.');
}

function excessOfBatch(body: unknown, maximum: number): AppError | null {
  if (!Array.isArray(body)) return null;
  const details = { field: 'query', limit: 'batch', maximum };
  if (maximum === 1) {
    const message = 'Send one operation a request: batches are off (LIMIT_BATCH is 1).';
    return new AppError('BAD_USER_INPUT', message, details);
  }
  if (body.length <= maximum) return null;
  const message = `The batch has ${body.length} operations: LIMIT_BATCH is ${maximum}.`;
  return new AppError('BAD_USER_INPUT', message, details);
}

/** What is no JSON is left as it is: Apollo Server says so. */
function fromParameters(given: OperationParameters): IncomingOperation {
  const { variables, extensions, ...rest } = given;
  return { ...rest, variables: parsed(variables), extensions: parsed(extensions) };
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Of the body, or of the URL, which variables of a GET are in. */
function bytesOf({ method, url, headers }: FastifyRequest): number | undefined {
  if (method === 'GET') return url.length;
  const given = Number(headers['content-length']);
  return Number.isFinite(given) && given > 0 ? given : undefined;
}

type Extensions = Readonly<Record<string, unknown>> | null | undefined;

/** Apollo Server gets the document itself, and nothing that stands for it. */
function putDocument(operation: IncomingOperation, query: string): void {
  const { persistedQuery, ...others } = { ...(operation.extensions as Extensions) };
  const isReferred = persistedQuery !== undefined || operation.query !== query;
  if (!isReferred) return;
  // The operation is this request's own.
  Object.assign(operation, { query, extensions: others });
}

/** Written anew from what was admitted; where that is no JSON, as it was said. */
function searchOf(
  { operationName, variables, extensions: said }: OperationParameters,
  { query, extensions }: IncomingOperation = {},
): string {
  const isObject = typeof extensions === 'object' && extensions !== null;
  const written = {
    query,
    operationName,
    variables,
    extensions: isObject ? JSON.stringify(extensions) : said,
  };
  const parameters = Object.entries(written).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return parameters.length === 0 ? '' : `?${new URLSearchParams(parameters)}`;
}

function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): null {
  const { requestId } = requestIdentity(request);
  const isPrecise = isGraphqlResponseChosen(request.headers.accept);
  const type = isPrecise ? 'application/graphql-response+json' : 'application/json';
  const body = { errors: [asGraphQLError(refusal, requestId).toJSON()] };
  void reply
    .status(statusOf(refusal, { isPrecise, isBatch: Array.isArray(request.body) }))
    .header('content-type', `${type}; charset=utf-8`)
    .send(JSON.stringify(body));
  return null;
}

/**
 * As for other faults of the document (json-status.ts): clients of `application/json` get 200. A document
 * that is not known is a step of its protocol, not a fault.
 */
function statusOf(
  refusal: Refusal,
  { isPrecise, isBatch }: { readonly isPrecise: boolean; readonly isBatch: boolean },
): number {
  if (!(refusal instanceof AppError)) return 200;
  if (refusal.code === 'BAD_USER_INPUT' && !isPrecise && !isBatch) return 200;
  return errorCatalogue[refusal.code].httpStatus;
}
