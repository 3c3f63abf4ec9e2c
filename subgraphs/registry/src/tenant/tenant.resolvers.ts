/** Names of the schema → commands and reads of tenants. */
import { requireFound } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listTenants } from './tenant.read.ts';
import { createTenant, updateTenant } from './tenant.service.ts';

export const tenantResolvers: Resolvers = {
  Query: {
    tenant: async (_, { id }, { load }) => requireFound('Tenant', await load.tenant.load(id)),
    tenants: (_, args, context) => listTenants(context, args),
  },
  Mutation: {
    createTenant: async (_, { input }, { deps, identity }) => ({
      tenant: await createTenant(deps, identity, input),
    }),
    updateTenant: async (_, { input }, { deps, identity }) => ({
      tenant: await updateTenant(deps, identity, input),
    }),
  },
  Tenant: {
    __resolveReference: ({ id }, { load }) => load.tenant.load(id),
    id: ({ tenantId }) => tenantId,
  },
};
