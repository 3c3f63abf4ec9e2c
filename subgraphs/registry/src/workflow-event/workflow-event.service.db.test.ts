/**
 * The event log of workflows on a real database: that it only grows, that one event is stored once
 * however often it comes, and what of it can be read back.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { subgraphDatabase } from '@arbiter/server/db/bootstrap.ts';
import { type Database, createDatabase } from '@arbiter/server/db/database.ts';
import { openOrm } from '@arbiter/server/db/orm.ts';
import { createOutbox } from '@arbiter/server/events/outbox.ts';
import { testActor, testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { entities } from '../entities.ts';
import { type WorkflowDriver, driveWorkflows } from '../workflow/testing/drive-workflows.ts';
import { lockWorkflow } from '../workflow/workflow-lock.service.ts';
import { recordWorkflowEvents } from '../workflow/workflow.events.ts';

const resources = new AsyncDisposableStack();
let run: RunningSubgraph;
let work: WorkflowDriver;
let database: Database;
beforeAll(async () => {
  run = resources.use(await runSubgraph(registry));
  work = driveWorkflows(run);
  const { application } = subgraphDatabase(run.database.url, 'registry');
  const orm = await openOrm(application, { entities, poolSize: 4, applicationName: 'test' });
  resources.defer(() => orm.close());
  database = createDatabase(orm);
});
afterAll(() => resources.disposeAsync());

/** A workflow with one step that ran, and its five events. */
async function finished() {
  const { id, steps } = await work.create({ name: 'train' }, ['prepare']);
  await work.start(id);
  const stepId = steps.nodes[0]?.id;
  const stepRun = await work.startStep(stepId);
  await work.finish(stepRun.id);
  await work.complete(id);
  return { id, stepId, stepRunId: stepRun.id };
}

describe('the log only grows', () => {
  test.each([
    `update registry.workflow_events set actor = 'somebody else'`,
    'delete from registry.workflow_events',
    'delete from registry.workflow_events where false',
    'truncate registry.workflow_events cascade',
  ])('not even the owner of the tables may: %s', async (sql) => {
    await finished();
    await expect(run.database.query(sql)).rejects.toThrow('never changed or removed');
  });

  test.each([
    'update registry.workflow_events set actor = null',
    'delete from registry.workflow_events',
  ])('the application has no right to: %s', async (sql) => {
    const attempt = database.transaction(testActor('alpha'), (tx) => tx.execute(sql));
    await expect(attempt).rejects.toThrow('permission denied');
  });
});

describe('the same event twice', () => {
  const scopeOf = { outbox: createOutbox('registry', newId), newId, clock: systemClock };
  const time = new Date('2026-01-01T00:00:00.000Z');
  const append = (workflowId: string, event: { id: string; state?: string }) =>
    database.transaction(testActor('alpha'), async (tx) => {
      const identity = testIdentity();
      const workflow = await lockWorkflow(tx, identity, { id: workflowId, field: 'id' });
      const { id, state = 'RUNNING' } = event;
      await recordWorkflowEvents({ deps: scopeOf, tx, identity }, workflow, [
        { id, kind: 'WORKFLOW_STARTED', time, payload: { state }, change: { action: 'UPDATE' } },
      ]);
    });

  test('is stored and published once', async () => {
    const workflow = await work.create();
    const event = { id: newId() };
    await append(workflow.id, event);
    const before = await work.footprint();
    await append(workflow.id, event);
    expect(await work.footprint()).toEqual(before);
    await Promise.all(Array.from({ length: 5 }, () => append(workflow.id, event)));
    expect(await work.footprint()).toEqual(before);
    expect((await work.events(workflow.id)).map(({ id }) => id).slice(1)).toEqual([event.id]);
  });

  test('with another body, or of another workflow, is a conflict and changes nothing', async () => {
    const workflow = await work.create();
    const other = await work.create();
    const event = { id: newId() };
    await append(workflow.id, event);
    const before = await work.footprint();
    for (const attempt of [
      append(workflow.id, { ...event, state: 'PENDING' }),
      append(other.id, event),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'CONFLICT' });
    }
    expect(await work.footprint()).toEqual(before);
  });
});

const eventsOfWorkflow = /* GraphQL */ `
  query ($id: ID!, $first: Int, $after: String) {
    workflow(id: $id) {
      events(first: $first, after: $after) {
        nodes {
          sequence
          eventType
          eventKind
          jobNamespace
          jobName
          runId
          producer
          payload
          actor
          workflow {
            id
          }
          step {
            id
          }
          stepRun {
            id
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;
interface EventPage {
  workflow: {
    events: { nodes: object[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  };
}

describe('reading events', () => {
  test('of one workflow: in order, paged, with their objects', async () => {
    const { id, stepId, stepRunId } = await finished();
    const first = (await run.ask<EventPage>(eventsOfWorkflow, { id, first: 3 })).workflow.events;
    const { endCursor: after } = first.pageInfo;
    const second = (await run.ask<EventPage>(eventsOfWorkflow, { id, first: 3, after })).workflow
      .events;
    expect(second.pageInfo.hasNextPage).toBe(false);
    const ofWorkflow = {
      jobNamespace: 'arbiter',
      jobName: 'workflow.train',
      runId: id,
      producer: 'arbiter.registry/1.0.0',
      actor: 'user-of-alpha',
      workflow: { id },
      step: null,
      stepRun: null,
    };
    const ofStepRun = {
      ...ofWorkflow,
      jobName: 'workflow.train.prepare',
      runId: stepRunId,
      step: { id: stepId },
      stepRun: { id: stepRunId },
    };
    const at = { stepKey: 'prepare', stepIndex: 0, attempt: 1 };
    expect([...first.nodes, ...second.nodes]).toEqual([
      {
        ...ofWorkflow,
        sequence: 1,
        eventType: 'OTHER',
        eventKind: 'WORKFLOW_CREATED',
        payload: { state: 'CREATED', steps: 1 },
      },
      {
        ...ofWorkflow,
        sequence: 2,
        eventType: 'START',
        eventKind: 'WORKFLOW_STARTED',
        payload: { state: 'RUNNING' },
      },
      { ...ofStepRun, sequence: 3, eventType: 'START', eventKind: 'STEP_STARTED', payload: at },
      {
        ...ofStepRun,
        sequence: 4,
        eventType: 'COMPLETE',
        eventKind: 'STEP_COMPLETED',
        payload: { ...at, exitCode: 0 },
      },
      {
        ...ofWorkflow,
        sequence: 5,
        eventType: 'COMPLETE',
        eventKind: 'WORKFLOW_COMPLETED',
        payload: { state: 'COMPLETED' },
      },
    ]);
  });

  test('in OpenLineage form: a run of a step names the workflow as its parent', async () => {
    const { id, stepRunId } = await finished();
    const query = `query ($filter: WorkflowEventFilter) {
      recentEvents(limit: 1, filter: $filter) { id facets openLineage }
    }`;
    const filter = { workflowIds: [id], eventKinds: ['STEP_STARTED'] };
    const { recentEvents } = await run.ask<{ recentEvents: { id: string }[] }>(query, { filter });
    expect(recentEvents).toMatchObject([
      {
        facets: { parent: { run: { runId: id }, job: { name: 'workflow.train' } } },
        openLineage: {
          type: 'registry_event',
          event: {
            eventType: 'START',
            eventId: recentEvents[0]?.id,
            job: { namespace: 'arbiter', name: 'workflow.train.prepare' },
            run: { runId: stepRunId, facets: { parent: { run: { runId: id } } } },
            arbiter: { workflowId: id, eventKind: 'step_started', actor: 'user-of-alpha' },
          },
        },
      },
    ]);
  });

  test('by reference, as other subgraphs do', async () => {
    const { id, stepId, stepRunId } = await finished();
    const of = [
      { __typename: 'Workflow', id },
      { __typename: 'WorkflowStep', id: stepId },
      { __typename: 'StepRun', id: stepRunId },
      { __typename: 'WorkflowEvent', id: (await work.events(id))[0]?.id },
      { __typename: 'Workflow', id: 'nonsense' },
    ];
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Workflow { state } ... on WorkflowStep { stepKey } ... on StepRun { attempt }
      ... on WorkflowEvent { eventKind }
    } }`;
    expect(await run.ask(query, { of })).toEqual({
      _entities: [
        { state: 'COMPLETED' },
        { stepKey: 'prepare' },
        { attempt: 1 },
        { eventKind: 'WORKFLOW_CREATED' },
        null,
      ],
    });
    const foreign = await run.ask(query, { of: of.slice(0, 4) }, testIdentity('beta'));
    expect(foreign).toEqual({ _entities: [null, null, null, null] });
  });
});

describe('recentEvents', () => {
  const query = /* GraphQL */ `
    query ($limit: Int, $filter: WorkflowEventFilter) {
      recentEvents(limit: $limit, filter: $filter) {
        eventKind
        workflow {
          id
        }
      }
    }
  `;
  const recent = testIdentity('recent');
  const kinds = async (variables: object = {}) => {
    const answer = await run.ask<{ recentEvents: { eventKind: string }[] }>(
      query,
      variables,
      recent,
    );
    return answer.recentEvents.map(({ eventKind }) => eventKind);
  };
  let first: string;
  beforeAll(async () => {
    first = (await work.create({}, ['a'], recent)).id;
    await run.ask(
      'mutation ($id: ID!) { startWorkflow(input: { id: $id }) { workflow { id } } }',
      { id: first },
      recent,
    );
    await work.create({}, [], recent);
  });

  test('shows the newest first, of this tenant only', async () => {
    const all = ['WORKFLOW_CREATED', 'WORKFLOW_STARTED', 'WORKFLOW_CREATED'];
    expect(await kinds()).toEqual(all);
    expect(await kinds({ limit: 2 })).toEqual(all.slice(0, 2));
  });

  test('filters by workflow, type and kind', async () => {
    const start = ['WORKFLOW_STARTED'];
    expect(await kinds({ filter: { eventTypes: ['START'] } })).toEqual(start);
    expect(await kinds({ filter: { eventKinds: start, workflowIds: [first] } })).toEqual(start);
    expect(await kinds({ filter: { workflowIds: [first] } })).toHaveLength(2);
    expect(await kinds({ filter: { workflowIds: [] } })).toEqual([]);
  });

  test('shows 20 unless told', async () => {
    const busy = testIdentity('busy');
    for (let n = 0; n < 21; n += 1) await work.create({}, [], busy);
    const answer = await run.ask<{ recentEvents: object[] }>('{ recentEvents { id } }', {}, busy);
    expect(answer.recentEvents).toHaveLength(20);
  });

  test.each([
    [{ limit: 0 }, 'limit'],
    [{ limit: 201 }, 'limit'],
    [{ limit: null }, 'limit'],
    [{ filter: { workflowIds: ['x'] } }, 'filter.workflowIds[0]'],
    [{ filter: { workflowIds: Array(101).fill(newId()) } }, 'filter.workflowIds'],
    [{ filter: { eventTypes: Array(101).fill('START') } }, 'filter.eventTypes'],
    [{ filter: { eventKinds: ['gate_failed'] } }, 'filter.eventKinds[0]'],
  ])('refuses %j', async (variables, field) => {
    const { extensions } = await run.refuse(query, variables);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
