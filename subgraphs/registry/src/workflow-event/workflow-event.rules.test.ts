// Goal: whatever a workflow's event says, its OpenLineage form is one that the published schema
// takes and that has no finding of quality. Method: the judge that posted lineage events meet.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readExactJson } from '@arbiter/kernel/json/exact-json.ts';
import { findingsOfEvent } from '../lineage/event-quality.rules.ts';
import { faultsOfEvent } from '../lineage/event-schema.rules.ts';
import {
  type WorkflowEventFacts,
  type WorkflowEventKind,
  jobNameOf,
  jobNamespace,
  eventTypeOf,
  parentFacet,
  toOpenLineage,
  workflowEventKinds,
} from './workflow-event.rules.ts';

const workflow = { id: '0198c0de-0000-7000-8000-000000000001', name: 'train' };
const stepRunId = '0198c0de-0000-7000-8000-000000000002';

function factsOf(kind: WorkflowEventKind, change: Partial<WorkflowEventFacts> = {}) {
  return {
    id: '0198c0de-0000-7000-8000-000000000003',
    workflowId: workflow.id,
    stepId: null,
    eventType: eventTypeOf(kind),
    eventKind: kind,
    eventTime: new Date('2026-01-02T03:04:05.678Z'),
    jobNamespace,
    jobName: jobNameOf(workflow.name),
    runId: workflow.id,
    inputs: [],
    outputs: [],
    facets: {},
    payload: { state: 'RUNNING' },
    actor: 'someone',
    createdAt: new Date('2026-01-02T03:04:06.000Z'),
    ...change,
  } satisfies WorkflowEventFacts;
}

test.each([
  ['WORKFLOW_CREATED', 'OTHER'],
  ['WORKFLOW_UPDATED', 'OTHER'],
  ['WORKFLOW_STARTED', 'START'],
  ['WORKFLOW_COMPLETED', 'COMPLETE'],
  ['WORKFLOW_FAILED', 'FAIL'],
  ['WORKFLOW_CANCELLED', 'ABORT'],
  ['STEP_ADDED', 'OTHER'],
  ['STEP_STARTED', 'START'],
  ['STEP_COMPLETED', 'COMPLETE'],
  ['STEP_FAILED', 'FAIL'],
  ['STEP_CANCELLED', 'ABORT'],
] as const)('%s is %s in OpenLineage', (kind, type) => {
  expect(eventTypeOf(kind)).toBe(type);
  expect(workflowEventKinds).toContain(kind);
});

test('jobs are named after the workflow, and the step', () => {
  expect(jobNameOf('train')).toBe('workflow.train');
  expect(jobNameOf('train', 'prepare')).toBe('workflow.train.prepare');
});

describe('toOpenLineage', () => {
  test('puts the event into its envelope', () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const form = toOpenLineage(factsOf('WORKFLOW_STARTED', { traceId, spanId: null }));
    expect(form).toEqual({
      type: 'registry_event',
      timestamp: '2026-01-02T03:04:06.000Z',
      event: {
        eventType: 'START',
        eventTime: '2026-01-02T03:04:05.678Z',
        eventId: '0198c0de-0000-7000-8000-000000000003',
        producer: 'urn:arbiter:registry/1.0.0',
        schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
        job: { namespace: 'arbiter', name: 'workflow.train', facets: {} },
        run: { runId: workflow.id, facets: {} },
        inputs: [],
        outputs: [],
        arbiter: {
          workflowId: workflow.id,
          stepId: null,
          eventKind: 'workflow_started',
          payload: { state: 'RUNNING' },
          actor: 'someone',
        },
        otel: { traceId, spanId: null },
      },
    });
  });

  test('is taken by the published schema, with nothing to find fault with', () => {
    const any = fc.record({
      kind: fc.constantFrom(...workflowEventKinds),
      name: fc.string({ minLength: 1, unit: 'grapheme' }),
      payload: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
      ofStep: fc.boolean(),
    });
    fc.assert(
      fc.property(any, ({ kind, name, payload, ofStep }) => {
        const step = {
          jobName: jobNameOf(name, 'step'),
          runId: stepRunId,
          inputs: [{ namespace: 's3://bucket', name }],
          outputs: [{ namespace: 'postgres://host:5432', name: `db.${name}` }],
          facets: parentFacet({ id: workflow.id, name }),
        };
        const facts = factsOf(kind, { jobName: jobNameOf(name), payload, ...(ofStep ? step : {}) });
        const { event } = toOpenLineage(facts);
        const read = readExactJson(JSON.stringify(event));
        if (read.kind !== 'read') throw new Error(JSON.stringify(read));
        expect(faultsOfEvent(read.value)).toEqual([]);
        expect(findingsOfEvent(read)).toEqual([]);
      }),
    );
  });
});
