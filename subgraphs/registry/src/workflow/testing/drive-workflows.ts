/** For tests: workflows driven through the executed schema, and what the database then holds. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { RunningSubgraph } from '@arbiter/testkit/run-subgraph.ts';

const workflowFields = /* GraphQL */ `
  fragment WorkflowFields on Workflow {
    id
    name
    description
    state
    endReason
    ownerId
    repoSha
    branchName
    parameters
    tags
    metadata
    traceId
    spanId
    version
    createdAt
    updatedAt
    startedAt
    completedAt
    agent {
      id
    }
    playbook {
      id
    }
    steps(first: 200) {
      nodes {
        ...StepFields
      }
    }
    stepRuns(first: 200) {
      nodes {
        ...StepRunFields
      }
    }
  }
`;
const stepFields = /* GraphQL */ `
  fragment StepFields on WorkflowStep {
    id
    stepKey
    stepIndex
    status
    instructionMd
    attempts
    logsUri
    startedAt
    completedAt
  }
`;
const stepRunFields = /* GraphQL */ `
  fragment StepRunFields on StepRun {
    id
    attempt
    status
    inputs
    parameters
    inputDatasets {
      namespace
      name
    }
    outputs
    outputDatasets {
      namespace
      name
    }
    metrics
    artifacts
    errorInfo
    exitCode
    logsUri
    startedAt
    finishedAt
    step {
      stepKey
      status
    }
    run {
      id
    }
  }
`;

/** The mutations, and the object that each changes. */
const objects = {
  createWorkflow: 'workflow',
  updateWorkflow: 'workflow',
  startWorkflow: 'workflow',
  completeWorkflow: 'workflow',
  failWorkflow: 'workflow',
  cancelWorkflow: 'workflow',
  addStep: 'step',
  startStep: 'stepRun',
  finishStepRun: 'stepRun',
} as const;
export type WorkflowMutation = keyof typeof objects;

const selections = {
  workflow: `workflow { ...WorkflowFields } } } ${workflowFields} ${stepFields} ${stepRunFields}`,
  step: `step { ...StepFields } } } ${stepFields}`,
  stepRun: `stepRun { ...StepRunFields } } } ${stepRunFields}`,
};

/** The document of a mutation, with its whole object. */
export function documentOf(mutation: WorkflowMutation): string {
  const input = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const selection = selections[objects[mutation]];
  return `mutation ($input: ${input}!) { ${mutation}(input: $input) { ${selection}`;
}

export interface StepData {
  readonly id: string;
  readonly stepKey: string;
  readonly stepIndex: number;
  readonly status: string;
  readonly completedAt: string | null;
}
export interface StepRunData {
  readonly id: string;
  readonly attempt: number;
  readonly status: string;
  readonly step: { readonly stepKey: string; readonly status: string };
}
export interface WorkflowData {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly version: number;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly steps: { readonly nodes: readonly StepData[] };
  readonly stepRuns: { readonly nodes: readonly StepRunData[] };
}

export interface EventData {
  readonly id: string;
  readonly type: string;
  readonly change: object;
  readonly data: Readonly<Record<string, unknown>>;
}

export type WorkflowDriver = ReturnType<typeof driveWorkflows>;

/** Commands and reads of workflows on a running registry. */
export function driveWorkflows(run: RunningSubgraph) {
  async function ask<T>(
    mutation: WorkflowMutation,
    input: object,
    identity: RequestIdentity = testIdentity(),
  ): Promise<T> {
    const data = await run.ask<Record<string, Record<string, T>>>(
      documentOf(mutation),
      { input },
      identity,
    );
    return data[mutation]?.[objects[mutation]] as T;
  }
  return {
    ...makeLinked(run),
    ...observe(run),
    /** A workflow with steps of the given keys. */
    create: (input: object = {}, keys: readonly string[] = [], identity?: RequestIdentity) =>
      ask<WorkflowData>(
        'createWorkflow',
        { name: 'work', steps: keys.map((stepKey) => ({ stepKey })), ...input },
        identity,
      ),
    update: (id: string, input: object, identity?: RequestIdentity) =>
      ask<WorkflowData>('updateWorkflow', { id, ...input }, identity),
    /** Says that the workflow is put together. */
    ready: (id: string) => ask<WorkflowData>('updateWorkflow', { id, state: 'PENDING' }),
    start: (id: string, input: object = {}) => ask<WorkflowData>('startWorkflow', { id, ...input }),
    complete: (id: string, input: object = {}) =>
      ask<WorkflowData>('completeWorkflow', { id, ...input }),
    fail: (id: string, input: object = {}) => ask<WorkflowData>('failWorkflow', { id, ...input }),
    cancel: (id: string, input: object = {}) =>
      ask<WorkflowData>('cancelWorkflow', { id, ...input }),
    addStep: (workflowId: string, stepKey: string, input: object = {}) =>
      ask<StepData>('addStep', { workflowId, stepKey, ...input }),
    startStep: (stepId: string | undefined, input: object = {}) =>
      ask<StepRunData>('startStep', { stepId, ...input }),
    finish: (id: string, exitCode = 0, input: object = {}) =>
      ask<StepRunData>('finishStepRun', { id, exitCode, ...input }),
    refuse: (mutation: WorkflowMutation, input: object, identity?: RequestIdentity) =>
      run.refuse(documentOf(mutation), { input }, identity),
    /** The same command several times at once: how many got through, and the codes of the others. */
    async race(mutation: WorkflowMutation, inputs: readonly object[]): Promise<string[]> {
      const query = documentOf(mutation);
      const answers = await Promise.all(
        inputs.map((input) =>
          run.subgraph.execute({ query, variables: { input }, identity: testIdentity() }),
        ),
      );
      const codes = answers.map(
        ({ errors }) => errors?.[0]?.extensions['code'] as string | undefined,
      );
      return codes.map((code) => code ?? 'OK').toSorted();
    },
  };
}

/** What is there. */
function observe(run: RunningSubgraph) {
  return {
    /** The workflow as everybody reads it. */
    async read(id: string): Promise<WorkflowData> {
      const query = `query ($id: ID!) { workflow(id: $id) { ...WorkflowFields } }
        ${workflowFields} ${stepFields} ${stepRunFields}`;
      return (await run.ask<{ workflow: WorkflowData }>(query, { id })).workflow;
    },
    /** The domain events of the workflow in the outbox, in order. */
    async events(workflowId: string): Promise<EventData[]> {
      const rows = await run.database.query<{ envelope: EventData }>(
        'select envelope from registry.outbox where aggregate_id = $1 order by ordinal',
        [workflowId],
      );
      return rows.map(({ envelope }) => envelope);
    },
    /** Everything that the registry stores, counted; equal before and after what stored nothing. */
    async footprint(): Promise<object> {
      const tables = ['workflows', 'workflow_steps', 'step_runs', 'workflow_events', 'outbox'];
      const counts = tables.map((table) => `(select count(*) from registry.${table}) as ${table}`);
      const versions = '(select sum(version) from registry.workflows) as versions';
      const [row] = await run.database.query(`select ${[...counts, versions].join(', ')}`);
      return row ?? {};
    },
  };
}

/** What workflows and their parts link to. */
function makeLinked(run: RunningSubgraph) {
  const idOf = async (query: string, identity?: RequestIdentity): Promise<string> => {
    const data = await run.ask<Record<string, Record<string, { id: string }>>>(query, {}, identity);
    const [payload] = Object.values(data);
    return Object.values(payload ?? {})[0]?.id ?? '';
  };
  return {
    agent: (name: string, identity?: RequestIdentity) =>
      idOf(
        `mutation {
           createAgent(input: { name: "${name}", type: GENERAL_PURPOSE }) { agent { id } }
         }`,
        identity,
      ),
    playbook: (identity?: RequestIdentity) =>
      idOf(
        'mutation { createPlaybook(input: { name: "p", jsonSpec: {} }) { playbook { id } } }',
        identity,
      ),
    /** A run of a new experiment. */
    async run(identity?: RequestIdentity): Promise<string> {
      const experimentId = await idOf(
        'mutation { createExperiment(input: { name: "e" }) { experiment { id } } }',
        identity,
      );
      return idOf(
        `mutation { createRun(input: { experimentId: "${experimentId}" }) { run { id } } }`,
        identity,
      );
    },
  };
}
