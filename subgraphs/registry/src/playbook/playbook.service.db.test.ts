/**
 * Playbooks through the executed schema on a real database: numbering of versions, also when they
 * race, refusals, the event in the same commit, and that nobody can change a version.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';

const createPlaybook = /* GraphQL */ `
  mutation ($input: CreatePlaybookInput!) {
    createPlaybook(input: $input) {
      playbook {
        id
        namespace
        name
        version
        description
        jsonSpec
        createdBy
      }
    }
  }
`;
interface PlaybookData {
  readonly id: string;
  readonly version: number;
}

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

async function create(input: object, identity = testIdentity()): Promise<PlaybookData> {
  const variables = { input: { jsonSpec: {}, ...input } };
  const answer = await run.ask<{ createPlaybook: { playbook: PlaybookData } }>(
    createPlaybook,
    variables,
    identity,
  );
  return answer.createPlaybook.playbook;
}

describe('createPlaybook', () => {
  test('writes version 1 down, with its event', async () => {
    const jsonSpec = { steps: [{ run: 'train' }, { run: 'evaluate' }] };
    const playbook = await create({ name: ' Train ', description: 'Nightly', jsonSpec });
    expect(playbook).toMatchObject({
      namespace: 'arbiter',
      name: 'Train',
      version: 1,
      description: 'Nightly',
      jsonSpec,
      createdBy: 'user-of-alpha',
    });
    const events = await run.database.query(
      `select envelope ->> 'type' as type, envelope #> '{change,after}' as after
       from registry.outbox where aggregate_id = $1`,
      [playbook.id],
    );
    expect(events).toEqual([
      { type: 'PLAYBOOK_CREATED', after: { namespace: 'arbiter', name: 'Train', version: 1 } },
    ]);
  });

  test('the same name again makes the next version, in each namespace and tenant by itself', async () => {
    const versions = [
      await create({ name: 'twice' }),
      await create({ name: 'twice' }),
      await create({ name: 'twice', namespace: 'other' }),
      await create({ name: 'twice' }, testIdentity('beta')),
      await create({ name: 'twice', version: 9 }),
      await create({ name: 'twice', version: 5 }),
      await create({ name: 'twice' }),
    ];
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 1, 1, 9, 5, 10]);
  });

  test('versions that are written at once get numbers of their own', async () => {
    const racing = await Promise.all(Array.from({ length: 8 }, () => create({ name: 'raced' })));
    const versions = racing.map(({ version }) => version).sort((a, b) => a - b);
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('refuses a version that exists, and stores nothing', async () => {
    await create({ name: 'taken', version: 3 });
    const input = { name: 'taken', version: 3, jsonSpec: { changed: true } };
    const { extensions } = await run.refuse(createPlaybook, { input });
    expect(extensions).toMatchObject({ code: 'CONFLICT', field: 'input.version' });
    const rows = await run.database.query(
      `select json_spec, (select count(*) from registry.outbox
         where aggregate_id = p.id::text)::int as events
       from registry.playbooks p where name = 'taken'`,
    );
    expect(rows).toEqual([{ json_spec: {}, events: 1 }]);
  });

  test.each([
    [{ name: '' }, 'input.name'],
    [{ name: 'x'.repeat(256) }, 'input.name'],
    [{ name: 'bad', namespace: ' ' }, 'input.namespace'],
    [{ name: 'bad', version: 0 }, 'input.version'],
    [{ name: 'bad', jsonSpec: [] }, 'input.jsonSpec'],
  ])('refuses %j', async (input, field) => {
    const variables = { input: { jsonSpec: {}, ...input } };
    const { extensions } = await run.refuse(createPlaybook, variables);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    const stored = `select 1 from registry.playbooks where name in ('', 'bad') or name like 'xx%'`;
    expect(await run.database.query(stored)).toEqual([]);
  });

  test('racing repeats with one key write one version', async () => {
    const input = { name: 'keyed', idempotencyKey: 'p-1' };
    const racing = await Promise.all(Array.from({ length: 6 }, () => create(input)));
    expect(new Set(racing.map(({ id }) => id)).size).toBe(1);
  });

  test('needs the scope', async () => {
    const identity = testIdentity('alpha', { scopes: ['workflow:write'] });
    const input = { name: 'x', jsonSpec: {} };
    const { extensions } = await run.refuse(createPlaybook, { input }, identity);
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', allowed: ['playbook:write'] });
  });
});

describe('a version never changes', () => {
  test.each([
    `update registry.playbooks set description = 'changed'`,
    'delete from registry.playbooks where false',
    'truncate registry.playbooks cascade',
  ])('not even for the owner of the tables: %s', async (sql) => {
    await expect(run.database.query(sql)).rejects.toThrow('never changed or removed');
  });

  test('the application is not granted to', async () => {
    const rows = await run.database.query(
      `select privilege_type from information_schema.role_table_grants
       where table_name = 'playbooks' and grantee = 'arbiter_registry' order by 1`,
    );
    expect(rows.map((row) => row['privilege_type'])).toEqual(['INSERT', 'SELECT']);
  });
});

describe('reading playbooks', () => {
  const list = /* GraphQL */ `
    query ($filter: PlaybookFilter) {
      playbooks(filter: $filter) {
        nodes {
          name
          version
        }
      }
    }
  `;
  test('lists newest first, filtered by namespace and name', async () => {
    const identity = testIdentity('readers');
    await create({ name: 'a' }, identity);
    await create({ name: 'b', namespace: 'other' }, identity);
    await create({ name: 'a' }, identity);
    const ask = async (filter: object | null) =>
      (await run.ask<{ playbooks: { nodes: object[] } }>(list, { filter }, identity)).playbooks
        .nodes;
    const [a1, b1, a2] = [
      { name: 'a', version: 1 },
      { name: 'b', version: 1 },
      { name: 'a', version: 2 },
    ];
    expect(await ask(null)).toEqual([a2, b1, a1]);
    expect(await ask({ name: 'a' })).toEqual([a2, a1]);
    expect(await ask({ namespace: 'other' })).toEqual([b1]);
    expect(await ask({ namespace: 'other', name: 'a' })).toEqual([]);
  });

  test('an id that is no UUID, unknown or foreign is not found', async () => {
    const { id } = await create({ name: 'hidden' });
    const query = 'query ($id: ID!) { playbook(id: $id) { name } }';
    expect(await run.ask(query, { id })).toEqual({ playbook: { name: 'hidden' } });
    for (const [asked, identity] of [
      ['nonsense', testIdentity()],
      ['00000000-0000-7000-8000-000000000000', testIdentity()],
      [id, testIdentity('beta')],
    ] as const) {
      const { extensions } = await run.refuse(query, { id: asked }, identity);
      expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
