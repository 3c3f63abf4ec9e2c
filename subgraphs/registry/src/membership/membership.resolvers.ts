/** Names of the schema → commands and reads of memberships. */
import { requireFound } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listMemberships } from './membership.read.ts';
import { changeMembership, removeMember } from './membership.service.ts';

export const membershipResolvers: Resolvers = {
  Query: {
    memberships: (_, args, context) => listMemberships(context, args),
  },
  Mutation: {
    changeMembership: async (_, { input }, { deps, identity }) => ({
      membership: await changeMembership(deps, identity, input),
    }),
    removeMember: async (_, { input }, { deps, identity }) => ({
      membershipId: await removeMember(deps, identity, input),
    }),
  },
  Membership: {
    __resolveReference: ({ id }, { load }) => load.membership.load(id),
    user: async ({ userId }, _, { load }) => requireFound('User', await load.user.load(userId)),
  },
};
