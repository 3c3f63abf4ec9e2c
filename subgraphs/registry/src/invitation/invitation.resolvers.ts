/** Names of the schema → commands and reads of invitations. */
import type { Resolvers } from '../generated/resolvers.ts';
import { listInvitations } from './invitation.read.ts';
import { acceptInvitation, inviteUser, revokeInvitation } from './invitation.service.ts';

export const invitationResolvers: Resolvers = {
  Query: {
    invitations: (_, args, context) => listInvitations(context, args),
  },
  Mutation: {
    inviteUser: (_, { input }, { deps, identity }) => inviteUser(deps, identity, input),
    acceptInvitation: async (_, { input }, { deps, identity }) => {
      const { id, tenantId } = await acceptInvitation(deps, identity, input);
      return { membershipId: id, tenantId };
    },
    revokeInvitation: async (_, { input }, { deps, identity }) => ({
      invitation: await revokeInvitation(deps, identity, input),
    }),
  },
  Invitation: {
    __resolveReference: ({ id }, { load }) => load.invitation.load(id),
  },
};
