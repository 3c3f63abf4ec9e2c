/** Which records are wanted: what a filter may say, and what it takes. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';
import { requireFilterLimits } from '@arbiter/kernel/pagination/filter-limits.ts';
import type { AuditCategory } from '../ledger/canonical-record.rules.ts';

/** All given conditions must hold; null and undefined are no condition. */
export interface AuditRecordFilter {
  readonly categories?: readonly AuditCategory[] | null | undefined;
  readonly eventTypes?: readonly string[] | null | undefined;
  readonly resourceType?: string | null | undefined;
  readonly resourceId?: string | null | undefined;
  readonly actorId?: string | null | undefined;
  readonly agentId?: string | null | undefined;
  readonly requestId?: string | null | undefined;
  /** Inclusive. */
  readonly from?: Date | null | undefined;
  /** Inclusive. */
  readonly to?: Date | null | undefined;
}

/** What a filter asks of a record. */
export interface FilteredRecord {
  readonly category: AuditCategory;
  readonly eventType: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly actorId: string;
  readonly agentId: string | null;
  readonly requestId: string | null;
  readonly occurredAt: Date;
}

const textFields = ['resourceType', 'resourceId', 'actorId', 'agentId', 'requestId'] as const;

/**
 * The filter, when it makes sense. Errors: BAD_USER_INPUT naming the field for `from` after `to`,
 * and for lists and texts that are too long (requireFilterLimits).
 */
export function requireFilter(filter: AuditRecordFilter | null | undefined): AuditRecordFilter {
  const { from, to } = filter ?? {};
  if (from && to && from > to) {
    throw badInput('filter.from', 'filter.from must not be after filter.to.');
  }
  requireFilterLimits(filter);
  return filter ?? {};
}

/** Whether a record is wanted; says the same as the list's SQL. */
export function matchesFilter(filter: AuditRecordFilter, record: FilteredRecord): boolean {
  const { categories, eventTypes, from, to } = filter;
  if (categories && !categories.includes(record.category)) return false;
  if (eventTypes && !eventTypes.includes(record.eventType)) return false;
  if (from && record.occurredAt < from) return false;
  if (to && record.occurredAt > to) return false;
  return textFields.every((name) => filter[name] == null || filter[name] === record[name]);
}

/** How coherent the agent was, as reported in an event's data; null when it was not. */
export function coherenceScoreOf(data: Readonly<Record<string, unknown>>): number | null {
  const { coherenceScore } = data;
  return typeof coherenceScore === 'number' ? coherenceScore : null;
}

/** Rules that were broken, as reported in an event's data. */
export function policyViolationsOf(data: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { policyViolations } = data;
  return Array.isArray(policyViolations) ? policyViolations : [];
}
