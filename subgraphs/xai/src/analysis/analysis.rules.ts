/**
 * What an analysis must be before it is recorded: a known kind and method, and exactly the result
 * that goes with its kind and status.
 */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { canonicalize, sha256Hex } from '@arbiter/kernel/json/canonical-json.ts';
import { type JsonObject, requireObject } from '@arbiter/kernel/json/json-object.ts';
import { optionalText, requireText } from '@arbiter/kernel/text/text.ts';
import { requireAttributionMethod } from '../attribution/attribution-method.rules.ts';
import {
  type AttributionContent,
  type GivenAttribution,
  requireAttribution,
} from '../attribution/attribution.rules.ts';

export const analysisTypes = [
  'ATTRIBUTION',
  'CREDIT_ASSIGNMENT',
  'COUNTERFACTUAL',
  'CONCEPT_DISCOVERY',
  'DISSECTION',
  'GOAL_DETECTION',
  'META_EXPLANATION',
  'OVERLAY',
  'PROBE',
] as const;
export type AnalysisType = (typeof analysisTypes)[number];

export const analysisStatuses = ['COMPLETED', 'FAILED'] as const;
export type AnalysisStatus = (typeof analysisStatuses)[number];

/** What a client says of an analysis; null and undefined are the same. */
export interface GivenAnalysis {
  readonly analysisType: AnalysisType;
  readonly method: string;
  readonly status?: AnalysisStatus | null | undefined;
  readonly failureReason?: string | null | undefined;
  readonly fallbackFrom?: string | null | undefined;
  readonly config?: unknown;
  readonly artifactsPath?: string | null | undefined;
  readonly results?: unknown;
  readonly attribution?: GivenAttribution | null | undefined;
}

/** What an analysis says, checked: the part of it that its hash covers. */
export interface AnalysisContent {
  readonly analysisType: AnalysisType;
  readonly method: string;
  readonly status: AnalysisStatus;
  readonly failureReason: string | null;
  readonly fallbackFrom: string | null;
  readonly config: JsonObject;
  readonly artifactsPath: string | null;
  readonly results: object | null;
  readonly attribution: AttributionContent | null;
}

const methodLength = { max: 100 };
const reasonLength = { max: 2_000 };
const pathLength = { max: 2_000 };

/**
 * The content of an analysis. Errors: BAD_USER_INPUT naming the field, for an unknown method of
 * attribution with the known ones in `allowed`, for faulty values with all of them in `faults`.
 */
export function requireContent(given: GivenAnalysis): AnalysisContent {
  const { analysisType, status } = given;
  const method = requireMethod(analysisType, given.method, 'input.method');
  const content = {
    analysisType,
    method,
    status: status ?? 'COMPLETED',
    failureReason: optionalText(given.failureReason, 'input.failureReason', reasonLength),
    fallbackFrom: requireFallback(given, method),
    config: requireObject(given.config, 'input.config'),
    artifactsPath: optionalText(given.artifactsPath, 'input.artifactsPath', pathLength),
    results: requireResults(given.results),
    attribution: given.attribution
      ? requireAttribution(given.attribution, 'input.attribution')
      : null,
  };
  if (content.status === 'FAILED') requireFailure(content);
  else requireOutcome(content);
  return content;
}

/** The SHA-256 of the content's canonical JSON (RFC 8785), 64 hexadecimal digits. */
export function hashContent(content: AnalysisContent): string {
  return sha256Hex(canonicalize(content));
}

/** Milliseconds, null when not given. Errors: BAD_USER_INPUT when negative or not finite. */
export function requireDuration(durationMs: number | null | undefined): number | null {
  if (durationMs == null) return null;
  if (Number.isFinite(durationMs) && durationMs >= 0) return durationMs;
  throw badInput('input.durationMs', 'input.durationMs must be 0 or more.', {
    allowed: ['0 or more'],
  });
}

function requireMethod(type: AnalysisType, given: string, field: string): string {
  const method = requireText(given, field, methodLength);
  return type === 'ATTRIBUTION' ? requireAttributionMethod(method, field) : method;
}

function requireFallback(
  { analysisType, fallbackFrom }: GivenAnalysis,
  method: string,
): string | null {
  const field = 'input.fallbackFrom';
  const missed = optionalText(fallbackFrom, field, methodLength);
  if (missed === null) return null;
  if (missed === method) throw badInput(field, 'A method cannot take the place of itself.');
  return requireMethod(analysisType, missed, field);
}

function requireResults(results: unknown): object | null {
  if (results == null) return null;
  if (typeof results === 'object') return results;
  throw badInput('input.results', 'input.results must be a JSON object or list.', {
    allowed: ['object', 'list'],
  });
}

function requireFailure({ failureReason, results, attribution }: AnalysisContent): void {
  if (results) throw badInput('input.results', 'A FAILED analysis has no result.');
  if (attribution) throw badInput('input.attribution', 'A FAILED analysis has no result.');
  if (failureReason === null) {
    throw badInput('input.failureReason', 'A FAILED analysis says why in input.failureReason.');
  }
}

function requireOutcome(content: AnalysisContent): void {
  const { analysisType, failureReason, artifactsPath } = content;
  const [own, other] =
    analysisType === 'ATTRIBUTION'
      ? (['attribution', 'results'] as const)
      : (['results', 'attribution'] as const);
  if (failureReason !== null) {
    throw badInput('input.failureReason', 'A COMPLETED analysis has not failed.');
  }
  if (content[other] !== null) {
    const message = `The result of kind ${analysisType} goes into input.${own}.`;
    throw badInput(`input.${other}`, message);
  }
  if (content[own] === null && artifactsPath === null) {
    const message = `Give the result in input.${own}, or where it is in input.artifactsPath.`;
    throw badInput(`input.${own}`, message);
  }
}
