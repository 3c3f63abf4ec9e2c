/**
 * A list of 200 costs what a list of one costs: the SQL statements of one query over all four
 * subgraphs are counted, through the gateway, on real data.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Constellation, startConstellation } from '../support/constellation.ts';
import { askGraphql as ask } from '../support/http.ts';

const workflowCount = 200;
const created = 20;

let world: Constellation;

beforeAll(async () => {
  world = await startConstellation();
  const agents = await Promise.all(['ada', 'bob', 'eve'].map(createAgent));
  await playTournament(agents);
  for (let from = 0; from < workflowCount; from += created) {
    await Promise.all(Array.from({ length: created }, (_, i) => createWorkflow(from + i, agents)));
  }
  await world.settle();
}, 120_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

async function createAgent(name: string): Promise<string> {
  const { createAgent: payload } = await ask<{ createAgent: { agent: { id: string } } }>(
    world.url,
    'mutation ($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }',
    { input: { name, type: 'GENERAL_PURPOSE' } },
  );
  return payload.agent.id;
}

async function playTournament(agents: readonly string[]): Promise<void> {
  const entrants = agents.map((agentId, index) => ({ agentId, agentName: `agent ${index}` }));
  const { createTournament: payload } = await ask<{
    createTournament: { tournament: { id: string } };
  }>(
    world.url,
    'mutation ($input: CreateTournamentInput!) { createTournament(input: $input) { tournament { id } } }',
    { input: { name: 'cup', gameType: 'go', format: 'ROUND_ROBIN', entrants } },
  );
  const { startTournament: started } = await ask<{
    startTournament: {
      tournament: { matches: { nodes: { id: string; entrants: { id: string }[] }[] } };
    };
  }>(
    world.url,
    'mutation ($input: StartTournamentInput!) { startTournament(input: $input) { tournament { matches(openOnly: true) { nodes { id entrants { id } } } } } }',
    { input: { id: payload.tournament.id } },
  );
  for (const { id, entrants: players } of started.tournament.matches.nodes) {
    const scores = players.map((player, seat) => ({ entrantId: player.id, score: 1 - seat }));
    await ask(
      world.url,
      'mutation ($input: ReportMatchInput!) { reportMatch(input: $input) { match { id } } }',
      { input: { matchId: id, scores } },
    );
  }
}

async function createWorkflow(index: number, agents: readonly string[]): Promise<void> {
  const { createWorkflow: payload } = await ask<{ createWorkflow: { workflow: { id: string } } }>(
    world.url,
    'mutation ($input: CreateWorkflowInput!) { createWorkflow(input: $input) { workflow { id } } }',
    {
      input: {
        name: `workflow ${index}`,
        agentId: agents[index % agents.length],
        steps: [{ stepKey: 'train' }, { stepKey: 'evaluate' }],
      },
    },
  );
  await ask(
    world.url,
    'mutation ($input: RecordAnalysisInput!) { recordAnalysis(input: $input) { analysis { id } } }',
    {
      input: {
        workflowId: payload.workflow.id,
        analysisType: 'ATTRIBUTION',
        method: 'shap',
        attribution: { values: [0.5, -0.25, index] },
      },
    },
  );
}

const everything = /* GraphQL */ `
  query ($first: Int!) {
    workflows(first: $first) {
      nodes {
        name
        steps {
          nodes {
            stepKey
            status
          }
        }
        agent {
          name
          ratings {
            rating
            gameType
          }
        }
        auditTrail(first: 5) {
          nodes {
            eventType
            hash
            actor {
              name
            }
          }
        }
        analyses(first: 5) {
          nodes {
            method
            attribution {
              values
            }
          }
        }
      }
    }
  }
`;

interface Answer {
  workflows: {
    nodes: {
      agent: { ratings: unknown[] };
      steps: { nodes: unknown[] };
      auditTrail: { nodes: unknown[] };
      analyses: { nodes: unknown[] };
    }[];
  };
}

async function count(first: number): Promise<{ statements: number; answer: Answer }> {
  world.statements.length = 0;
  const answer = await ask<Answer>(world.url, everything, { first });
  return { statements: world.statements.length, answer };
}

test('200 workflows with steps, agent, ratings, audit trail and analyses cost what one costs', async () => {
  const one = await count(1);
  const all = await count(workflowCount);
  expect(all.answer.workflows.nodes).toHaveLength(workflowCount);
  for (const { agent, steps, auditTrail, analyses } of all.answer.workflows.nodes) {
    expect(agent.ratings).toHaveLength(1);
    expect(steps.nodes).toHaveLength(2);
    expect(auditTrail.nodes.length).toBeGreaterThan(0);
    expect(analyses.nodes).toHaveLength(1);
  }
  expect(all.statements).toBe(one.statements);
  expect(one.statements).toBeGreaterThan(5);
});
