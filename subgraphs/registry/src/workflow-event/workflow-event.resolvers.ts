/** Names of the schema → reads of workflow events. */
import type { Delivery } from '@arbiter/server/events/event-log.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { WorkflowEventRow } from './workflow-event.entity.ts';
import { followWorkflowEvents, listRecentEvents } from './workflow-event.read.ts';
import { toOpenLineage } from './workflow-event.rules.ts';

export const workflowEventResolvers: Resolvers = {
  Query: {
    recentEvents: (_, args, context) => listRecentEvents(context, args),
  },
  Subscription: {
    workflowEvents: {
      subscribe: (_, args, context) => followWorkflowEvents(context, args),
      resolve: ({ cursor, value }: Delivery<WorkflowEventRow>) => ({ cursor, event: value }),
    },
  },
  WorkflowEvent: {
    __resolveReference: ({ id }, { load }) => load.workflowEvent.load(id),
    workflow: ({ workflowId }, _, { load }) => load.workflow.load(workflowId),
    step: ({ stepId }, _, { load }) => (stepId ? load.step.load(stepId) : null),
    stepRun: ({ stepRunId }, _, { load }) => (stepRunId ? load.stepRun.load(stepRunId) : null),
    openLineage: (event) => toOpenLineage(event),
  },
};
