/**
 * The events of a workflow in the words of OpenLineage: a workflow is a run of the job
 * `workflow.<name>`; a run of a step is a run of the job `workflow.<name>.<step>`, with the
 * workflow's run as its parent.
 */
import type { JsonObject } from '@arbiter/kernel/json/json-object.ts';
import type { DatasetName } from '../step-run/dataset-name.rules.ts';

/** What can happen to a workflow. The type of the domain event has the same name. */
export const workflowEventKinds = [
  'WORKFLOW_CREATED',
  'WORKFLOW_UPDATED',
  'WORKFLOW_STARTED',
  'WORKFLOW_COMPLETED',
  'WORKFLOW_FAILED',
  'WORKFLOW_CANCELLED',
  'STEP_ADDED',
  'STEP_STARTED',
  'STEP_COMPLETED',
  'STEP_FAILED',
  'STEP_CANCELLED',
] as const;
export type WorkflowEventKind = (typeof workflowEventKinds)[number];

/** Kinds of run state updates. Source: OpenLineage specification 2-0-2, RunEvent.eventType. */
export const lineageEventTypes = [
  'START',
  'RUNNING',
  'COMPLETE',
  'FAIL',
  'ABORT',
  'OTHER',
] as const;
export type LineageEventType = (typeof lineageEventTypes)[number];

const eventTypes: Readonly<Record<WorkflowEventKind, LineageEventType>> = {
  WORKFLOW_CREATED: 'OTHER',
  WORKFLOW_UPDATED: 'OTHER',
  WORKFLOW_STARTED: 'START',
  WORKFLOW_COMPLETED: 'COMPLETE',
  WORKFLOW_FAILED: 'FAIL',
  WORKFLOW_CANCELLED: 'ABORT',
  STEP_ADDED: 'OTHER',
  STEP_STARTED: 'START',
  STEP_COMPLETED: 'COMPLETE',
  STEP_FAILED: 'FAIL',
  STEP_CANCELLED: 'ABORT',
};

/** What OpenLineage calls an event of this kind. */
export function eventTypeOf(kind: WorkflowEventKind): LineageEventType {
  return eventTypes[kind];
}

/** Namespace of the jobs that workflows are runs of. */
export const jobNamespace = 'arbiter';
/** Program and version that make the events. */
export const producer = 'arbiter.registry/1.0.0';
/** The same as a URI, which OpenLineage asks for. */
const producerUri = 'urn:arbiter:registry/1.0.0';

/** Name of the workflow's job, or of a step's. */
export function jobNameOf(workflowName: string, stepKey?: string): string {
  return `workflow.${workflowName}${stepKey === undefined ? '' : `.${stepKey}`}`;
}

/**
 * Run facets of a run of a step: which run it is part of.
 * Source: OpenLineage ParentRunFacet 1-2-0.
 */
export function parentFacet(workflow: { readonly id: string; readonly name: string }): JsonObject {
  return {
    parent: {
      _producer: producerUri,
      _schemaURL:
        'https://openlineage.io/spec/facets/1-2-0/ParentRunFacet.json#/$defs/ParentRunFacet',
      run: { runId: workflow.id },
      job: { namespace: jobNamespace, name: jobNameOf(workflow.name) },
    },
  };
}

/** The stored facts that the OpenLineage form is made of. */
export interface WorkflowEventFacts {
  readonly id: string;
  readonly workflowId: string;
  readonly stepId?: string | null | undefined;
  readonly eventType: string;
  readonly eventKind: WorkflowEventKind;
  readonly eventTime: Date;
  readonly jobNamespace: string;
  readonly jobName: string;
  readonly runId: string;
  readonly inputs: readonly DatasetName[];
  readonly outputs: readonly DatasetName[];
  readonly facets: JsonObject;
  readonly payload: JsonObject;
  readonly actor: string;
  readonly traceId?: string | null | undefined;
  readonly spanId?: string | null | undefined;
  readonly createdAt: Date;
}

/**
 * The event in an envelope of type `registry_event`. The `event` inside is a valid RunEvent of
 * OpenLineage 2-0-2; what only Arbiter knows stands in its blocks `arbiter` and `otel`.
 */
export function toOpenLineage(event: WorkflowEventFacts): JsonObject {
  return {
    type: 'registry_event',
    timestamp: event.createdAt.toISOString(),
    event: {
      eventType: event.eventType,
      eventTime: event.eventTime.toISOString(),
      eventId: event.id,
      producer: producerUri,
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
      job: { namespace: event.jobNamespace, name: event.jobName, facets: {} },
      run: { runId: event.runId, facets: event.facets },
      inputs: event.inputs,
      outputs: event.outputs,
      arbiter: {
        workflowId: event.workflowId,
        stepId: event.stepId ?? null,
        eventKind: event.eventKind.toLowerCase(),
        payload: event.payload,
        actor: event.actor,
      },
      otel: { traceId: event.traceId ?? null, spanId: event.spanId ?? null },
    },
  };
}
