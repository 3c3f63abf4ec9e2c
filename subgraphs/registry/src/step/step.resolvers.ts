/** Names of the schema → commands and reads of steps. */
import type { Resolvers } from '../generated/resolvers.ts';
import { addStep } from './step.service.ts';

export const stepResolvers: Resolvers = {
  Mutation: {
    addStep: async (_, { input }, { deps, identity }) => ({
      step: await addStep(deps, identity, input),
    }),
  },
  WorkflowStep: {
    __resolveReference: ({ id }, { load }) => load.step.load(id),
    workflow: ({ workflowId }, _, { load }) => load.workflow.load(workflowId),
    stepRuns: ({ id }, args, { load }) => load.stepRunsOfStep(args).load(id),
  },
};
