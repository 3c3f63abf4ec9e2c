/** Names of the schema → the command and reads of preferences. */
import type { Resolvers } from '../generated/resolvers.ts';
import { listUserPreferences } from './user-preference.read.ts';
import { setUserPreference } from './user-preference.service.ts';

export const userPreferenceResolvers: Resolvers = {
  Query: {
    userPreferences: (_, args, context) => listUserPreferences(context, args),
  },
  Mutation: {
    setUserPreference: async (_, { input }, { deps, identity }) => ({
      userPreference: await setUserPreference(deps, identity, input),
    }),
  },
  UserPreference: {
    __resolveReference: ({ id }, { load }) => load.userPreference.load(id),
  },
};
