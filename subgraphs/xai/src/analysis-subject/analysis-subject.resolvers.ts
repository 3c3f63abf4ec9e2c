/** What this subgraph adds to the objects of others: the analyses of each. */
import { isUuid } from '@arbiter/kernel/ids.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import type { XaiContext, XaiLoaders } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { SubjectReference } from './analysis-subject.read.ts';

export const analysisSubjectResolvers: Resolvers = {
  Agent: analysesOf('agent'),
  Experiment: analysesOf('experiment'),
  Match: analysesOf('match'),
  Run: analysesOf('run'),
  Workflow: analysesOf('workflow'),
};

function analysesOf(subject: keyof XaiLoaders['analysesOf']) {
  return {
    __resolveReference: ({ id }: SubjectReference) => (isUuid(id) ? { id } : null),
    analyses: ({ id }: SubjectReference, { first, after }: PageArgs, { load }: XaiContext) =>
      load.analysesOf[subject]({ first, after }).load(id),
  };
}
