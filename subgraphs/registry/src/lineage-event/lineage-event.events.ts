/** The business events of OpenLineage: what was reported becomes part of the ledger and the log. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { NewEvent } from '@arbiter/server/events/outbox.ts';
import { nodeKey } from '../lineage/lineage-node.rules.ts';
import type { AcceptedEvent } from '../lineage/openlineage.rules.ts';
import type { LineageIds } from './lineage-event.write.ts';
import { lineageLog } from './lineage-log.rules.ts';

/** Names have no limit, domain events have: a longer name is cut, and its object told by its id. */
const maxNameChars = 500;

export interface ReceivedEvent {
  readonly id: string;
  readonly identity: RequestIdentity;
  readonly accepted: AcceptedEvent;
  readonly receivedAt: Date;
}

/** An OpenLineage event was stored. It happened to its run, else to its job, else to its dataset. */
export function lineageEventReceived(
  { id, identity, accepted, receivedAt }: ReceivedEvent,
  ids: LineageIds,
): NewEvent {
  const { event, findings } = accepted;
  const { run, job, dataset } = event;
  const subject = job ?? dataset;
  return {
    id,
    identity,
    type: 'LINEAGE_EVENT_RECEIVED',
    aggregate: aggregateOf(accepted, ids),
    occurredAt: receivedAt,
    log: lineageLog,
    data: {
      hash: accepted.identity,
      eventType: event.eventType,
      eventTime: event.eventTime.text,
      [dataset ? 'dataset' : 'job']: {
        namespace: shorten(subject?.namespace ?? ''),
        name: shorten(subject?.name ?? ''),
      },
      ...(run ? { runId: run.runId } : {}),
      findings: findings.length,
    },
  };
}

function aggregateOf({ event }: AcceptedEvent, ids: LineageIds): NewEvent['aggregate'] {
  const { run, job, dataset } = event;
  if (run) return { type: 'LineageRun', id: ids.runs.get(run.runId) ?? '' };
  if (job) return { type: 'LineageJob', id: ids.jobs.get(nodeKey(job)) ?? '' };
  return { type: 'LineageDataset', id: (dataset && ids.datasets.get(nodeKey(dataset))) ?? '' };
}

function shorten(text: string): string {
  return text.length > maxNameChars ? `${text.slice(0, maxNameChars).toWellFormed()}…` : text;
}
