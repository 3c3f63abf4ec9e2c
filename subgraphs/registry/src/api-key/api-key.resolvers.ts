/** Names of the schema → commands and reads of API keys. */
import type { Resolvers } from '../generated/resolvers.ts';
import { listApiKeys } from './api-key.read.ts';
import { createApiKey, revokeApiKey, rotateApiKey } from './api-key.service.ts';

export const apiKeyResolvers: Resolvers = {
  Query: {
    apiKeys: (_, args, context) => listApiKeys(context, args),
  },
  Mutation: {
    createApiKey: (_, { input }, { deps, identity }) => createApiKey(deps, identity, input),
    rotateApiKey: (_, { input }, { deps, identity }) => rotateApiKey(deps, identity, input),
    revokeApiKey: async (_, { input }, { deps, identity }) => ({
      apiKey: await revokeApiKey(deps, identity, input),
    }),
  },
  ApiKey: {
    __resolveReference: ({ id }, { load }) => load.apiKey.load(id),
  },
};
