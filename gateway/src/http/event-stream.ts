/**
 * GraphQL over server-sent events at `/graphql/stream` (graphql-sse protocol, distinct connections):
 * `next` events and one `complete`. The id of an event is its cursor, so that a browser that
 * reconnects by itself sends it as `Last-Event-ID` and misses nothing. A stream that ends for now says
 * so in a last `next`, with the cursor as its id and the time to wait as `retry`.
 */
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type ExecutionResult,
  GraphQLError,
  OperationTypeNode,
  getOperationAST,
  parse,
} from 'graphql';
import { z } from 'zod';
import { AppError, badInput, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import type { OperationOutcome } from '@arbiter/server/graphql/websocket.ts';
import { type Admission, asGraphQLError } from '../limits/admission.ts';
import { defaultEdgeLimits } from '../limits/edge-limits.ts';
import { asksForCost } from '../limits/show-costs.ts';
import type { OperationPayload } from '../subscriptions/operation-payload.ts';
import { keptCursor, resumeAfter } from '../subscriptions/resume.ts';
import type { OperationRunner } from '../subscriptions/run-operation.ts';
import { clientGone } from './client-gone.ts';
import { acceptsEventStream } from './media-types.ts';
import { sendRefusal } from './problem.ts';
import { endable } from '../subscriptions/endable-stream.ts';
import { requestContext, requestIdentity } from './request-context.ts';
import { type RequestQuery, operationParameters } from './request-query.ts';

/** Comments that keep proxies from closing a quiet stream. */
const heartbeatMs = 12_000;
const comment = ':\n\n';

const path = '/graphql/stream';

export interface EventStreamOptions {
  /** Streams open at once; further ones are refused with 503. By default LIMIT_STREAMS. */
  readonly maxStreams?: number;
  /** Of parameters in a URL; by default LIMIT_JSON_DEPTH. */
  readonly jsonDepth?: number;
  /** What operations pass before they run; by default nothing. */
  readonly admission?: Admission | undefined;
}

/** A full server asks to be left alone for this long. */
const fullRetrySeconds = 5;

const payloadShape = z.object({
  query: z.string().min(1).optional(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
  documentId: z.string().optional(),
  id: z.string().optional(),
});

export interface EventStreams {
  /**
   * Ends every stream, also those that open later, without `complete`: their clients connect again
   * and continue after the last event.
   */
  close(): void;
}

export function mountEventStream(
  http: FastifyInstance,
  run: OperationRunner,
  {
    maxStreams = defaultEdgeLimits.streams,
    jsonDepth = defaultEdgeLimits.jsonDepth,
    admission,
  }: EventStreamOptions = {},
): EventStreams {
  const closing = new AbortController();
  let open = 0;
  http.route({
    method: ['GET', 'POST'],
    url: path,
    // A HEAD would follow a stream of which nothing may be said.
    exposeHeadRoute: false,
    async handler(request, reply) {
      if (!acceptsEventStream(request.headers.accept)) return refuseType(request, reply);
      if (open >= maxStreams) {
        throw unavailable(
          'There are as many event streams as one server serves.',
          fullRetrySeconds,
        );
      }
      open += 1;
      reply.raw.once('close', () => (open -= 1));
      const lastEventId = request.headers['last-event-id'];
      const payload = await admitted(request, reply, { admission, jsonDepth });
      if (payload instanceof GraphQLError) {
        const results = resultsOf({ errors: [payload] });
        return stream(reply, { results, isFollowing: false }, closing.signal);
      }
      const isResumed = typeof lastEventId === 'string' && lastEventId !== '';
      const resumed = isResumed ? resumeAfter(payload, lastEventId) : payload;
      const { identity, onCredentialEnd } = requestContext(request);
      const gone = clientGone(reply);
      const outcome = await run(resumed, identity, gone);
      const { results, end } = endable(resultsOf(outcome));
      onCredentialEnd((reason) => end(reason, identity.requestId), gone);
      await stream(reply, { results, isFollowing: 'results' in outcome }, closing.signal);
    },
  });
  http.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE'],
    url: path,
    // Before the body is looked at, which may be none.
    onRequest: async (request, reply) => refuseMethod(request, reply),
    handler: async (request, reply) => refuseMethod(request, reply),
  });
  return { close: () => closing.abort() };
}

/** Also for PUT and DELETE, which the protocol's single connections are made of: we serve distinct ones. */
function refuseMethod(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendRefusal(reply, {
    status: 405,
    code: 'BAD_USER_INPUT',
    detail: 'Event streams are opened by GET or POST, one for each operation.',
    requestId: requestIdentity(request).requestId,
    headers: { allow: 'GET, POST' },
  });
}

function refuseType(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendRefusal(reply, {
    status: 406,
    code: 'BAD_USER_INPUT',
    detail: 'This path answers with text/event-stream, which the request does not accept.',
    requestId: requestIdentity(request).requestId,
  });
}

/** The operation to run. An error that only clients of GraphQL know is answered as a result. */
async function admitted(
  request: FastifyRequest,
  reply: FastifyReply,
  { admission, jsonDepth }: Pick<EventStreamOptions, 'admission'> & { readonly jsonDepth: number },
): Promise<OperationPayload | GraphQLError> {
  const source =
    request.method === 'GET' ? fromQuery(request.query as RequestQuery, jsonDepth) : request.body;
  const { success, data } = payloadShape.safeParse(source);
  if (!success) throw noOperation();
  const identity = requestIdentity(request);
  const { query, headers, refusal } = admission
    ? await admission.admit(data, { identity })
    : { query: data.query, headers: {}, refusal: null };
  void reply.headers(headers);
  if (refusal instanceof AppError) throw refusal;
  if (refusal) return asGraphQLError(refusal, identity.requestId);
  if (query === undefined) throw noOperation();
  const { extensions: _extensions, documentId: _documentId, id: _id, ...operation } = data;
  const cost = asksForCost(request.headers) ? { showsCost: true } : {};
  return requireSafe(request, { ...operation, query, ...cost });
}

function noOperation(): AppError {
  return badInput('query', 'Send a GraphQL document as `query`, with `variables` as an object.');
}

function requireSafe(request: FastifyRequest, payload: OperationPayload): OperationPayload {
  // An image or a link on any page can make a browser send a GET.
  if (request.method === 'GET' && isMutation(payload)) {
    throw badInput('query', 'A GET changes nothing; send mutations by POST.');
  }
  return payload;
}

function isMutation({ query, operationName }: OperationPayload): boolean {
  try {
    const operation = getOperationAST(parse(query), operationName);
    return operation?.operation === OperationTypeNode.MUTATION;
  } catch {
    // What is wrong with the document is said by whoever runs it.
    return false;
  }
}

function fromQuery(query: RequestQuery, jsonDepth: number): unknown {
  const { variables, extensions, ...rest } = operationParameters(query, jsonDepth);
  return {
    ...rest,
    ...parsed('variables', variables),
    ...parsed('extensions', extensions),
  };
}

function parsed(name: string, value: unknown): object {
  try {
    return typeof value === 'string' ? { [name]: JSON.parse(value) as unknown } : {};
  } catch {
    throw badInput(name, `${name} is not JSON.`);
  }
}

async function stream(
  reply: FastifyReply,
  {
    results,
    isFollowing,
  }: {
    readonly results: AsyncIterableIterator<ExecutionResult>;
    /** Whether there are events to come; before a refusal nothing does. */
    readonly isFollowing: boolean;
  },
  closing: AbortSignal,
): Promise<void> {
  const raw = openStream(reply);
  const heartbeat = setInterval(() => raw.write(comment), heartbeatMs);
  // The next result may be long in coming: whoever ends the stream does not wait for it.
  const end = () => {
    clearInterval(heartbeat);
    void results.return?.();
    raw.end();
  };
  raw.once('close', end);
  closing.addEventListener('abort', end, { once: true });
  try {
    // A client may have left while its subscription was made.
    if (closing.aborted || raw.destroyed) return;
    // Tells that events are followed from now on.
    if (isFollowing) raw.write(comment);
    for await (const result of results) {
      if (raw.writableEnded) return;
      // A socket that is full is waited for; what happens meanwhile stays in the log, not in memory.
      if (!raw.write(formatNext(result))) await drained(raw);
    }
    if (!closing.aborted) raw.write('event: complete\ndata:\n\n');
  } finally {
    closing.removeEventListener('abort', end);
    end();
  }
}

/** Takes the response over from fastify and begins it. */
function openStream(reply: FastifyReply): ServerResponse {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  return raw;
}

/** Resolves when more can be written, or nothing ever will be. */
function drained(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (raw.destroyed || raw.writableEnded) return resolve();
    const done = () => {
      raw.off('drain', done);
      raw.off('close', done);
      resolve();
    };
    raw.on('drain', done);
    raw.on('close', done);
  });
}

function resultsOf(outcome: OperationOutcome): AsyncIterableIterator<ExecutionResult> {
  if ('results' in outcome) return outcome.results;
  const single = 'result' in outcome ? outcome.result : { errors: outcome.errors };
  return (async function* () {
    yield single;
  })();
}

function formatNext(result: ExecutionResult): string {
  const { cursor, retryMs } = comeBack(result) ?? { cursor: keptCursor(result), retryMs: null };
  const id = cursor === null ? '' : `id: ${cursor}\n`;
  const retry = retryMs === null ? '' : `retry: ${retryMs}\n`;
  return `event: next\n${id}${retry}data: ${JSON.stringify(result)}\n\n`;
}

/**
 * What a browser needs to come back by itself, and in time, when a stream ends for now: where the
 * stream continues and how long to wait. Nothing for answers that carry data, or say nothing of it.
 */
function comeBack({ data, errors }: ExecutionResult) {
  if (data !== undefined) return null;
  const { cursor, retryAfter } = errors?.[0]?.extensions ?? {};
  if (typeof retryAfter !== 'number') return null;
  return { cursor: typeof cursor === 'string' ? cursor : null, retryMs: retryAfter * 1_000 };
}
