/** The one command on preferences: set, or with null remove. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { badInput, conflict } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountEvent } from '../account/account.events.ts';
import { lockTenant } from '../tenant/tenant.lock.ts';
import { UserPreference, type UserPreferenceRow } from './user-preference.entity.ts';

const keyPattern = /^[\w.-]{1,100}$/;
/** Choices, not a store of documents. */
const maxPreferences = 200;

export interface SetUserPreference {
  readonly key: string;
  readonly value?: unknown;
}

/**
 * Sets the actor's preference in its tenant, or removes it with null. Errors: FORBIDDEN, BAD_USER_INPUT,
 * NOT_FOUND for a tenant that does not exist, CONFLICT past 200. Effects: the preference, event
 * USER_PREFERENCE_SET, which names the key alone.
 */
export async function setUserPreference(
  deps: Deps,
  identity: RequestIdentity,
  { key, value = null }: SetUserPreference,
): Promise<UserPreferenceRow | null> {
  const { actor } = identity;
  const { tenantId, id: userId } = actor;
  authorize(actor, 'account:write');
  if (!keyPattern.test(key)) {
    const message = 'input.key must be 1 to 100 letters, digits, ".", "_" or "-".';
    throw badInput('input.key', message, { allowed: [keyPattern.source] });
  }
  return deps.database.transaction(actor, async (tx) => {
    const where = { tenantId, userId, key };
    await lockTenant(tx, actor, { tenantId, action: 'account:write' });
    if (value === null) await tx.nativeDelete(UserPreference, where);
    else {
      const now = deps.clock();
      await upsert(tx, { ...where, id: deps.newId(), value, createdAt: now, updatedAt: now });
    }
    const row = await selectRow(tx, UserPreference, where);
    await accountEvent(
      { deps, tx, identity },
      { type: 'USER_PREFERENCE_SET', tenantId, about: ['User', userId], data: { key } },
    );
    return row;
  });
}

async function upsert(tx: Transaction, preference: UserPreferenceRow): Promise<void> {
  const { id, tenantId, userId, key, value, createdAt, updatedAt } = preference;
  const count = await tx.count(UserPreference, { tenantId, userId, key: { $ne: key } });
  if (count >= maxPreferences) {
    throw conflict(`A user has at most ${maxPreferences} preferences.`, { field: 'input.key' });
  }
  await tx.execute(
    `insert into registry.user_preferences (id, tenant_id, user_id, key, value, created_at, updated_at)
     values (?, ?, ?, ?, ?::jsonb, ?, ?)
     on conflict (tenant_id, user_id, key)
     do update set value = excluded.value, updated_at = excluded.updated_at`,
    [id, tenantId, userId, key, JSON.stringify(value), createdAt, updatedAt],
  );
}
