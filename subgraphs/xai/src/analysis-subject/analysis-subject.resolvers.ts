/** What this subgraph adds to the objects of others: the analyses of each. */
import { isUuid } from '@arbiter/kernel/ids.ts';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { recordedPage } from '@arbiter/server/graphql/recorded-rows.ts';
import type { XaiContext, XaiLoaders } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { SubjectReference } from './analysis-subject.read.ts';

export const analysisSubjectResolvers: Resolvers = {
  Agent: analysesOf('Agent', 'agent'),
  Experiment: analysesOf('Experiment', 'experiment'),
  Match: analysesOf('Match', 'match'),
  Run: analysesOf('Run', 'run'),
  Workflow: analysesOf('Workflow', 'workflow'),
};

function analysesOf(type: string, subject: keyof XaiLoaders['analysesOf']) {
  return {
    __resolveReference: ({ id }: SubjectReference) => (isUuid(id) ? { id } : null),
    analyses: async ({ id }: SubjectReference, { first, after }: PageArgs, context: XaiContext) => {
      const page = await context.load.analysesOf[subject]({ first, after }).load(id);
      return recordedPage(context, `${type}.analyses`, page);
    },
  };
}
