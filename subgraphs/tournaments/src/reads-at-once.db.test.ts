/**
 * More requests at once than the subgraph has connections for, each of which needs a second one while it
 * holds its own: none waits for another in vain.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applicationPoolSize } from '@arbiter/server/subgraph/open-databases.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { tournaments } from './definition.ts';

/** So many that whoever waits has others who wait before and behind it. */
const atOnce = 3 * applicationPoolSize;
const create =
  'mutation { createTournament(input: { name: "a cup", gameType: "go" }) { tournament { id } } }';

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(tournaments);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function createIn(tenant: string): Promise<string> {
  type Created = { readonly createTournament: { readonly tournament: { readonly id: string } } };
  const { createTournament } = await run.ask<Created>(create, {}, testIdentity(tenant));
  return createTournament.tournament.id;
}

test('followers of as many logs', async () => {
  const ids: string[] = [];
  for (let made = 0; made < atOnce; made += 1) ids.push(await createIn('alpha'));
  const query = `subscription ($id: ID!) { tournamentEvents(tournamentId: $id) { cursor } }`;
  const identity = testIdentity('alpha');
  const streams = await Promise.all(
    ids.map((id) => run.subgraph.subscribe({ query, variables: { id }, identity })),
  );
  const refused = streams.filter((stream) => !(Symbol.asyncIterator in stream));
  expect(refused).toEqual([]);
  for (const stream of streams) if ('return' in stream) await stream.return?.();
});

test('readers from another tenant, of whom each leaves a record', async () => {
  const id = await createIn('beta');
  const query = 'query ($id: ID!) { tournament(id: $id) { name } }';
  const answers = await Promise.all(
    Array.from({ length: atOnce }, (_, index) => {
      const reads = { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] } as const;
      const identity = testIdentity('alpha', { ...reads, id: `reader ${index}` });
      return run.subgraph.execute({ query, variables: { id }, identity });
    }),
  );
  expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
});
