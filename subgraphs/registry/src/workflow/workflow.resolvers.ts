/** Names of the schema → commands and reads of workflows. */
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireRead } from '@arbiter/server/graphql/found.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import {
  cancelWorkflow,
  completeWorkflow,
  failWorkflow,
  startWorkflow,
} from './workflow-lifecycle.service.ts';
import { listWorkflows } from './workflow.read.ts';
import { createWorkflow } from './workflow.service.ts';
import { updateWorkflow } from './workflow-update.service.ts';

export const workflowResolvers: Resolvers = {
  Query: {
    workflow: async (_, { id }, context) =>
      requireRead(
        context,
        'Workflow',
        await context.load.workflow.load(requireUuid(id, 'Workflow')),
      ),
    workflows: (_, args, context) => listWorkflows(context, args),
  },
  Mutation: {
    createWorkflow: async (_, { input }, { deps, identity }) => ({
      workflow: await createWorkflow(deps, identity, input),
    }),
    updateWorkflow: async (_, { input }, { deps, identity }) => ({
      workflow: await updateWorkflow(deps, identity, input),
    }),
    startWorkflow: async (_, { input }, { deps, identity }) => ({
      workflow: await startWorkflow(deps, identity, input),
    }),
    completeWorkflow: async (_, { input }, { deps, identity }) => ({
      workflow: await completeWorkflow(deps, identity, input),
    }),
    failWorkflow: async (_, { input }, { deps, identity }) => ({
      workflow: await failWorkflow(deps, identity, input),
    }),
    cancelWorkflow: async (_, { input }, { deps, identity }) => ({
      workflow: await cancelWorkflow(deps, identity, input),
    }),
  },
  Workflow: {
    __resolveReference: ({ id }, { load }) => load.workflow.load(id),
    agent: ({ agentId }, _, { load }) => (agentId ? load.agent.load(agentId) : null),
    playbook: ({ playbookId }, _, { load }) => (playbookId ? load.playbook.load(playbookId) : null),
    steps: ({ id }, args, { load }) => load.stepsOfWorkflow(args).load(id),
    stepRuns: ({ id }, args, { load }) => load.stepRunsOfWorkflow(args).load(id),
    events: ({ id }, args, { load }) => load.eventsOfWorkflow(args).load(id),
  },
};
