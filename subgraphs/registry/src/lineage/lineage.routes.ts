/**
 * The HTTP endpoints of the OpenLineage API: one event, or a batch of them. What is answered with 201
 * or 204 is durable; what is refused has left no trace.
 * Source: OpenLineage specification, OpenLineage.yml (POST /lineage and /lineage/batch).
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { errorCatalogue } from '@arbiter/kernel/errors/catalogue.ts';
import type { JsonFault } from '@arbiter/kernel/json/exact-json.ts';
import { jsonAnswer, problemAnswer, refusalAnswer } from '@arbiter/server/subgraph/rest-answers.ts';
import { requireEventBudget } from '../rate-limit/event-budget.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { RestRequest, RestResponse, RestRoute } from '@arbiter/server/subgraph/subgraph.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { IngestDeps } from './ingest.service.ts';
import { type Ingester, type Outcome, createIngester } from './ingester.service.ts';
import {
  type LineageBatch,
  type MalformedBody,
  type RefusedEvent,
  readLineageBatchInSteps,
  readLineageEvent,
} from './openlineage.rules.ts';
import { createAdmission } from './request-admission.ts';
import { BODY_ENCODINGS, MAX_BODY_BYTES, decodeBody } from './request-body.ts';

/** Clients wait 5 s for an answer and then send the same again; this leaves them a second. */
const answerWithinMs = 4_000;

/** Requests in hand wait for about a second at most, even where storing is slow. */
const admissionLimits = { maxRequests: 1_000, maxBytes: 64 * 1024 * 1024, retryAfterSeconds: 1 };

/** Events of one batch that are given to be stored at once, so that other senders get their turn. */
const batchWindow = 400;

/** Faults of one refused event that its reason spells out; the batch's answer stays readable. */
const maxSpelledFaults = 10;

export function createLineageRoutes(
  deps: IngestDeps & Pick<Deps, 'rateLimiting'>,
  logger: Logger,
): RestRoute[] {
  const ingest = createIngester(deps, logger);
  const admission = createAdmission(admissionLimits);
  const budget = (tenantId: string, events: number) =>
    requireEventBudget(deps.rateLimiting, tenantId, events);
  const route = (path: string, post: PostBody): RestRoute => ({
    method: 'POST',
    path,
    maxBodyBytes: MAX_BODY_BYTES,
    handle: (request) => answerInTime(request, { ingest, admission, post, budget }),
  });
  return [route('/api/v1/lineage', postEvent), route('/api/v1/lineage/batch', postBatch)];
}

/** A request whose body is decompressed and whose sender may report events. */
interface Posting {
  readonly body: Buffer;
  readonly request: RestRequest;
  readonly ingest: Ingester;
  readonly budget: Budget;
  /** Aborted when the answer is due. */
  readonly due: AbortSignal;
}

/** Rejects when the tenant has reported too many events just now. */
type Budget = (tenantId: string, events: number) => Promise<void>;

type PostBody = (posting: Posting) => Promise<RestResponse>;

interface Serving {
  readonly ingest: Ingester;
  readonly admission: ReturnType<typeof createAdmission>;
  readonly post: PostBody;
  readonly budget: Budget;
}

async function answerInTime(
  request: RestRequest,
  { ingest, admission, post, budget }: Serving,
): Promise<RestResponse> {
  const { actor, requestId } = request.identity;
  try {
    authorize(actor, 'lineage:write');
    const admitted = admission.enter(request.body.length);
    try {
      const due = AbortSignal.timeout(answerWithinMs);
      const decoded = await decodeBody(request.body, oneHeader(request, 'content-encoding'));
      if (decoded.kind === 'unknown-encoding') return unknownEncoding(requestId);
      if (decoded.kind === 'broken') return badRequest(decoded.detail, requestId);
      admitted.grow(Math.max(0, decoded.body.length - request.body.length));
      return await post({ body: decoded.body, request, ingest, budget, due });
    } finally {
      admitted.leave();
    }
  } catch (error) {
    if (error instanceof AppError) return refusalAnswer(error, requestId);
    throw error;
  }
}

async function postEvent({ body, request, ingest, budget, due }: Posting): Promise<RestResponse> {
  const { identity } = request;
  const read = readLineageEvent(body);
  if (read.kind === 'malformed') return badRequest(read.detail, identity.requestId);
  if (read.kind === 'refused') return unprocessable(read, identity.requestId);
  await budget(identity.actor.tenantId, 1);
  const outcome = await ingest({ accepted: read, identity }, due);
  if (outcome.kind === 'not-stored') throw outcome.error;
  const { id } = outcome;
  return jsonAnswer(201, { id, hash: read.identity, findings: read.findings.length });
}

async function postBatch(posting: Posting): Promise<RestResponse> {
  const { requestId, actor } = posting.request.identity;
  const read = await readInTurns(posting.body);
  if (read.kind === 'malformed') return badRequest(read.detail, requestId);
  if (read.kind === 'refused') return unprocessable(read, requestId);
  await posting.budget(actor.tenantId, read.items.length);
  const outcomes = await storeBatch(posting, read);
  return batchAnswer(outcomes);
}

async function readInTurns(body: Buffer): Promise<LineageBatch | MalformedBody | RefusedEvent> {
  const steps = readLineageBatchInSteps(body);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await nextTurn();
  }
}

type BatchOutcome = Outcome | RefusedEvent;

async function storeBatch(
  { request, ingest, due }: Posting,
  { items }: LineageBatch,
): Promise<BatchOutcome[]> {
  const outcomes: BatchOutcome[] = [];
  for (let start = 0; start < items.length; start += batchWindow) {
    const window = items.slice(start, start + batchWindow);
    const stored = window.map(async (item): Promise<BatchOutcome> =>
      item.kind === 'refused' ? item : ingest({ accepted: item, identity: request.identity }, due),
    );
    outcomes.push(...(await Promise.all(stored)));
  }
  return outcomes;
}

interface FailedEvent {
  readonly index: number;
  readonly reason: string;
  readonly retriable: boolean;
}

/** 204 when all are stored, else 200 with those that are not. */
function batchAnswer(outcomes: readonly BatchOutcome[]): RestResponse {
  const failed = outcomes.flatMap((outcome, index) => failureOf(outcome, index));
  if (failed.length === 0) return { status: 204, headers: {}, body: '' };
  // Nothing went in and everything may go in later: that is no answer about events, but no service.
  const reason = outcomes.find((outcome) => outcome.kind === 'not-stored')?.error;
  if (reason && failed.length === outcomes.length && failed.every(({ retriable }) => retriable)) {
    throw reason;
  }
  const retriable = failed.filter((event) => event.retriable).length;
  return jsonAnswer(200, {
    // The API knows `success` besides, which is 204 here, and no word for a failure of all.
    status: 'partial_success',
    summary: {
      received: outcomes.length,
      successful: outcomes.length - failed.length,
      failed: failed.length,
      retriable,
      non_retriable: failed.length - retriable,
    },
    failed_events: failed,
  });
}

function failureOf(outcome: BatchOutcome, index: number): FailedEvent[] {
  switch (outcome.kind) {
    case 'stored':
      return [];
    case 'refused':
      return [{ index, reason: spellOut(outcome.errors), retriable: false }];
    case 'not-stored': {
      const { code, message } = outcome.error;
      return [{ index, reason: message, retriable: errorCatalogue[code].retryable }];
    }
  }
}

function spellOut(errors: readonly JsonFault[]): string {
  const spelled = errors
    .slice(0, maxSpelledFaults)
    .map(({ pointer, detail }) => `${pointer || 'The event'}: ${detail}`);
  const more = errors.length - spelled.length;
  return [...spelled, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

function badRequest(detail: string, requestId: string): RestResponse {
  return problemAnswer({ status: 400, code: 'BAD_USER_INPUT', detail, requestId });
}

function unprocessable({ errors }: RefusedEvent, requestId: string): RestResponse {
  return problemAnswer({
    status: 422,
    code: 'BAD_USER_INPUT',
    detail: 'The body is JSON, but not what OpenLineage asks for; nothing was stored.',
    requestId,
    members: { errors },
  });
}

function unknownEncoding(requestId: string): RestResponse {
  const known = BODY_ENCODINGS.join(', ');
  return problemAnswer({
    status: 415,
    code: 'BAD_USER_INPUT',
    detail: `The body's Content-Encoding is not known here; known are ${known}.`,
    requestId,
    headers: { 'accept-encoding': known },
  });
}

function oneHeader({ headers }: RestRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
