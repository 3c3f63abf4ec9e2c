/**
 * Tenant isolation in the database. Every tenant table carries `tenant_id` and the row level
 * security policies below; every transaction states, in session variables, which tenants its actor
 * may read and write. A forgotten filter or raw SQL therefore cannot cross tenants, and a
 * connection that states nothing sees nothing.
 */
import { p } from '@mikro-orm/postgresql';
import {
  type Actor,
  type TenantSet,
  readableTenants,
  writableTenants,
} from '@arbiter/kernel/actor/actor.ts';

const readVariable = 'arbiter.read_tenants';
const writeVariable = 'arbiter.write_tenants';

/** Session variables of a connection that reads and writes all tenants, as migrations must. */
export const allTenants: Readonly<Record<string, string>> = {
  [readVariable]: '*',
  [writeVariable]: '*',
};

/** What a transaction of this actor sets with `set_config(…, is_local => true)`. */
export function sessionVariables(actor: Actor): Record<string, string> {
  return {
    [readVariable]: toVariable(readableTenants(actor)),
    [writeVariable]: toVariable(writableTenants(actor)),
  };
}

// Tenant ids contain no comma (see tenant-id.ts), and `*` is not a tenant id.
function toVariable(tenants: TenantSet): string {
  return tenants === '*' ? '*' : tenants.join(',');
}

/**
 * The variable and the list made of it stand in subqueries, so PostgreSQL evaluates them once a
 * statement, not once a row.
 */
function isIn(variable: string): string {
  const value = `current_setting('${variable}', true)`;
  const list = `(select string_to_array(${value}, ','))::text[]`;
  return `(select ${value}) = '*' or tenant_id = any (${list})`;
}

interface TenantPolicy {
  readonly name: string;
  readonly command: 'select' | 'insert' | 'update' | 'delete';
  readonly using?: string;
  readonly check?: string;
}

const readable = isIn(readVariable);
const writable = isIn(writeVariable);

/** The policies of an entity's metadata. Every table with a tenant has them. */
export const tenantPolicies: TenantPolicy[] = [
  { name: 'tenant_read', command: 'select', using: readable },
  { name: 'tenant_insert', command: 'insert', check: writable },
  { name: 'tenant_update', command: 'update', using: writable, check: writable },
  { name: 'tenant_delete', command: 'delete', using: writable },
];

/**
 * The tenant that stands first in what may be written: the actor's own (writableTenants). Every one where
 * all may be.
 */
const own =
  `(select current_setting('${writeVariable}', true)) = '*' or ` +
  `tenant_id = (select split_part(current_setting('${writeVariable}', true), ',', 1))`;

/**
 * The policies of tables that say who belongs and what lets them in. They are read as others are, and written
 * in the actor's own tenant, or at the level ADMIN: administration ends at the tenant, also for who may write
 * a partner's work (docs/decisions/0028).
 */
export const administrationPolicies: TenantPolicy[] = tenantPolicies.map((policy) => ({
  ...policy,
  ...(policy.using === writable ? { using: own } : {}),
  ...(policy.check === writable ? { check: own } : {}),
}));

/** The same as statements of a migration, for a table that has the usual policies. */
export const administrationSecuritySql = (table: string): string[] =>
  alterPolicies(table, administrationPolicies);

/** Statements of a migration that give the table the usual policies back. */
export const usualSecuritySql = (table: string): string[] => alterPolicies(table, tenantPolicies);

function alterPolicies(table: string, policies: readonly TenantPolicy[]): string[] {
  return policies.map(
    ({ name, ...clauses }) => `alter policy ${name} on ${table}${sqlOf(clauses)}`,
  );
}

function sqlOf({ using, check }: Pick<TenantPolicy, 'using' | 'check'>): string {
  return (using ? ` using (${using})` : '') + (check ? ` with check (${check})` : '');
}

/** The usual policies as statements of a migration; `table` is qualified with its schema. */
export function tenantSecuritySql(table: string): string[] {
  return [
    `alter table ${table} enable row level security`,
    // It binds the owner too, and with it whatever runs with the owner's rights.
    `alter table ${table} force row level security`,
    ...tenantPolicies.map(
      ({ name, command, ...clauses }) =>
        `create policy ${name} on ${table} for ${command}${sqlOf(clauses)}`,
    ),
  ];
}

/** Lets a subgraph's worker role (relay, pruning) reach the rows of all tenants of one table. */
export function workerSecuritySql(schema: string, table: string): string[] {
  const role = workerRole(schema);
  return [
    `create policy worker on ${schema}.${table} to ${role} using (true) with check (true)`,
    `grant select, insert, update, delete on ${schema}.${table} to ${role}`,
  ];
}

/** The role that requests run under: sees rows only through the policies. */
export function applicationRole(schema: string): string {
  return `arbiter_${schema}`;
}

/** The role of a subgraph's own background work: may touch only the tables with a worker policy. */
export function workerRole(schema: string): string {
  return `arbiter_${schema}_worker`;
}

/** The column that every tenant table has. */
export const tenantColumn = () => p.string().length(255);
