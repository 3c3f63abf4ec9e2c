/** The workflows that a user owns, page by page, as whoever reads the user may see them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { type Member, createMember, createTenant } from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';

let run: RunningSubgraph;
let ada: Member;
let bob: Member;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  ada = await createMember(run, 'alpha', 'ENGINEER');
  bob = await createMember(run, 'alpha', 'ENGINEER');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

const create = `mutation ($input: CreateWorkflowInput!) { createWorkflow(input: $input) { workflow { id } } }`;

/** Id of a workflow of the caller's tenant. */
async function own(identity: RequestIdentity, ownerId?: string): Promise<string> {
  const input = { name: 'sweep', initialState: 'CREATED', ownerId };
  const made = await run.ask<{ createWorkflow: { workflow: { id: string } } }>(
    create,
    { input },
    identity,
  );
  return made.createWorkflow.workflow.id;
}

const owned = `query ($of: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $of) { ... on User {
    workflows(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
  } }
}`;

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function pagesOf(
  users: readonly Member[],
  args: object,
  identity: RequestIdentity,
): Promise<(Page | undefined)[]> {
  const of = users.map(({ userId: id }) => ({ __typename: 'User', id }));
  const answer = await run.ask<{ _entities: ({ workflows: Page } | null)[] }>(
    owned,
    { of, ...args },
    identity,
  );
  return answer._entities.map((each) => each?.workflows);
}

test('are those with the user as owner, newest first, a page at a time', async () => {
  const made = [
    await own(ada.identity),
    await own(bob.identity, ada.userId),
    await own(ada.identity),
  ];
  const ofBob = await own(bob.identity);
  const [first, others] = await pagesOf([ada, bob], { first: 2 }, bob.identity);
  expect(first?.nodes.map(({ id }) => id)).toEqual([made[2], made[1]]);
  expect(others?.nodes.map(({ id }) => id)).toEqual([ofBob]);
  expect(first?.pageInfo.hasNextPage).toBe(true);
  const after = first?.pageInfo.endCursor;
  const [rest] = await pagesOf([ada], { first: 2, after }, ada.identity);
  expect(rest).toMatchObject({ nodes: [{ id: made[0] }], pageInfo: { hasNextPage: false } });
});

test('in another tenant are seen by who may read there, with a record', async () => {
  await createTenant(run, 'gamma');
  const elsewhere = await own(testIdentity('gamma'), bob.userId);
  const [seen] = await pagesOf([bob], {}, ada.identity);
  expect(seen?.nodes.map(({ id }) => id)).not.toContain(elsewhere);
  const operator = testIdentity('operations', { accessLevel: 'ADMIN' });
  const [all] = await pagesOf([bob], {}, operator);
  expect(all?.nodes.map(({ id }) => id)).toContain(elsewhere);
  const records = await run.database.query(
    `select 1 from registry.outbox where tenant_id = 'gamma' and envelope ->> 'type' = 'CROSS_TENANT_READ'
       and envelope -> 'data' ->> 'what' = 'User.workflows'`,
  );
  expect(records).toHaveLength(1);
});
