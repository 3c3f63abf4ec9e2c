/** Names of the schema → commands and reads of playbooks. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireRead } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { listPlaybooks } from './playbook.read.ts';
import { createPlaybook } from './playbook.service.ts';

export const playbookResolvers: Resolvers = {
  Query: {
    playbook: async (_, { id }, context) =>
      requireRead(
        context,
        'Playbook',
        await context.load.playbook.load(requireUuid(id, 'Playbook')),
      ),
    playbooks: (_, args, context) => listPlaybooks(context, args),
  },
  Mutation: {
    createPlaybook: async (_, { input }, { deps, identity }) => ({
      playbook: await createPlaybook(deps, identity, input),
    }),
  },
  Playbook: {
    __resolveReference: ({ id }, { load }) => load.playbook.load(id),
    workflows: ({ id }, args, { load }) => load.workflowsOfPlaybook(args).load(id),
  },
};
