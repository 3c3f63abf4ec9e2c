/** The analyses of what they are about: a page for each object, one statement for all objects. */
import { loadChildPages } from '@arbiter/server/db/loaders.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Analysis } from '../analysis/analysis.entity.ts';

/** An object of another subgraph. */
export interface SubjectReference {
  readonly id: string;
}

export function createSubjectLoaders(scope: ReadScope) {
  const analysesBy = (parentColumn: string) =>
    loadChildPages(scope, Analysis, {
      list: `analyses:${parentColumn}`,
      parentColumn,
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'desc',
    });
  return {
    /** Pages of analyses, newest first, by the id of the object. */
    analysesOf: {
      experiment: analysesBy('experiment_id'),
      run: analysesBy('run_id'),
      agent: analysesBy('agent_id'),
      match: analysesBy('match_id'),
      workflow: analysesBy('workflow_id'),
    },
  };
}
