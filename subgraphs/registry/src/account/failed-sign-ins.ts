/**
 * Sign-ins that came to nothing, as records. Anybody can make some, so they are bounded: 60 a minute are
 * recorded of each kind, and of the rest the next record says how many there were.
 */
import { type Actor, type RequestIdentity, serviceActor } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { IdentityProvider } from '../user/user.entity.ts';
import { accountsActor } from './account.actor.ts';
import { accountEvent } from './account.events.ts';
import { type RefusedSignIn, type SignIn, provedActor } from './sign-in.service.ts';

const maxPerMinute = 60;
const minuteMs = 60_000;

/** Why somebody came back unproved: not from a sign-in that this browser began, or without a proof. */
export const unprovedReasons = ['NOT_BEGUN', 'NOT_PROVED'] as const;

export interface UnprovedSignIn {
  readonly provider: IdentityProvider;
  readonly reason: (typeof unprovedReasons)[number];
}

export interface FailedSignIns {
  /**
   * Somebody who proved an identity is not let in: LOGIN_FAILED in the ledger of the account's tenant, and in
   * that of the installation where there is none.
   */
  recordRefused(request: RequestIdentity, command: SignIn, refused: RefusedSignIn): Promise<void>;
  /** Nobody in particular: LOGIN_FAILED in the ledger of the installation. */
  recordUnproved(request: RequestIdentity, failure: UnprovedSignIn): Promise<void>;
}

export function recordFailedSignIns(deps: Deps): FailedSignIns {
  // Who can prove nothing is not to hide who can, nor strangers what happens to an account.
  const ofAccounts = budget(deps.clock);
  const ofStrangers = budget(deps.clock);
  const ofUnproved = budget(deps.clock);
  return {
    async recordRefused(request, command, { reason, tenantId }) {
      const { provider, issuer } = command;
      await record(deps, {
        request,
        actor: provedActor(command, tenantId ?? defaultTenantId),
        provider,
        unrecorded: tenantId === null ? ofStrangers() : ofAccounts(),
        data: { issuer, reason },
      });
    },
    async recordUnproved(request, { provider, reason }) {
      await record(deps, {
        request,
        actor: { ...serviceActor(`${provider}:unproved`, defaultTenantId), scopes: [] },
        provider,
        unrecorded: ofUnproved(),
        data: { reason },
      });
    },
  };
}

interface Failure {
  readonly request: RequestIdentity;
  readonly actor: Actor;
  readonly provider: IdentityProvider;
  /** Null when this one is not to be recorded either. */
  readonly unrecorded: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

async function record(deps: Deps, { request, actor, ...failure }: Failure): Promise<void> {
  const { provider, unrecorded, data } = failure;
  if (unrecorded === null) return;
  await deps.database.transaction(accountsActor, (tx) =>
    accountEvent(
      { deps, tx, identity: { ...request, actor } },
      {
        type: 'LOGIN_FAILED',
        tenantId: actor.tenantId,
        about: ['SignIn', provider],
        data: { provider, ...data, unrecorded },
      },
    ),
  );
}

/** Tells for each failure how many were not recorded before it; null for one that is not to be either. */
function budget(clock: Clock): () => number | null {
  let windowStartMs = 0;
  let recorded = 0;
  let unrecorded = 0;
  return () => {
    const nowMs = clock().getTime();
    if (nowMs - windowStartMs >= minuteMs) [windowStartMs, recorded] = [nowMs, 0];
    if (recorded >= maxPerMinute) {
      unrecorded += 1;
      return null;
    }
    recorded += 1;
    const before = unrecorded;
    unrecorded = 0;
    return before;
  };
}
