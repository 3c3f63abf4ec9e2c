/**
 * What reading workflows costs: a list of two hundred takes as many SQL statements as a list of one,
 * however much of their parts, links and history is asked for.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { type WorkflowDriver, driveWorkflows } from './testing/drive-workflows.ts';

let run: RunningSubgraph;
let work: WorkflowDriver;
beforeAll(async () => {
  run = await runSubgraph(registry);
  work = driveWorkflows(run);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const query = /* GraphQL */ `
  query ($first: Int!) {
    workflows(first: $first) {
      nodes {
        name
        agent {
          name
        }
        playbook {
          name
          version
        }
        steps(first: 5) {
          nodes {
            stepKey
            stepRuns {
              nodes {
                attempt
              }
            }
            workflow {
              name
            }
          }
        }
        stepRuns(first: 5) {
          nodes {
            status
            step {
              stepKey
            }
            run {
              status
              experiment {
                status
              }
            }
          }
        }
        events(first: 5) {
          nodes {
            eventKind
            openLineage
            stepRun {
              attempt
            }
          }
        }
      }
    }
  }
`;

/** Workflows with ids that sort before those made by the registry, each with two steps. */
async function insertWorkflows(count: number, links: readonly string[]): Promise<void> {
  await run.database.query(
    `insert into registry.workflows (id, tenant_id, name, state, owner_id, agent_id, playbook_id,
       parameters, tags, metadata, event_count, created_at, updated_at)
     select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'alpha', 'w' || n,
       'CREATED', 'me', $2, $3, '{}', '{}', '{}', 0, now(), now()
     from generate_series(1, $1::int) n`,
    [count, ...links],
  );
  await run.database.query(
    `insert into registry.workflow_steps (id, tenant_id, workflow_id, step_key, step_index, status,
       attempts, created_at)
     select gen_random_uuid(), tenant_id, w.id, 's' || n, n, 'PENDING', 0, now()
     from registry.workflows w, generate_series(0, 1) n`,
  );
}

async function statementsFor(first: number): Promise<string[]> {
  run.statements.length = 0;
  const { workflows } = await run.ask<{ workflows: { nodes: object[] } }>(query, { first });
  expect(workflows.nodes).toHaveLength(first);
  return run.statements.filter((sql) => !/\b(begin|rollback|set_config)\b/i.test(sql));
}

test('two hundred workflows cost as many statements as one', async () => {
  const links = [await work.agent('counted'), await work.playbook()] as const;
  await insertWorkflows(199, links);
  const { id, steps } = await work.create({ agentId: links[0], playbookId: links[1] }, ['a', 'b']);
  await work.start(id);
  await work.startStep(steps.nodes[0]?.id, { runId: await work.run() });
  const one = await statementsFor(1);
  // Each kind of row behind each kind of field, and the rows at its other end.
  expect(one.length).toBeGreaterThanOrEqual(14);
  expect(await statementsFor(200)).toHaveLength(one.length);
});
