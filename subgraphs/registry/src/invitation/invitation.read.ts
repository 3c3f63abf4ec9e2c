/** Reading invitations: by id (batched) and as a list, by those who administer users. */
import { authorize, isAuthorized } from '@arbiter/kernel/actor/authorize.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { loadOne } from '@arbiter/server/graphql/loader.ts';
import { selectPage, selectRows } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import { Invitation, type InvitationRow } from './invitation.entity.ts';

export function createInvitationLoaders({ em, identity: { actor } }: ReadScope) {
  return {
    invitation: loadOne<InvitationRow>(
      async (ids) => {
        const known = ids.filter(isUuid);
        if (known.length === 0 || !isAuthorized(actor, 'user:admin')) return [];
        const found = await selectRows(await em(), Invitation, { id: { $in: known } });
        // Partners read each other's records, not whom the other one invites.
        return found.filter(({ tenantId }) => isAuthorized(actor, 'user:admin', tenantId));
      },
      ({ id }) => id,
    ),
  };
}

/** Newest first. Errors: FORBIDDEN; BAD_USER_INPUT for `first` and `after`. */
export async function listInvitations({ em, identity: { actor } }: ReadScope, args: PageArgs) {
  authorize(actor, 'user:admin');
  const where = { tenantId: actor.tenantId };
  return selectPage(await em(), Invitation, { list: 'invitations', where, args });
}
