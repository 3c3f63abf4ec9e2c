/**
 * Sign-ins that were refused, as records. Whoever has an account with the provider can make some, so they
 * are bounded: 60 a minute are recorded, and of the rest the next record says how many there were.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { accountsActor } from './account.actor.ts';
import { accountEvent } from './account.events.ts';
import { type SignIn, type SignInRefusal, provedActor } from './sign-in.service.ts';

const maxPerMinute = 60;
const minuteMs = 60_000;

export type RecordFailure = (
  request: RequestIdentity,
  command: SignIn,
  reason: SignInRefusal,
) => Promise<void>;

/** Records LOGIN_FAILED in the ledger of the installation's own tenant, as nobody's tenant is known. */
export function recordFailedSignIns(deps: Deps): RecordFailure {
  let windowStartMs = 0;
  let recorded = 0;
  let unrecorded = 0;
  return async (request, command, reason) => {
    const nowMs = deps.clock().getTime();
    if (nowMs - windowStartMs >= minuteMs) [windowStartMs, recorded] = [nowMs, 0];
    if (recorded >= maxPerMinute) {
      unrecorded += 1;
      return;
    }
    recorded += 1;
    const data = { provider: command.provider, issuer: command.issuer, reason, unrecorded };
    unrecorded = 0;
    const actor = provedActor(command);
    await deps.database.transaction(accountsActor, (tx) =>
      accountEvent(
        { deps, tx, identity: { ...request, actor } },
        {
          type: 'LOGIN_FAILED',
          tenantId: defaultTenantId,
          about: ['SignIn', command.provider],
          data,
        },
      ),
    );
  };
}
