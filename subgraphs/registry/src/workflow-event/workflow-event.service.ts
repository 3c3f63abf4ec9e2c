/**
 * Appending to the event log of a workflow. Called by events.ts in the transaction of the change,
 * which holds the workflow's row, so that the numbers of one workflow's events have no gaps.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { conflict } from '@arbiter/kernel/errors/app-error.ts';
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import { traceIdsOf } from '@arbiter/kernel/trace/traceparent.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { StepRow } from '../step/step.entity.ts';
import type { StepRunRow } from '../step-run/step-run.entity.ts';
import type { Workflow } from '../workflow/workflow.entity.ts';
import { WorkflowEvent, type WorkflowEventRow } from './workflow-event.entity.ts';
import {
  type WorkflowEventKind,
  jobNameOf,
  jobNamespace,
  eventTypeOf,
  parentFacet,
  producer,
} from './workflow-event.rules.ts';

/** What happened; the rest of the event follows from the workflow and the request. */
export interface NewWorkflowEvent {
  /**
   * Given where the same event may come twice. Never a client's choice: the ledger recognises
   * repeats by it, so that whoever chose it could make an event vanish there.
   */
  readonly id?: string;
  readonly kind: WorkflowEventKind;
  readonly time: Date;
  readonly step?: StepRow;
  readonly stepRun?: StepRunRow;
  /** Small facts about the event; documents stay with the objects. */
  readonly payload: JsonObject;
}

export interface AppendedEvent {
  readonly event: WorkflowEventRow;
  /** True when the log held this event already; nothing was written then. */
  readonly repeated: boolean;
}

export interface AppendScope {
  readonly deps: Pick<Deps, 'newId' | 'clock'>;
  readonly tx: Transaction;
  readonly identity: RequestIdentity;
}

/**
 * Appends events, in order, and writes what is pending in the transaction before them. An event
 * whose id the log holds is returned as it stands there.
 * Errors: CONFLICT when the log holds another event of that id.
 */
export async function appendWorkflowEvents(
  scope: AppendScope,
  workflow: Workflow,
  news: readonly NewWorkflowEvent[],
): Promise<AppendedEvent[]> {
  const known = await findKnown(scope.tx, news);
  const appended = news.map((one) => {
    const stored = one.id === undefined ? undefined : known.get(one.id);
    if (stored) return { event: requireSame(stored, one, workflow), repeated: true };
    workflow.eventCount += 1;
    return { event: toRow(scope, workflow, one), repeated: false };
  });
  await scope.tx.flush();
  const fresh = appended.filter(({ repeated }) => !repeated).map(({ event }) => event);
  if (fresh.length > 0) await scope.tx.insertMany(WorkflowEvent, fresh);
  return appended;
}

async function findKnown(
  tx: Transaction,
  news: readonly NewWorkflowEvent[],
): Promise<Map<string, WorkflowEventRow>> {
  const ids = news.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return new Map();
  const rows = await selectRows(tx, WorkflowEvent, { id: { $in: ids } });
  return new Map(rows.map((row) => [row.id, row]));
}

function requireSame(
  stored: WorkflowEventRow,
  one: NewWorkflowEvent,
  workflow: Workflow,
): WorkflowEventRow {
  const same =
    stored.workflowId === workflow.id &&
    stored.eventKind === one.kind &&
    stored.eventTime.getTime() === one.time.getTime() &&
    (stored.stepId ?? null) === (one.step?.id ?? null) &&
    (stored.stepRunId ?? null) === (one.stepRun?.id ?? null) &&
    isDeepStrictEqual(stored.payload, one.payload);
  if (same) return stored;
  throw conflict('The log holds another event of this id.', { field: 'eventId' });
}

function toRow(
  { deps, identity }: AppendScope,
  workflow: Workflow,
  { id, kind, time, step, stepRun, payload }: NewWorkflowEvent,
): WorkflowEventRow {
  return {
    id: id ?? deps.newId(),
    tenantId: workflow.tenantId,
    workflowId: workflow.id,
    stepId: step?.id ?? null,
    stepRunId: stepRun?.id ?? null,
    sequence: workflow.eventCount,
    eventType: eventTypeOf(kind),
    eventKind: kind,
    eventTime: time,
    jobNamespace,
    jobName: jobNameOf(workflow.name, stepRun && step?.stepKey),
    runId: stepRun?.id ?? workflow.id,
    producer,
    inputs: stepRun?.inputDatasets ?? [],
    outputs: stepRun?.outputDatasets ?? [],
    facets: stepRun ? parentFacet(workflow) : {},
    payload,
    actor: identity.actor.id,
    ...traceIdsOf(identity.traceparent),
    createdAt: deps.clock(),
  };
}
