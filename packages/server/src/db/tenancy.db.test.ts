// Tenants are kept apart by the database itself: whatever the application's code forgets, and
// whatever raw SQL it runs, over every table of every subgraph.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { newId } from '@arbiter/kernel/ids.ts';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { testActor } from '@arbiter/testkit/identities.ts';
import {
  infrastructureRows,
  insertInfrastructureRows,
} from '@arbiter/testkit/infrastructure-rows.ts';
import { queryAs } from '@arbiter/testkit/roles.ts';
import { subgraphDefinitions } from '../../../../test/support/definitions.ts';
import { infrastructureTables } from './infrastructure.ts';
import { migrationsTable } from './migrate.ts';
import { applicationRole, workerRole } from './tenancy.ts';

const schemas = subgraphDefinitions.map(({ name }) => name);
const schema = 'registry';

let store: EventStore;
beforeAll(async () => {
  store = await openEventStore();
  for (const name of schemas) {
    for (const tenant of ['alpha', 'beta', 'gamma']) {
      await insertInfrastructureRows(store.owner, name, tenant);
    }
  }
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});

describe.each(schemas)('the tables of %s', (name) => {
  interface Table {
    readonly table: string;
    readonly has_tenant: boolean;
    readonly secured: boolean;
    readonly owner: string;
    readonly policies: Record<string, string> | null;
  }

  const tables = () =>
    store.owner.query<Table & pg.QueryResultRow>(
      `select c.relname as table, c.relrowsecurity as secured, r.rolname as owner,
         exists (select 1 from pg_attribute a where a.attrelid = c.oid
                 and a.attname = 'tenant_id' and not a.attisdropped) as has_tenant,
         (select json_object_agg(p.policyname, format('%s %s %s', p.roles, p.cmd, p.permissive))
          from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname) as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
         join pg_roles r on r.oid = c.relowner
       where n.nspname = $1 and c.relkind in ('r', 'p') order by 1`,
      [name],
    );

  test('all have a tenant, but for the list of applied migrations', async () => {
    const without = (await tables()).filter((table) => !table.has_tenant);
    expect(without.map(({ table }) => table)).toEqual([migrationsTable]);
  });

  test('all have row level security with both policies, for every role', async () => {
    for (const { table, secured, policies } of await tables()) {
      if (table === migrationsTable) continue;
      expect({ table, secured }).toEqual({ table, secured: true });
      expect({ table, ...policies }).toMatchObject({
        tenant_read: '{public} SELECT PERMISSIVE',
        tenant_insert: '{public} INSERT PERMISSIVE',
        tenant_update: '{public} UPDATE PERMISSIVE',
        tenant_delete: '{public} DELETE PERMISSIVE',
      });
      const others = Object.entries(policies ?? {}).filter(([key]) => !key.startsWith('tenant_'));
      for (const [, policy] of others) expect(policy).toContain(`{${workerRole(name)}}`);
    }
  });

  test('belong to neither role, and neither role is above row level security', async () => {
    const roles = [applicationRole(name), workerRole(name)];
    const owners = new Set((await tables()).map(({ owner }) => owner));
    expect(roles.filter((role) => owners.has(role))).toEqual([]);
    const rights = await store.owner.query(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships
       from pg_roles r where rolname = any($1)`,
      [roles],
    );
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(rights).toHaveLength(2);
    for (const right of rights) {
      expect(right).toMatchObject({ ...none, rolreplication: false, memberships: 0 });
    }
  });

  test('cannot be joined by tables of the application', async () => {
    const options = { schema: name, actor: testActor('alpha') };
    const create = `create table ${name}.mine (id int)`;
    await expect(queryAs(store.owner, options, create)).rejects.toThrow('permission denied');
  });

  test('show nothing to a session that states no tenant', async () => {
    for (const { table, has_tenant: hasTenant } of await tables()) {
      if (!hasTenant) continue;
      const sql = `select count(*)::int as count from ${name}.${table}`;
      const rows = await queryAs(store.owner, { schema: name }, sql).catch(
        (error: pg.DatabaseError) => {
          // Some tables are closed to the role altogether.
          if (error.code !== '42501') throw error;
          return [{ count: 0 }];
        },
      );
      expect({ table, rows }).toEqual({ table, rows: [{ count: 0 }] });
    }
  });
});

describe('the infrastructure tables', () => {
  const asAlpha = { schema, actor: testActor('alpha') };
  const tenantsOf = (rows: readonly { tenant_id?: string }[]) =>
    new Set(rows.map(({ tenant_id: tenant }) => tenant));

  describe.each(infrastructureTables)('%s', (name) => {
    const table = `${schema}.${name}`;
    const all = `select tenant_id from ${table}`;

    test('a forgotten filter reads only the tenants of the actor', async () => {
      expect(tenantsOf(await queryAs(store.owner, asAlpha, all))).toEqual(new Set(['alpha']));
      const crossing = { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] } as const;
      const reader = { schema, actor: testActor('alpha', crossing) };
      expect(tenantsOf(await queryAs(store.owner, reader, all))).toEqual(
        new Set(['alpha', 'beta']),
      );
      const admin = { schema, actor: testActor('alpha', { accessLevel: 'ADMIN' }) };
      expect(tenantsOf(await queryAs(store.owner, admin, all))).toEqual(
        new Set(['alpha', 'beta', 'gamma']),
      );
    });

    test('raw SQL that names another tenant finds nothing', async () => {
      const sql = `${all} where tenant_id = 'beta' or true`;
      expect(tenantsOf(await queryAs(store.owner, asAlpha, sql))).toEqual(new Set(['alpha']));
    });

    test('a row of another tenant cannot be written, also not where it may be read', async () => {
      const insert = `insert into ${table} ${infrastructureRows[name]}`;
      for (const accessLevel of ['ISOLATED', 'READ_CROSS'] as const) {
        const actor = testActor('alpha', { accessLevel, allowedTenants: ['beta'] });
        await expect(
          queryAs(store.owner, { schema, actor }, insert, ['beta', newId()]),
        ).rejects.toThrow('violates row-level security policy');
      }
      const actor = testActor('alpha', { accessLevel: 'WRITE_CROSS', allowedTenants: ['beta'] });
      await queryAs(store.owner, { schema, actor }, insert, ['beta', newId()]);
    });

    test('rows of others can be neither changed nor removed, nor own ones given away', async () => {
      const count = async () =>
        (await store.owner.query(`${all} where tenant_id <> 'alpha'`)).length;
      const before = await count();
      const actor = testActor('alpha', { accessLevel: 'READ_CROSS', allowedTenants: ['beta'] });
      await queryAs(store.owner, { schema, actor }, `update ${table} set tenant_id = tenant_id`);
      await queryAs(
        store.owner,
        { schema, actor },
        `delete from ${table} where tenant_id = 'beta'`,
      );
      expect(await count()).toBe(before);
      await expect(
        queryAs(store.owner, asAlpha, `update ${table} set tenant_id = 'beta'`),
      ).rejects.toThrow('violates row-level security policy');
      await expect(queryAs(store.owner, asAlpha, `truncate ${table}`)).rejects.toThrow(
        'permission denied',
      );
    });

    test('a session cannot switch row level security off', async () => {
      await expect(
        queryAs(store.owner, asAlpha, `alter table ${table} disable row level security`),
      ).rejects.toThrow('must be owner');
    });

    test('the worker reaches the rows of all tenants', async () => {
      const worker = { schema, role: 'worker' } as const;
      expect(tenantsOf(await queryAs(store.owner, worker, all))).toEqual(
        new Set(['alpha', 'beta', 'gamma']),
      );
    });
  });
});

test('the role of one subgraph cannot look into another', async () => {
  const asRegistry = { schema, actor: testActor('alpha', { accessLevel: 'ADMIN' }) };
  for (const other of schemas.filter((name) => name !== schema)) {
    for (const role of ['application', 'worker'] as const) {
      await expect(
        queryAs(store.owner, { ...asRegistry, role }, `select 1 from ${other}.outbox`),
      ).rejects.toThrow('permission denied');
    }
  }
});
