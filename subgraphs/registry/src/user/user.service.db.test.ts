/** What is told of users, by whom, on a real database. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { type Member, askRoute, createMember, createTenant } from '../account/testing/accounts.ts';
import { registry } from '../definition.ts';

let run: RunningSubgraph;
let admin: Member;
beforeAll(async () => {
  run = await runSubgraph(registry);
  await createTenant(run, 'alpha');
  admin = await createMember(run, 'alpha', 'ADMIN');
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

interface Shown {
  readonly id: string;
  readonly title: string | null;
  readonly githubLogin: string | null;
}

const create = `mutation ($input: CreateUserInput!) {
  createUser(input: $input) { user { id title githubLogin } } }`;
const update = `mutation ($input: UpdateUserInput!) {
  updateUser(input: $input) { user { id title githubLogin } } }`;

test('a title is given, changed and taken away; what is no title is refused', async () => {
  const input = { username: 'orchestrator-bot', role: 'SERVICE', title: 'orchestrator' };
  const made = await run.ask<{ createUser: { user: Shown } }>(create, { input }, admin.identity);
  const { id, title } = made.createUser.user;
  expect(title).toBe('orchestrator');
  const set = async (change: object) => {
    const changed = { input: { id, ...change } };
    const answer = await run.ask<{ updateUser: { user: Shown } }>(update, changed, admin.identity);
    return answer.updateUser.user.title;
  };
  expect(await set({ title: 'staff orchestrator' })).toBe('staff orchestrator');
  expect(await set({ displayName: 'Bot' })).toBe('staff orchestrator');
  for (const wrong of [' ', 'x'.repeat(256)]) {
    const refused = { input: { id, title: wrong } };
    const { extensions } = await run.refuse(update, refused, admin.identity);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.title' });
  }
  expect(await set({ title: '' })).toBeNull();
});

test('a service account is called by a name, and by no address that a person may have', async () => {
  for (const username of ['ada@lab.example', ' Ada@Lab.Example ']) {
    const refused = { input: { username, role: 'SERVICE' } };
    const { extensions } = await run.refuse(create, refused, admin.identity);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.username' });
  }
  await run.ask(create, { input: { username: 'ci@runner', role: 'SERVICE' } }, admin.identity);
});

test('the login at GitHub is that of the last sign-in there', async () => {
  const signIn = async (change: object) => {
    const proof = { issuer: 'https://id.example', subject: '7', verifiedEmail: 'ada@lab.example' };
    const { body } = await askRoute<{ userId: string }>(run.subgraph, '/internal/sign-in', {
      ...proof,
      admitTo: 'alpha',
      ...change,
    });
    const query = 'query ($id: ID!) { user(id: $id) { githubLogin } }';
    const { user } = await run.ask<{ user: Shown }>(query, { id: body?.userId }, admin.identity);
    return user.githubLogin;
  };
  expect(await signIn({ provider: 'OIDC' })).toBeNull();
  const github = { provider: 'GITHUB', issuer: 'https://github.com' };
  expect(await signIn({ ...github, githubLogin: 'ada' })).toBe('ada');
  expect(await signIn({ ...github, githubLogin: 'lovelace' })).toBe('lovelace');
  expect(await signIn({ provider: 'OIDC' })).toBe('lovelace');
});
