/** The migration that lets accounts be deleted, on the way back: with a name that two accounts have had. */
import { expect, test } from '@jest/globals';
import { createMigrator } from '@arbiter/server/db/migrate.ts';
import { migrationsOf } from '@arbiter/server/subgraph/start-subgraph.ts';
import { runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { createTenant, operator } from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';

const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }';
const remove = 'mutation ($input: DeleteUserInput!) { deleteUser(input: $input) { userId } }';

test('who was deleted stays closed, and gives way to who has the name by now', async () => {
  await using run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  const accounts = [
    { username: 'bot', role: 'SERVICE', tenantId: 'alpha' },
    { email: 'ada@lab.example', role: 'ENGINEER', tenantId: 'alpha' },
  ];
  const make = async (input: object) =>
    (await run.ask<{ createUser: { user: { id: string } } }>(create, { input }, operator))
      .createUser.user.id;
  const deleted: string[] = [];
  for (const account of accounts) {
    const id = await make(account);
    await run.ask(remove, { input: { id } }, operator);
    deleted.push(id);
    await make(account);
  }
  await using migrator = await createMigrator(run.database.url, 'registry', migrationsOf(registry));
  await migrator.down('0032-user-profiles');
  const rows = await run.database.query(
    'select id::text, username, email, is_active from registry.users order by is_active desc, email',
  );
  const gone = (id: string | undefined, email: string | null) => ({
    id,
    username: id,
    email,
    is_active: false,
  });
  expect(rows).toEqual([
    expect.objectContaining({ email: 'ada@lab.example', is_active: true }),
    expect.objectContaining({ username: 'bot', email: null, is_active: true }),
    gone(deleted[1], `${deleted[1]}@deleted.invalid`),
    gone(deleted[0], null),
  ]);
});
