/**
 * What work a request is part of, as W3C Baggage that travels beside its `traceparent`: from training
 * code through gateway, subgraphs and events to their consumers. It names things for those who look
 * at traces; it gives nobody a right to anything.
 */
import { isTenantId } from '../actor/tenant-id.ts';
import { isUuid } from '../ids.ts';

/** All are optional: a request may be part of none. */
export interface WorkScope {
  readonly workflowId?: string;
  readonly tenantId?: string;
  readonly stepId?: string;
  readonly stepRunId?: string;
}

interface Member {
  /** In baggage, and as the attribute of spans. */
  readonly key: string;
  readonly isValid: (value: string) => boolean;
}

/** The members that are known; no others are taken over. */
export const workMembers = {
  workflowId: { key: 'workflow.id', isValid: isUuid },
  tenantId: { key: 'workflow.tenant_id', isValid: isTenantId },
  stepId: { key: 'workflow.step.id', isValid: isUuid },
  stepRunId: { key: 'workflow.step_run.id', isValid: isUuid },
} as const satisfies Record<keyof WorkScope, Member>;

const scopeNames = Object.keys(workMembers) as (keyof WorkScope)[];
const nameOfKey = new Map(scopeNames.map((name) => [workMembers[name].key as string, name]));

/** What implementations must be able to pass on (W3C Baggage, section 3.3.2); more is not read. */
const maxLength = 8_192;

/**
 * The known members of a `baggage` header; malformed and unknown ones are left out, of repeated ones
 * the last counts. Source: W3C Baggage, section 3.3.
 */
export function readBaggage(header: string | null | undefined): WorkScope {
  const scope: Partial<Record<keyof WorkScope, string>> = {};
  if (!header || header.length > maxLength) return scope;
  for (const member of header.split(',')) {
    // Properties of a member stand behind semicolons and mean nothing here.
    const [, key = '', text = ''] = /^\s*([^\s=;]+)\s*=\s*([^\s;]*)\s*(?:;|$)/.exec(member) ?? [];
    const name = nameOfKey.get(key);
    const value = decoded(text);
    if (name && value !== null && workMembers[name].isValid(value)) scope[name] = value;
  }
  return scope;
}

/** The header that says so; undefined for a scope of nothing. */
export function writeBaggage(scope: WorkScope): string | undefined {
  const members = scopeNames.flatMap((name) => {
    const value = scope[name];
    return value === undefined ? [] : [`${workMembers[name].key}=${encodeURIComponent(value)}`];
  });
  return members.length === 0 ? undefined : members.join(',');
}

/** Whether it names more than a tenant, which everything has. */
export function namesWork({ workflowId, stepId, stepRunId }: WorkScope): boolean {
  return [workflowId, stepId, stepRunId].some((id) => id !== undefined);
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
