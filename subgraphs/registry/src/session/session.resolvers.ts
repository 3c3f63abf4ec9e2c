/** Names of the schema → commands and reads of sessions. */
import { idleEnd } from '../account/expiry.rules.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listSessions } from './session.read.ts';
import { revokeAllSessions, revokeSession } from './session.service.ts';

export const sessionResolvers: Resolvers = {
  Query: {
    sessions: (_, args, context) => listSessions(context, args),
  },
  Mutation: {
    revokeSession: async (_, { input }, { deps, identity }) => ({
      session: await revokeSession(deps, identity, input),
    }),
    revokeAllSessions: async (_, { input }, { deps, identity }) => ({
      revoked: await revokeAllSessions(deps, identity, input),
    }),
  },
  Session: {
    __resolveReference: ({ id }, { load }) => load.session.load(id),
    idleExpiresAt: (session) => idleEnd(session),
  },
};
