/**
 * From a domain event to what the ledger says of it. Events come from the bus unchecked; one that
 * breaks the limits below is refused as a whole, because a repaired record would prove something
 * that nobody said.
 */
import { type ActorKind, actorKinds } from '@arbiter/kernel/actor/actor.ts';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import { faultOfText } from '@arbiter/kernel/text/text.ts';
import {
  type AuditAction,
  type AuditCategory,
  type RecordContent,
  auditActions,
} from './canonical-record.rules.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** What the ledger takes from a domain event. */
export interface SourceEvent {
  readonly id: string;
  readonly topic: string;
  readonly type: string;
  readonly tenantId: string;
  readonly aggregate: { readonly type: string; readonly id: string };
  readonly occurredAt: string;
  readonly origin: {
    readonly actorKind: ActorKind;
    readonly actorId: string;
    readonly actorTenantId: string;
    readonly actorName?: string;
    readonly actorEmail?: string;
    readonly clientAddress?: string;
    readonly userAgent?: string;
    readonly sessionId?: string;
    readonly requestId?: string;
    readonly traceparent?: string;
  };
  readonly change?: {
    readonly action: AuditAction;
    readonly before?: JsonObject;
    readonly after?: JsonObject;
  };
  readonly data: JsonObject;
}

/** Limits in characters. */
const maxTypeLength = 100;
const maxAgentIdLength = 100;
const maxIdLength = 255;

/** Says why an event cannot become a record, naming the member at fault, or null when it can. */
export function faultOfEvent(event: unknown): string | null {
  if (!isObject(event)) return 'The event is no object.';
  const { id, topic, type, tenantId, aggregate, occurredAt, origin, change, data } = event;
  const { type: resourceType, id: resourceId } = isObject(aggregate) ? aggregate : {};
  const { actorKind, actorId, actorTenantId } = isObject(origin) ? origin : {};
  const faults: readonly (readonly [boolean, string])[] = [
    [typeof id === 'string' && isUuid(id), 'id is no UUID'],
    [isTenant(tenantId), 'tenantId is no tenant'],
    [isText(topic, maxTypeLength), `topic must have 1 to ${maxTypeLength} characters`],
    [isText(type, maxTypeLength), `type must have 1 to ${maxTypeLength} characters`],
    [isText(resourceType, maxTypeLength), 'aggregate.type must have 1 to 100 characters'],
    [isText(resourceId, maxIdLength), 'aggregate.id must have 1 to 255 characters'],
    [isInstant(occurredAt), 'occurredAt is no instant in the years 1 to 9999'],
    [isOneOf(actorKinds, actorKind), 'origin.actorKind is unknown'],
    [isText(actorId, maxIdLength), 'origin.actorId must have 1 to 255 characters'],
    [isTenant(actorTenantId), 'origin.actorTenantId is no tenant'],
    // People and agents may be allowed to act across tenants; a service works inside one.
    [
      actorKind !== 'SERVICE' || actorTenantId === tenantId,
      'origin names a service of another tenant',
    ],
    [isObject(data), 'data is no object'],
    [change === undefined || isChange(change), 'change is malformed'],
  ];
  const fault = faults.find(([holds]) => !holds);
  return fault ? `The event cannot be recorded: ${fault[1]}.` : null;
}

/** What the ledger says of an event that has no fault. */
export function contentOf(event: SourceEvent): RecordContent {
  const { origin, change } = event;
  return {
    tenantId: event.tenantId,
    category: categoryOf(event),
    eventType: event.type,
    occurredAt: new Date(event.occurredAt).toISOString(),
    source: { eventId: event.id.toLowerCase(), topic: event.topic },
    actor: { kind: origin.actorKind, id: origin.actorId, tenantId: origin.actorTenantId },
    resource: { type: event.aggregate.type, id: event.aggregate.id },
    data: event.data,
    ...(change ? { action: change.action } : {}),
    ...present({
      oldValues: change?.before,
      newValues: change?.after,
      agentId: agentIdOf(event),
      sessionId: textOrNothing(origin.sessionId),
      requestId: textOrNothing(origin.requestId),
      traceId: traceIdOf(origin.traceparent),
    }),
  };
}

/** Personal values of the actor; they enter the record encrypted only. */
export interface PersonalValues {
  readonly name?: string;
  readonly email?: string;
  readonly clientAddress?: string;
  readonly userAgent?: string;
}

/** The actor's personal values, or null when the event carries none. */
export function personalValuesOf({ origin }: SourceEvent): PersonalValues | null {
  const values = present({
    name: textOrNothing(origin.actorName),
    email: textOrNothing(origin.actorEmail),
    clientAddress: textOrNothing(origin.clientAddress),
    userAgent: textOrNothing(origin.userAgent),
  });
  return Object.keys(values).length === 0 ? null : values;
}

/** Types of events that tell of people and programs coming in, or being turned away. */
const accessEvents: ReadonlySet<string> = new Set([
  'LOGIN',
  'LOGOUT',
  'LOGIN_FAILED',
  'TOKEN_REJECTED',
  'PERMISSION_DENIED',
  'OBJECT_NOT_FOUND',
  'RATE_LIMIT_EXCEEDED',
  'CROSS_TENANT_READ',
  'CROSS_TENANT_WRITE',
]);

/** The first that fits: a change of stored values, an access, an assistant, an agent, the rest. */
export function categoryOf(event: SourceEvent): AuditCategory {
  if (event.change) return event.change.action === 'READ' ? 'ACCESS' : 'RESOURCE_CHANGE';
  if (accessEvents.has(event.type)) return 'ACCESS';
  if (event.type.startsWith('ASSISTANT_')) return 'ASSISTANT';
  return agentIdOf(event) === undefined ? 'SYSTEM' : 'AGENT_EVENT';
}

/**
 * The agent that acted, else the one that the event is about, else the one that its data name, else
 * the one that the changed object names, afterwards or before.
 */
function agentIdOf({ origin, aggregate, data, change }: SourceEvent): string | undefined {
  if (origin.actorKind === 'AGENT') return agentId(origin.actorId);
  if (aggregate.type === 'Agent') return agentId(aggregate.id);
  const named = [data, change?.after, change?.before].map((values) => agentId(values?.['agentId']));
  return named.find((id) => id !== undefined);
}

function agentId(value: unknown): string | undefined {
  return isText(value, maxAgentIdLength) ? value : undefined;
}

/** The trace id of a W3C `traceparent`: version, trace id, parent id, flags. */
function traceIdOf(traceparent: unknown): string | undefined {
  if (typeof traceparent !== 'string') return undefined;
  return /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(traceparent)?.[1];
}

/** The members that have a value. */
function present<T extends Record<string, unknown>>(
  members: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown, max: number): value is string {
  return (
    typeof value === 'string' && value !== '' && [...value].length <= max && !faultOfText(value)
  );
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isTenant(value: unknown): boolean {
  return typeof value === 'string' && isTenantId(value);
}

function isInstant(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-/.test(value)) return false;
  return !Number.isNaN(Date.parse(value)) && !value.startsWith('0000');
}

function isOneOf(values: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && values.includes(value);
}

function isChange(change: unknown): boolean {
  if (!isObject(change) || !isOneOf(auditActions, change['action'])) return false;
  const { before, after } = change;
  return [before, after].every((values) => values === undefined || isObject(values));
}
