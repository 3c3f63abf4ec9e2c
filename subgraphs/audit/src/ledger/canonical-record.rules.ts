/**
 * The canonical form of a ledger record: what is hashed, and the only source of what the API shows.
 * The layout is described member by member in the README; outsiders check records by it, so a
 * version, once released, never changes: another layout gets the next number.
 */
import type { ActorKind } from '@arbiter/kernel/actor/actor.ts';
import { canonicalize, sha256Hex } from '@arbiter/kernel/json/canonical-json.ts';

export const schemaVersion = 1;

/** The log that followers of a ledger listen to and that its cursors name. */
export const ledgerLog = 'ledger';

export const auditCategories = [
  'AGENT_EVENT',
  'RESOURCE_CHANGE',
  'ACCESS',
  'ASSISTANT',
  'SYSTEM',
] as const;
export type AuditCategory = (typeof auditCategories)[number];

export const auditActions = ['CREATE', 'READ', 'UPDATE', 'DELETE'] as const;
export type AuditAction = (typeof auditActions)[number];

type JsonObject = Readonly<Record<string, unknown>>;

/** What a record says, before it has a place in a ledger. Members without a value are absent. */
export interface RecordContent {
  readonly tenantId: string;
  readonly category: AuditCategory;
  /** 1 to 100 characters. */
  readonly eventType: string;
  /** UTC with milliseconds, as ECMAScript prints it. */
  readonly occurredAt: string;
  readonly source: { readonly eventId: string; readonly topic: string };
  readonly actor: { readonly kind: ActorKind; readonly id: string; readonly tenantId: string };
  readonly resource: { readonly type: string; readonly id: string };
  /** Present when stored values were accessed; tells log entries from events. */
  readonly action?: AuditAction;
  readonly oldValues?: JsonObject;
  readonly newValues?: JsonObject;
  readonly data: JsonObject;
  readonly agentId?: string;
  readonly sessionId?: string;
  readonly requestId?: string;
  /** 32 hexadecimal digits. */
  readonly traceId?: string;
}

/** A record in its place, as it is hashed. */
export interface CanonicalRecord extends RecordContent {
  readonly schemaVersion: number;
  readonly id: string;
  /** Counts from 1 within the tenant, without gaps. */
  readonly seq: number;
  /** Hash of the record with the number before; absent in the first. */
  readonly previousHash?: string;
  readonly recordedAt: string;
  /** The actor's personal values: a JWE, see the envelope of personal values. */
  readonly personal?: string;
}

/** The end of a ledger: number and hash of its newest record; 0 and null while it is empty. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string | null;
}

/** What the writer adds to a content to make it a record. */
export interface RecordStamp {
  readonly id: string;
  readonly recordedAt: Date;
  readonly personal: string | null;
}

export interface SealedRecord extends LedgerHead {
  readonly hash: string;
  readonly canonicalForm: string;
}

/**
 * The record that follows `head`. Its number and the hash before it are part of what is hashed, so
 * no record can be altered, moved or left out without changing every hash after it.
 * Errors: TypeError for values that JSON cannot say. Source: RFC 8785.
 */
export function sealRecord(
  head: LedgerHead,
  content: RecordContent,
  { id, recordedAt, personal }: RecordStamp,
): SealedRecord {
  const record: CanonicalRecord = {
    ...content,
    schemaVersion,
    id,
    seq: head.seq + 1,
    ...(head.hash === null ? {} : { previousHash: head.hash }),
    recordedAt: recordedAt.toISOString(),
    ...(personal === null ? {} : { personal }),
  };
  const canonicalForm = canonicalize(record);
  return { seq: record.seq, hash: sha256Hex(canonicalForm), canonicalForm };
}

/** Reads a stored canonical form back. */
export function readRecord(canonicalForm: string): CanonicalRecord {
  return JSON.parse(canonicalForm) as CanonicalRecord;
}
