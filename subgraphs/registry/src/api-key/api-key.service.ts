/** Commands on API keys: make one, replace it, end it. */
import { LockMode } from '@mikro-orm/postgresql';
import type { AccessLevel, Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { badInput, conflict, notFound } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireText } from '@arbiter/kernel/text/text.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountEvent, creation } from '../account/account.events.ts';
import { hasEnded, keyExpiry, overlapEnd } from '../account/expiry.rules.ts';
import {
  requireAdminLevel,
  requireGrantableLevel,
  requireGrantableScopes,
  requireScopesOf,
  targetTenant,
} from '../account/role.rules.ts';
import { newSecret } from '../account/secret.rules.ts';
import type { EventScope } from '../events.ts';
import { requireManageable } from '../membership/manageable.ts';
import { Membership } from '../membership/membership.entity.ts';
import { lockTenant } from '../tenant/tenant.lock.ts';
import { accountOf } from '../user/user.read.ts';
import { User } from '../user/user.entity.ts';
import { ApiKey, type ApiKeyRow } from './api-key.entity.ts';

export interface CreateApiKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly accessLevel?: AccessLevel | null | undefined;
  readonly expiresAt?: Date | null | undefined;
  readonly userId?: string | null | undefined;
  readonly tenantId?: string | null | undefined;
}

export interface MadeKey {
  readonly apiKey: ApiKeyRow;
  /** Shown once. */
  readonly secret: string;
}

/** Scopes of one key; there are not that many. */
const maxScopes = 100;

/**
 * Makes a key. Errors: FORBIDDEN, also for rights that the actor does not have; BAD_USER_INPUT; NOT_FOUND
 * for a tenant that does not exist and a user who is no member. Effects: the key, event API_KEY_CREATED. Not idempotent: the secret cannot
 * be shown again.
 */
export async function createApiKey(
  deps: Deps,
  identity: RequestIdentity,
  command: CreateApiKey,
): Promise<MadeKey> {
  const { actor } = identity;
  authorize(actor, 'key:write');
  const tenantId = targetTenant(actor, command.tenantId);
  authorize(actor, 'key:write', tenantId);
  const accessLevel = command.accessLevel ?? 'ISOLATED';
  requireGrantableLevel(actor, accessLevel, 'input.accessLevel');
  if (command.scopes.length > maxScopes) {
    throw badInput('input.scopes', `input.scopes must have at most ${maxScopes} entries.`);
  }
  const values = {
    tenantId,
    accessLevel,
    name: requireText(command.name, 'input.name', { max: 100 }),
    scopes: requireGrantableScopes(actor, command.scopes, 'input.scopes'),
    expiresAt: keyExpiry(command.expiresAt, deps.clock()),
    userId: requireKeyUser(actor, command.userId),
  };
  return deps.database.transaction(actor, async (tx) => {
    // Whoever ends the membership holds the tenant too, and finds the key or is there before it.
    await lockTenant(tx, actor, { tenantId, action: 'key:write' });
    await requireMember(tx, actor, values);
    return storeKey({ deps, tx, identity }, values);
  });
}

function requireKeyUser(actor: Actor, userId: string | null | undefined): string {
  if (userId != null) return requireUuid(userId, 'User', 'input.userId');
  const own = accountOf(actor);
  if (own !== null) return own;
  throw badInput('input.userId', 'Say whose key this is: you have no account here yourself.');
}

/**
 * Holds the membership until the transaction ends, so that no key is made beside its end. Errors: NOT_FOUND
 * for who is no member; FORBIDDEN for another person, and for who may do more than the actor: the key would
 * act as them, and could end all of their own.
 */
async function requireMember(
  tx: Transaction,
  actor: Actor,
  { tenantId, userId }: { tenantId: string; userId: string },
): Promise<void> {
  const lockMode = LockMode.PESSIMISTIC_READ;
  const membership = await tx.findOne(Membership, { tenantId, userId }, { lockMode });
  const user = membership && (await selectRow(tx, User, { id: userId }));
  if (!user) throw notFound('User', 'input.userId');
  if (userId === actor.id) return;
  authorize(actor, 'user:admin', tenantId);
  if (!user.isServiceAccount) requireAdminLevel(actor);
  requireScopesOf(actor, membership, 'input.userId');
}

type KeyValues = Pick<
  ApiKey,
  'tenantId' | 'userId' | 'name' | 'scopes' | 'accessLevel' | 'expiresAt'
>;

async function storeKey(scope: EventScope, values: KeyValues, replaces?: string): Promise<MadeKey> {
  const { deps, tx, identity } = scope;
  const { text, tokenHash, prefix } = newSecret('apiKey');
  const apiKey = tx.create(ApiKey, {
    ...values,
    id: deps.newId(),
    tokenHash,
    prefix,
    createdBy: identity.actor.id,
    createdAt: deps.clock(),
  });
  await tx.flush();
  const { id, tenantId, userId, name, scopes, accessLevel } = apiKey;
  const expiresAt = apiKey.expiresAt.toISOString();
  await accountEvent(scope, {
    type: replaces === undefined ? 'API_KEY_CREATED' : 'API_KEY_ROTATED',
    tenantId,
    about: ['ApiKey', id],
    change: creation({ userId, name, scopes, accessLevel, expiresAt }),
    ...(replaces === undefined ? {} : { data: { replaces } }),
  });
  return { apiKey, secret: text };
}

export interface RotateApiKey {
  readonly id: string;
  readonly overlapSeconds?: number | null | undefined;
  readonly expiresAt?: Date | null | undefined;
}

const defaultOverlapSeconds = 3_600;

/**
 * Makes a key with the rights of another one, which ends after the overlap. Errors: FORBIDDEN, also when
 * the actor does not have the key's rights; NOT_FOUND, BAD_USER_INPUT, CONFLICT for a key that has ended
 * or was replaced. Effects: both keys, event API_KEY_ROTATED.
 */
export async function rotateApiKey(
  deps: Deps,
  identity: RequestIdentity,
  command: RotateApiKey,
): Promise<MadeKey & { readonly replaced: ApiKeyRow }> {
  const { actor } = identity;
  authorize(actor, 'key:write');
  const id = requireUuid(command.id, 'ApiKey', 'input.id');
  return deps.database.transaction(actor, async (tx) => {
    const old = await lockKey(tx, actor, id);
    const now = deps.clock();
    if (hasEnded(old, now) || old.replacedById != null) {
      throw conflict('This key has ended or was replaced; make a new one.', { field: 'input.id' });
    }
    const { tenantId, userId, name, accessLevel } = old;
    await requireMember(tx, actor, { tenantId, userId });
    requireGrantableLevel(actor, accessLevel, 'input.id');
    const scopes = requireGrantableScopes(actor, old.scopes, 'input.id');
    const expiresAt = keyExpiry(command.expiresAt, now);
    const overlapSeconds = command.overlapSeconds ?? defaultOverlapSeconds;
    const end = overlapEnd(old.expiresAt, overlapSeconds, now);
    const values = { tenantId, userId, name, scopes, accessLevel, expiresAt };
    const made = await storeKey({ deps, tx, identity }, values, id);
    tx.assign(old, { expiresAt: end, replacedById: made.apiKey.id });
    await tx.flush();
    return { ...made, replaced: old };
  });
}

/**
 * Ends a key; one that was ended already stays as it is. Errors: FORBIDDEN, also for the key of a member
 * who may do more than the actor; NOT_FOUND. Effects: the key,
 * event API_KEY_REVOKED.
 */
export async function revokeApiKey(
  deps: Deps,
  identity: RequestIdentity,
  command: { readonly id: string },
): Promise<ApiKeyRow> {
  const { actor } = identity;
  authorize(actor, 'key:write');
  const id = requireUuid(command.id, 'ApiKey', 'input.id');
  return deps.database.transaction(actor, async (tx) => {
    const apiKey = await lockKey(tx, actor, id);
    if (apiKey.revokedAt != null) return apiKey;
    const revokedAt = deps.clock();
    tx.assign(apiKey, { revokedAt });
    await tx.flush();
    const { tenantId, userId } = apiKey;
    await accountEvent(
      { deps, tx, identity },
      {
        type: 'API_KEY_REVOKED',
        tenantId,
        about: ['ApiKey', id],
        change: {
          action: 'UPDATE',
          before: { revokedAt: null },
          after: { revokedAt: revokedAt.toISOString() },
        },
        data: { userId },
      },
    );
    return apiKey;
  });
}

async function lockKey(tx: Transaction, actor: Actor, id: string): Promise<ApiKey> {
  const apiKey = await lockRow(tx, actor, {
    entity: ApiKey,
    where: { id },
    action: 'key:write',
    field: 'input.id',
  });
  await requireManageable(tx, actor, { credential: apiKey, what: 'ApiKey' });
  return apiKey;
}
