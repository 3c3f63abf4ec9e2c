/** Names of the schema → commands and reads of tenants. */
import { requireRead } from '@arbiter/server/graphql/found.ts';
import { recordedPage } from '@arbiter/server/graphql/recorded-rows.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listTenants } from './tenant.read.ts';
import { createTenant, updateTenant } from './tenant.service.ts';

export const tenantResolvers: Resolvers = {
  Query: {
    tenant: async (_, { id }, context) =>
      requireRead(context, 'Tenant', await context.load.tenant.load(id)),
    tenants: async (_, args, context) =>
      recordedPage(context, 'Query.tenants', await listTenants(context, args)),
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
