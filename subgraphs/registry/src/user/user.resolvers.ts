/** Names of the schema → commands and reads of users. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireRead } from '@arbiter/server/graphql/found.ts';
import { recordedPage } from '@arbiter/server/graphql/recorded-rows.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { deleteUser } from './delete-user.service.ts';
import { accountOf, listUsers } from './user.read.ts';
import { createUser, updateUser } from './user.service.ts';

export const userResolvers: Resolvers = {
  Query: {
    viewer: (_, __, { identity }) => ({ actor: identity.actor }),
    user: async (_, { id }, context) =>
      requireRead(context, 'User', await context.load.user.load(requireUuid(id, 'User'))),
    users: (_, args, context) => listUsers(context, args),
  },
  Mutation: {
    createUser: (_, { input }, { deps, identity }) => createUser(deps, identity, input),
    updateUser: async (_, { input }, { deps, identity }) => ({
      user: await updateUser(deps, identity, input),
    }),
    deleteUser: async (_, { input }, { deps, identity }) => ({
      userId: await deleteUser(deps, identity, input),
    }),
  },
  User: {
    __resolveReference: ({ id }, { load }) => load.user.load(id),
    workflows: async ({ id }, args, context) =>
      recordedPage(context, 'User.workflows', await context.load.workflowsOfOwner(args).load(id)),
  },
  Viewer: {
    actorId: ({ actor }) => actor.id,
    actorKind: ({ actor }) => actor.kind,
    tenantId: ({ actor }) => actor.tenantId,
    accessLevel: ({ actor }) => actor.accessLevel,
    scopes: ({ actor }) => actor.scopes,
    allowedTenants: ({ actor }) => actor.allowedTenants,
    user: ({ actor }, _, { load }) => load.user.load(accountOf(actor) ?? ''),
    tenant: ({ actor }, _, { load }) => load.tenant.load(actor.tenantId),
  },
};
