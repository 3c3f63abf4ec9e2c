/** Reading runs of steps: by id (batched) and as pages of their steps and workflows. */
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { StepRun } from './step-run.entity.ts';

export function createStepRunLoaders(scope: ReadScope) {
  return {
    stepRun: loadById(scope, StepRun),
    stepRunsOfStep: loadChildPages(scope, StepRun, {
      list: 'step.stepRuns',
      parentColumn: 'step_id',
      orderColumn: 'attempt',
      orderProperty: 'attempt',
      direction: 'asc',
    }),
    stepRunsOfWorkflow: loadChildPages(scope, StepRun, {
      list: 'workflow.stepRuns',
      parentColumn: 'workflow_id',
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'asc',
    }),
  };
}
