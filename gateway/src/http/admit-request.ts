/**
 * What a request to `/graphql` passes before Apollo Server sees it: each of its operations is admitted, and
 * a hash that stands for a document gives way to the document.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import { type Admission, type Refusal, asGraphQLError } from '../limits/admission.ts';
import type { IncomingOperation } from '../limits/incoming-operation.ts';
import { isGraphqlResponseChosen } from './media-types.ts';
import { requestIdentity } from './request-context.ts';

export interface RequestAdmission {
  readonly admission: Admission;
  /** Operations in one request; 1: none but single ones. */
  readonly maxBatch: number;
}

/** A hook of fastify; answers what is refused itself. */
export function admitRequest({ admission, maxBatch }: RequestAdmission) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    const operations = operationsOf(request);
    const excess = excessOfBatch(request.body, maxBatch);
    if (excess) return refuse(request, reply, excess);
    const caller = { identity: requestIdentity(request), receivedBytes: bytesOf(request) };
    for (const operation of operations) {
      const { query, headers, refusal } = await admission.admit(operation, caller);
      void reply.headers(headers);
      if (refusal) return refuse(request, reply, refusal);
      if (query !== undefined) putDocument(request, operation, query);
    }
    return undefined;
  };
}

function operationsOf({ method, query, body }: FastifyRequest): readonly IncomingOperation[] {
  if (method === 'GET') return [fromQuery(query as Record<string, unknown>)];
  const given = Array.isArray(body) ? body : [body];
  return given.filter((each) => typeof each === 'object' && each !== null);
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
function fromQuery(query: Readonly<Record<string, unknown>>): IncomingOperation {
  const { variables, extensions, ...rest } = query;
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
function putDocument(request: FastifyRequest, operation: IncomingOperation, query: string): void {
  const { persistedQuery, ...others } = { ...(operation.extensions as Extensions) };
  const isReferred = persistedQuery !== undefined || operation.query !== query;
  if (!isReferred) return;
  if (request.method !== 'GET') {
    // The body is this request's own.
    Object.assign(operation, { query, extensions: others });
    return;
  }
  const url = new URL(request.url, 'http://localhost');
  url.searchParams.set('query', query);
  for (const name of ['extensions', 'documentId', 'id']) url.searchParams.delete(name);
  request.raw.url = `${url.pathname}${url.search}`;
}

function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { requestId } = requestIdentity(request);
  const isPrecise = isGraphqlResponseChosen(request.headers.accept);
  const type = isPrecise ? 'application/graphql-response+json' : 'application/json';
  const body = { errors: [asGraphQLError(refusal, requestId).toJSON()] };
  return reply
    .status(statusOf(refusal, { isPrecise, isBatch: Array.isArray(request.body) }))
    .header('content-type', `${type}; charset=utf-8`)
    .send(JSON.stringify(body));
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
