/** Names of the schema → commands and reads of runs of steps. */
import type { Resolvers } from '../generated/resolvers.ts';
import { finishStepRun, startStep } from './step-run.service.ts';

export const stepRunResolvers: Resolvers = {
  Mutation: {
    startStep: async (_, { input }, { deps, identity }) => ({
      stepRun: await startStep(deps, identity, input),
    }),
    finishStepRun: async (_, { input }, { deps, identity }) => ({
      stepRun: await finishStepRun(deps, identity, input),
    }),
  },
  StepRun: {
    __resolveReference: ({ id }, { load }) => load.stepRun.load(id),
    step: ({ stepId }, _, { load }) => load.step.load(stepId),
    workflow: ({ workflowId }, _, { load }) => load.workflow.load(workflowId),
    run: ({ runId }, _, { load }) => (runId ? load.run.load(runId) : null),
  },
};
