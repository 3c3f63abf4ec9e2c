/**
 * Reports OpenLineage events over Arbiter's OpenLineage endpoints. The server knows an event by its
 * content, so that reports can be repeated without harm.
 */
import { ArbiterError } from './error.ts';
import { errorOfStatus, isObject, parseObject } from './error-reading.ts';
import { type HttpAnswer, exchange, randomRequestId } from './http.ts';
import type { OpenLineageEvent } from './open-lineage.ts';
import { type RequestOptions, type Settings, mergePolicy } from './options.ts';
import { withRetries } from './retry.ts';

/** An event that is stored, by this report or an equal one before. */
export interface LineageReceipt {
  readonly eventId: string;
  /** SHA-256 of the event's canonical form, 64 hexadecimal digits. */
  readonly hash: string;
  /** How many faults were found that do not keep an event from being stored. */
  readonly findings: number;
}

/** What became of a list of events. */
export interface LineageBatchReceipt {
  readonly received: number;
  readonly stored: number;
  /** Those that were not stored; all others are. */
  readonly failed: readonly RefusedLineageEvent[];
}

export interface RefusedLineageEvent {
  /** Place in the reported list, from 0. */
  readonly index: number;
  readonly reason: string;
  /** Whether the same event may be taken later. */
  readonly retriable: boolean;
}

/** The method of the client, with a receipt for what was reported. */
export interface ReportLineage {
  /** Resolves when the event is stored. Throws BAD_USER_INPUT with every fault of a refused one. */
  (event: OpenLineageEvent, options?: RequestOptions): Promise<LineageReceipt>;
  /** Resolves when all that can be stored is; the receipt has those that were refused. */
  (events: readonly OpenLineageEvent[], options?: RequestOptions): Promise<LineageBatchReceipt>;
}

/** The client's `reportLineage`. */
export function reportLineageWith(settings: Settings): ReportLineage {
  const report = (
    reported: OpenLineageEvent | readonly OpenLineageEvent[],
    options: RequestOptions = {},
  ) =>
    Array.isArray(reported)
      ? post(settings, { ...options, path: 'api/v1/lineage/batch', body: reported }).then(
          (answer) => readBatchReceipt(answer, reported.length),
        )
      : post(settings, { ...options, path: 'api/v1/lineage', body: reported }).then(readReceipt);
  return report as ReportLineage;
}

interface Report extends RequestOptions {
  readonly path: string;
  readonly body: unknown;
}

async function post(settings: Settings, report: Report): Promise<HttpAnswer> {
  const accept = 'application/json, application/problem+json';
  const requestId = report.requestId ?? randomRequestId();
  const policy = mergePolicy(settings.retry, report.retry);
  return withRetries(
    async () => {
      const answer = await exchange(settings, { ...report, accept, requestId });
      if (answer.status >= 400) throw errorOfStatus(answer.status, answer.body, answer.facts);
      return answer;
    },
    { policy, signal: report.signal },
  );
}

function readReceipt(answer: HttpAnswer): LineageReceipt {
  const { id, hash, findings } = parseObject(answer.body) ?? {};
  if (typeof id !== 'string' || typeof hash !== 'string') throw noReceipt(answer);
  return { eventId: id, hash, findings: Number(findings ?? 0) };
}

function readBatchReceipt(answer: HttpAnswer, received: number): LineageBatchReceipt {
  if (answer.status === 204) return { received, stored: received, failed: [] };
  const list = parseObject(answer.body)?.['failed_events'];
  if (!Array.isArray(list)) throw noReceipt(answer);
  const failed = list.filter(isObject).map(({ index, reason, retriable }) => ({
    index: Number(index),
    reason: String(reason),
    retriable: retriable === true,
  }));
  return { received, stored: received - failed.length, failed };
}

function noReceipt({ facts, status }: HttpAnswer): ArbiterError {
  const message = 'The answer is none of an OpenLineage endpoint; is the URL right?';
  return new ArbiterError('PROTOCOL', message, { ...facts, status });
}
