/** Which workflow lines of the log name for an operation, and what never gets into one. */
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parse } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { createLogger, requestLogger } from '@arbiter/server/telemetry/logger.ts';
import type { GatewayExecutor } from '../execution/executor.ts';
import { namedWorkflow, namingWorkflows } from './named-workflow.ts';

const a = '019a0000-0000-7000-8000-00000000000a';
const b = '019a0000-0000-7000-8000-00000000000b';
const named = (query: string, variables?: Record<string, unknown>) =>
  namedWorkflow({ document: parse(query), variables });

describe('an operation is about the workflow', () => {
  test.each<[about: string, ...Parameters<typeof named>]>([
    ['that it asks for', `{ workflow(id: "${a}") { id } }`],
    ['of a variable', 'query ($id: ID!) { w: workflow(id: $id) { id } }', { id: a }],
    ['that it changes', `mutation { startWorkflow(input: { id: "${a}" }) { x } }`],
    ['of its input', 'mutation ($i: I!) { failWorkflow(input: $i) { x } }', { i: { id: a } }],
    ['that gets a step', `mutation { addStep(input: { workflowId: "${a}" }) { x } }`],
    [
      'within an input',
      'mutation ($w: ID!) { addStep(input: { workflowId: $w }) { x } }',
      { w: a },
    ],
    ['of a filter', `{ analyses(filter: { workflowId: "${a}" }) { x } }`],
    ['named in a fragment', `{ ...F } fragment F on Query { ... { workflow(id: "${a}") { id } } }`],
    ['named twice', `{ x: workflow(id: "${a}") { id } y: workflow(id: "${a}") { id } }`],
    ['in whatever case', `{ workflow(id: "${a.toUpperCase()}") { id } }`],
  ])('%s', (_, ...asked) => {
    expect(named(...asked)).toBe(a);
  });
});

describe('an operation is about no workflow', () => {
  test.each<[about: string, ...Parameters<typeof named>]>([
    [
      'when it is about several',
      `{ x: workflow(id: "${a}") { id } y: workflow(id: "${b}") { id } }`,
    ],
    ['when the id is something else’s', `{ agent(id: "${a}") { id } }`],
    [
      'when the workflow is yet to be made',
      `mutation { createWorkflow(input: { agentId: "${a}" }) { x } }`,
    ],
    ['when a variable is missing', 'query ($id: ID!) { workflow(id: $id) { id } }'],
    ['when an input is null', 'mutation ($i: I) { failWorkflow(input: $i) { x } }', { i: null }],
    [
      'when the id is inherited',
      'mutation ($i: I) { failWorkflow(input: $i) { x } }',
      { i: Object.create({ id: a }) as unknown },
    ],
    ['when it is not the one asked for', `query A { x } query B { workflow(id: "${a}") { id } }`],
  ])('%s', (_, ...asked) => {
    expect(named(...asked)).toBeNull();
  });
});

test('whatever is sent as an id, nothing but an id is named', () => {
  const query = 'query ($id: ID!) { workflow(id: $id) { id } }';
  const anything = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.uuid());
  fc.assert(
    fc.property(anything, (id) => {
      expect(named(query, { id }) ?? a).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }),
  );
});

test('fragments that spread each other twice are read once each', () => {
  const count = 64;
  const fragments = Array.from({ length: count }, (_, index) => {
    const inner =
      index + 1 < count ? `...F${index + 1} ...F${index + 1}` : `workflow(id: "${a}") { id }`;
    return `fragment F${index} on Query { ${inner} }`;
  });
  // Read as often as it is spread, the last of them would take longer than there is time.
  expect(named(`{ ...F0 } ${fragments.join(' ')}`)).toBe(a);
});

describe('lines of the log', () => {
  /** As an executor behind it logs. */
  async function logged(query: string, identity: RequestIdentity) {
    const lines: object[] = [];
    const write = (line: string) => void lines.push(JSON.parse(line) as object);
    const logger = createLogger({ level: 'info', service: 'test' }, { write });
    const log = async ({ identity: seen }: { identity: RequestIdentity }) => {
      requestLogger(logger, seen).info('asked');
      return {};
    };
    const inner = { execute: log, executeInParts: log, prepareSubscription: log, subscribe: log };
    const executor = namingWorkflows(inner as unknown as GatewayExecutor);
    const request = { document: parse(query), identity };
    await executor.execute(request);
    await executor.executeInParts(request);
    await executor.prepareSubscription(request);
    await executor.subscribe(request);
    expect(lines).toHaveLength(4);
    return lines;
  }

  const query = `{ workflow(id: "${a}") { id } }`;

  test('say whose request it is, and about which workflow', async () => {
    for (const line of await logged(query, testIdentity('alpha'))) {
      expect(line).toMatchObject({ tenant: 'alpha', user: 'user-of-alpha', workflowId: a });
    }
  });

  test('say of which workflow the caller is part, where it says so', async () => {
    const identity = { ...testIdentity('alpha'), baggage: `workflow.id=${b}` };
    for (const line of await logged(query, identity)) expect(line).toMatchObject({ workflowId: b });
  });

  test('say of none where there is none', async () => {
    for (const line of await logged('{ agents { id } }', testIdentity('alpha'))) {
      expect(line).not.toHaveProperty('workflowId');
    }
  });
});
