/**
 * Goal: matches are counted when they are finished, each once and by how, and none whose transaction
 * came to nothing; the backlog is that of all tenants. Method: tournaments played on a real database.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type Arena, openArena, playable, reportInput } from './testing/arena.ts';
import { reportMatchMutation } from './testing/operations.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
});

const lines = async () => {
  const text = await arena.subgraph.business.registry.metrics();
  return text.split('\n').filter((line) => line.startsWith('arbiter_match'));
};

test('matches are counted by how they were finished, and what is left over all tenants', async () => {
  expect(await lines()).toEqual(['arbiter_match_backlog_total 0']);
  const other = testIdentity('beta');
  await arena.start((await arena.create(['X', 'Y'], {}, other)).id, other);
  const { id, entrants } = await arena.create(['A', 'B', 'C']);
  // Not yet running: nobody waits for its matches.
  expect(await lines()).toEqual(['arbiter_match_backlog_total 1']);
  const [first] = playable(await arena.start(id));
  expect(await lines()).toEqual(['arbiter_match_backlog_total 4']);

  await arena.report(first!, 1);
  // The same again, and another result, have no effect.
  await arena.report(first!, 1);
  await arena.refuse(reportMatchMutation, { input: reportInput(first!, 0) }, testIdentity());
  expect(await lines()).toEqual([
    'arbiter_matches_processed_total{type="result"} 1',
    'arbiter_match_backlog_total 3',
  ]);

  const named = (name: string | undefined) =>
    entrants.find(({ agentName }) => agentName === name)?.id;
  const absent = ['A', 'B', 'C'].find(
    (name) => !first!.entrants.some(({ agentName }) => agentName === name),
  );
  await arena.withdraw(named(absent)!);
  expect(await lines()).toEqual([
    'arbiter_matches_processed_total{type="result"} 1',
    'arbiter_matches_processed_total{type="forfeit"} 2',
    'arbiter_match_backlog_total 1',
  ]);
  const counts = arena.subgraph.business.eventCounts();
  expect([counts.get('MATCH_RECORDED'), counts.get('TOURNAMENT_COMPLETED')]).toEqual([3, 1]);
});
