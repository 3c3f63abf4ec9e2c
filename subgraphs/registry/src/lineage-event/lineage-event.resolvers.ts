/** Names of the schema → reads of OpenLineage events. */
import type { Resolvers } from '../generated/resolvers.ts';
import { type DeliveredLineageEvent, followLineageEvents } from './lineage-event.read.ts';

export const lineageEventResolvers: Resolvers = {
  Subscription: {
    lineageEvents: {
      subscribe: (_, args, context) => followLineageEvents(context, args),
      resolve: (delivery: DeliveredLineageEvent) => delivery,
    },
  },
  LineageEventDelivery: {
    event: ({ value }) => value,
  },
  LineageEvent: {
    __resolveReference: ({ id }, { load }) => load.lineageEvent.load(id),
    hash: ({ identity }) => Buffer.from(identity).toString('hex'),
    run: ({ lineageRunId }, _, { load }) =>
      lineageRunId == null ? null : load.lineageRun.load(lineageRunId),
    job: ({ jobId }, _, { load }) => (jobId == null ? null : load.lineageJob.load(jobId)),
    dataset: ({ datasetId }, _, { load }) =>
      datasetId == null ? null : load.lineageDataset.load(datasetId),
    findings: ({ id }, _, { load }) => load.findingsOfLineageEvent.load(id),
    rawBody: ({ id }, _, { load }) => load.rawBodyOfLineageEvent.load(id),
  },
};
