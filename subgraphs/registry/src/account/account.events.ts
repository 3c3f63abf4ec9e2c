/**
 * Events of accounts. They name people by their ids alone: names and addresses are the actor's own to
 * give, in the origin, which the ledger encrypts; secrets and their hashes are in no event.
 */
import type { ResourceChange } from '@arbiter/server/events/domain-event.ts';
import type { EventScope } from '../events.ts';

export type AccountEventType =
  | 'TENANT_CREATED'
  | 'TENANT_UPDATED'
  | 'USER_CREATED'
  | 'USER_UPDATED'
  | 'USER_DELETED'
  | 'USER_IDENTITY_LINKED'
  | 'MEMBER_ADDED'
  | 'MEMBER_CHANGED'
  | 'MEMBER_REMOVED'
  | 'API_KEY_CREATED'
  | 'API_KEY_ROTATED'
  | 'API_KEY_REVOKED'
  | 'INVITATION_CREATED'
  | 'INVITATION_ACCEPTED'
  | 'INVITATION_REVOKED'
  | 'SESSION_REVOKED'
  | 'USER_PREFERENCE_SET'
  | 'LOGIN'
  | 'LOGOUT'
  | 'LOGIN_FAILED';

export interface AccountEvent {
  readonly type: AccountEventType;
  readonly tenantId: string;
  /** Type and id of what it happened to. */
  readonly about: readonly [type: string, id: string];
  readonly change?: ResourceChange;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Writes the event down in the caller's transaction. */
export async function accountEvent(
  { deps, tx, identity }: EventScope,
  { type, tenantId, about: [aggregateType, id], change, data }: AccountEvent,
): Promise<void> {
  await deps.outbox.append(tx, identity, [
    {
      type,
      tenantId,
      aggregate: { type: aggregateType, id },
      occurredAt: deps.clock(),
      ...(change ? { change } : {}),
      ...(data ? { data } : {}),
    },
  ]);
}

/** What was made, in the words of the ledger. */
export function creation(after: Readonly<Record<string, unknown>>): ResourceChange {
  return { action: 'CREATE', after };
}
