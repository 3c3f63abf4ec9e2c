/** What the load generator sends, row by row, and how it knows an answer from a failure. */
import { createHash, randomUUID } from 'node:crypto';
import { workflowCount } from './seed.ts';

export interface Load {
  readonly name: string;
  readonly path: string;
  /** Routes beside GraphQL have no peer in a stock gateway. */
  readonly isHttpRoute: boolean;
  nextBody(): string;
  isAnswer(body: string): boolean;
}

/** The id of the n-th workflow: md5 read as a UUID, as the seed makes it. */
function workflowId(number: number): string {
  const hex = createHash('md5').update(`workflow${number}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

let turn = 0;
const nextWorkflow = () => workflowId((turn++ % workflowCount) + 1);

function graphql(name: string, query: string, variables: () => object): Load {
  return {
    name,
    path: '/graphql',
    isHttpRoute: false,
    nextBody: () => JSON.stringify({ query, variables: variables() }),
    isAnswer: (body) => body.startsWith('{"data":{') && !body.includes('"errors"'),
  };
}

/** What is asked of a workflow over four subgraphs. */
const overFourSubgraphs = `
  id
  name
  state
  steps { nodes { stepKey status } }
  agent { name ratings { rating gameType } }
  auditTrail(first: 3) { nodes { eventType hash } }
  analyses(first: 3) { nodes { method analysisType } }
`;

export const queryLoads: readonly Load[] = [
  graphql(
    'one object of one subgraph',
    'query ($id: ID!) { workflow(id: $id) { id name state tags } }',
    () => ({ id: nextWorkflow() }),
  ),
  graphql(
    'one object over four subgraphs',
    `query ($id: ID!) { workflow(id: $id) { ${overFourSubgraphs} } }`,
    () => ({ id: nextWorkflow() }),
  ),
  graphql(
    'list of 50 over four subgraphs',
    `{ workflows(first: 50) { nodes { ${overFourSubgraphs} } } }`,
    () => ({}),
  ),
];

/** Distinct events of about 1 kB, as a training loop reports them. */
export const ingestLoad: Load = {
  name: 'OpenLineage events, one a request',
  path: '/api/v1/lineage',
  isHttpRoute: true,
  nextBody: () => {
    const number = (turn += 1);
    return JSON.stringify({
      eventType: 'COMPLETE',
      eventTime: new Date(Date.UTC(2026, 0, 1) + number).toISOString(),
      producer: 'https://example.org/bench',
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
      run: { runId: randomUUID() },
      job: { namespace: 'bench', name: `job ${number % 100}` },
      inputs: [{ namespace: 'postgres://bench', name: `public.table_${number % 50}` }],
      outputs: [
        {
          namespace: 'postgres://bench',
          name: `public.result_${number % 50}`,
          facets: {
            schema: {
              _producer: 'https://example.org/bench',
              _schemaURL: 'https://openlineage.io/spec/facets/1-1-1/SchemaDatasetFacet.json',
              fields: Array.from({ length: 8 }, (_, i) => ({
                name: `column_${i}`,
                type: 'double',
              })),
            },
          },
        },
      ],
    });
  },
  isAnswer: () => true,
};
