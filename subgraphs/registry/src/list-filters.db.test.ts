/** How much the filters of lists may say: all that can be stored is found, more is refused. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from './definition.ts';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const listOf = (list: string) => {
  const type = `${list[0]!.toUpperCase()}${list.slice(1, -1)}Filter`;
  return `query ($filter: ${type}) { ${list}(filter: $filter) { nodes { id } } }`;
};
const words = (count: number) => Array.from({ length: count }, (_, index) => `word ${index}`);
const repeated = (word: string) => Array<string>(101).fill(word);

test.each([
  ['agents', 'types', repeated('QA_TEST_GUARDIAN')],
  ['agents', 'statuses', repeated('BUSY')],
  ['agents', 'capabilities', words(101)],
  ['experiments', 'name', 'x'.repeat(256)],
  ['experiments', 'tags', words(101)],
  ['playbooks', 'namespace', 'x'.repeat(256)],
  ['playbooks', 'name', 'x'.repeat(256)],
  ['workflows', 'states', repeated('PENDING')],
  ['workflows', 'tags', words(101)],
  ['workflows', 'ownerId', 'x'.repeat(256)],
  ['lineageRuns', 'statuses', repeated('FAILED')],
])('%s are not listed by %s that ask for too much', async (list, member, value) => {
  const { extensions } = await run.refuse(listOf(list), { filter: { [member]: value } });
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: `filter.${member}` });
});

test.each([
  ['agents', { capabilities: words(100) }],
  ['experiments', { name: '🎲'.repeat(255), tags: words(100) }],
  ['playbooks', { namespace: 'x'.repeat(255), name: '🎲'.repeat(255) }],
  ['workflows', { tags: words(100), ownerId: '🎲'.repeat(255) }],
  // Producers name jobs as they like.
  ['lineageRuns', { jobNamespace: 'x'.repeat(1_000), jobName: 'x'.repeat(1_000) }],
])('%s are listed by all that can be stored', async (list, filter) => {
  expect(await run.ask(listOf(list), { filter })).toEqual({ [list]: { nodes: [] } });
});
