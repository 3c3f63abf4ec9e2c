/**
 * Taking OpenLineage events in: one transaction stores a batch of one tenant's events and everything
 * that follows from them. The number of statements does not depend on the number of events.
 */
import { type RequestIdentity, serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { writeVersions } from '../lineage-dataset/dataset-version.write.ts';
import { lineageEventReceived } from '../lineage-event/lineage-event.events.ts';
import { findEvents, insertEvents, type LineageIds } from '../lineage-event/lineage-event.write.ts';
import { runTable } from '../lineage-run/lineage-run.write.ts';
import { versionsOfEvent } from './dataset-version.rules.ts';
import { datasetStatesOf, jobStateOf, runStateOf } from './event-merge.rules.ts';
import { shownTime } from './event-time.rules.ts';
import { nodeKey } from './lineage-node.rules.ts';
import { datasetTable, jobTable, type SeenEdge, writeEdges } from './lineage-node.write.ts';
import type { AcceptedEvent } from './openlineage.rules.ts';
import { mergeStates } from './state-table.write.ts';

export type IngestDeps = Pick<Deps, 'database' | 'outbox' | 'clock' | 'newId'>;

/** An event that is to be stored, and who posted it. Authorized already. */
export interface PostedEvent {
  readonly accepted: AcceptedEvent;
  readonly identity: RequestIdentity;
}

export interface StoredEvent {
  readonly id: string;
  /** True when the tenant had an equal event already; nothing was changed then. */
  readonly isRepeat: boolean;
}

/** The name under which events are stored for a tenant. */
const ingestService = 'lineage-ingest';

/**
 * Stores the events of a tenant, all or none, and says of each which event it is: equal events are
 * one, within the batch, with what is stored and with what is being stored elsewhere.
 * Effects: the events, their runs, jobs, datasets, versions and edges, merged whatever the order of
 * arrival; event LINEAGE_EVENT_RECEIVED for each new one.
 */
export async function storeEvents(
  deps: IngestDeps,
  tenantId: string,
  posted: readonly PostedEvent[],
): Promise<StoredEvent[]> {
  const actor = serviceActor(ingestService, tenantId);
  return deps.database.transaction(actor, async (tx) => {
    const byIdentity = new Map(posted.toReversed().map((one) => [one.accepted.identity, one]));
    const known = await findEvents(tx, tenantId, [...byIdentity.keys()]);
    const fresh = posted.filter((one) => {
      const { identity } = one.accepted;
      return byIdentity.get(identity) === one && !known.has(identity);
    });
    const stored = await storeFresh(deps, tx, { tenantId, fresh });
    return posted.map((one): StoredEvent => {
      const { identity } = one.accepted;
      const id = stored.get(identity) ?? known.get(identity);
      invariant(id, 'an event that was given is stored');
      return { id, isRepeat: known.has(identity) || byIdentity.get(identity) !== one };
    });
  });
}

/** Stores events that the tenant did not have when asked, and returns their ids by identity. */
async function storeFresh(
  deps: IngestDeps,
  tx: Transaction,
  { tenantId, fresh }: { tenantId: string; fresh: readonly PostedEvent[] },
): Promise<Map<string, string>> {
  if (fresh.length === 0) return new Map();
  const receivedAt = deps.clock();
  const accepted = fresh.map((one) => one.accepted);
  const ids = await mergeEntities(deps, tx, { tenantId, accepted, at: receivedAt });
  const news = fresh.map((one) => ({ ...one, id: deps.newId(), receivedAt }));
  const inserted = await insertEvents(tx, { tenantId, receivedAt }, news, ids);
  const received = news.filter(({ id }) => inserted.has(id));
  const events = received.map((event) => lineageEventReceived(event, ids));
  const [first] = received;
  if (first) await deps.outbox.append(tx, first.identity, events);
  const stored = new Map(received.map(({ id, accepted: { identity } }) => [identity, id]));
  // What is not new after all was stored elsewhere since; merging it again has changed nothing.
  const others = accepted.filter(({ identity }) => !stored.has(identity));
  if (others.length === 0) return stored;
  const elsewhere = others.map(({ identity }) => identity);
  return new Map([...stored, ...(await findEvents(tx, tenantId, elsewhere))]);
}

/** Jobs, then datasets, then runs: every writer locks in this order. */
async function mergeEntities(
  { newId }: IngestDeps,
  tx: Transaction,
  { tenantId, accepted, at }: { tenantId: string; accepted: readonly AcceptedEvent[]; at: Date },
): Promise<LineageIds> {
  const write = { tenantId, at, newId };
  const jobStates = accepted.flatMap((event) => jobStateOf(event) ?? []);
  const jobs = await mergeStates(tx, jobTable, { ...write, states: jobStates });
  const datasetStates = accepted.flatMap(datasetStatesOf);
  const datasets = await mergeStates(tx, datasetTable, { ...write, states: datasetStates });
  const versions = accepted.flatMap(versionsOfEvent);
  await writeVersions(tx, { tenantId, versions, datasetIds: datasets, newId });
  const edges = accepted.flatMap((event) => edgesOf(event, { jobs, datasets }));
  await writeEdges(tx, tenantId, edges);
  const runStates = accepted.filter(({ event }) => event.run !== null).map(runStateOf);
  const runs = await mergeStates(tx, runTable(jobs), { ...write, states: runStates });
  return { jobs, datasets, runs };
}

/** What a job reads and writes, as one event says. */
function edgesOf(
  { event }: AcceptedEvent,
  { jobs, datasets }: Pick<LineageIds, 'jobs' | 'datasets'>,
): SeenEdge[] {
  const jobId = event.job && jobs.get(nodeKey(event.job));
  if (jobId == null) return [];
  const at = shownTime(event.eventTime.at).toISOString();
  const rows = (refs: typeof event.inputs) =>
    refs.flatMap((ref) => datasets.get(nodeKey(ref)) ?? []);
  return [
    ...rows(event.inputs).map((sourceId) => ({ sourceId, targetId: jobId, at })),
    ...rows(event.outputs).map((targetId) => ({ sourceId: jobId, targetId, at })),
  ];
}
