/** What work a span or an event belongs to, as attributes of spans: ids and words, never texts. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { type WorkScope, readBaggage, workMembers } from '@arbiter/kernel/trace/work-baggage.ts';
import type { DomainEvent } from '../../events/domain-event.ts';
import type { Attributes } from './spans.ts';

/** Of a request: its tenant, and what its caller says that it is part of. */
export function workOfRequest({ actor, baggage }: RequestIdentity): Attributes {
  return attributesOf({ ...readBaggage(baggage), tenantId: actor.tenantId });
}

/** Of a GraphQL operation. Names are the clients' and may be of any length. */
export function workOfOperation(type: string, name: string | null | undefined): Attributes {
  return {
    'workflow.operation.type': type,
    ...(name ? { 'workflow.operation.name': name.slice(0, maxNameLength) } : {}),
  };
}

/** Of an event, with its type and, where it moved something, the state that this is in now. */
export function workOfEvent(event: DomainEvent): Attributes {
  const status = statusOf(event);
  return {
    ...attributesOf(scopeOfEvent(event)),
    'workflow.event.type': event.type,
    ...(status === undefined ? {} : { 'workflow.event.status': status }),
  };
}

/** The work that an event tells of, or else that of the request which has caused it. */
export function scopeOfEvent({
  tenantId,
  aggregate,
  origin,
  data,
}: Pick<DomainEvent, 'tenantId' | 'aggregate' | 'data'> & {
  readonly origin: { readonly baggage?: string };
}): WorkScope {
  const { stepId, stepRunId } = Object(data) as Record<string, unknown>;
  return {
    // What is delivered comes from outside and may be anything that looks like an event.
    ...readBaggage(origin?.baggage),
    tenantId,
    ...(aggregate.type === 'Workflow' ? { workflowId: aggregate.id } : {}),
    ...(typeof stepId === 'string' ? { stepId } : {}),
    ...(typeof stepRunId === 'string' ? { stepRunId } : {}),
  };
}

const maxNameLength = 200;
/** Words of enums; anything else may be a value of somebody's. */
const statusPattern = /^[A-Z][A-Z_]{0,39}$/;

function statusOf({ change }: DomainEvent): string | undefined {
  const { state, status } = Object(change?.after) as Record<string, unknown>;
  const given = state ?? status;
  return typeof given === 'string' && statusPattern.test(given) ? given : undefined;
}

function attributesOf(scope: WorkScope): Attributes {
  const names = Object.keys(workMembers) as (keyof WorkScope)[];
  const known = names.filter((name) => {
    const value = scope[name];
    return typeof value === 'string' && workMembers[name].isValid(value);
  });
  return Object.fromEntries(known.map((name) => [workMembers[name].key, scope[name]]));
}
