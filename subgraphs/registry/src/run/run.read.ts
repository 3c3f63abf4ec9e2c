/** Reading runs: by id (batched) and as pages of their experiments. */
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Run } from './run.entity.ts';

export function createRunLoaders(scope: ReadScope) {
  return {
    run: loadById(scope, Run),
    runsOfExperiment: loadChildPages(scope, Run, {
      list: 'experiment.runs',
      parentColumn: 'experiment_id',
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'asc',
    }),
  };
}
