/** Reading steps: by id (batched) and as pages of their workflows. */
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Step } from './step.entity.ts';

export function createStepLoaders(scope: ReadScope) {
  return {
    step: loadById(scope, Step),
    stepsOfWorkflow: loadChildPages(scope, Step, {
      list: 'workflow.steps',
      parentColumn: 'workflow_id',
      orderColumn: 'step_index',
      orderProperty: 'stepIndex',
      direction: 'asc',
    }),
  };
}
