/**
 * Writing what is merged from many events: rows that are found by a key of their tenant and hold a
 * state. Stored states are locked, merged with the new ones by pure rules, and written back; a few
 * statements however many rows. Locks are taken in the order of the keys, so that two writers with
 * the same rows wait for each other instead of blocking each other.
 */
import { isDeepStrictEqual } from 'node:util';
import type { IdSource } from '@arbiter/kernel/ids.ts';
import { executeBound } from '@arbiter/server/db/bound-statement.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';

/** A value that JSON can say, as a column takes it. */
type ColumnValue = string | null;

export interface StateTable<State> {
  /** Name with its schema. Columns besides those named here: id, tenant_id, state and two times. */
  readonly name: string;
  /** Column of the key, unique in the tenant. Hashes are given and returned in hexadecimal. */
  readonly key: { readonly column: string; readonly type: 'uuid' | 'bytea' };
  /** Further columns that follow from the state, with their SQL types. */
  readonly columns: Readonly<Record<string, 'text' | 'uuid' | 'timestamptz'>>;
  keyOf(state: State): string;
  merge(a: State, b: State): State;
  /** The columns of a state; `stored` are those of the row as it is, if there is one. */
  columnsOf(
    state: State,
    stored: Readonly<Record<string, unknown>> | null,
  ): Readonly<Record<string, ColumnValue>>;
}

export interface StateWrite<State> {
  readonly tenantId: string;
  /** What the events say; several states of one key are merged. */
  readonly states: readonly State[];
  readonly at: Date;
  readonly newId: IdSource;
}

interface StoredRow<State> {
  readonly id: string;
  readonly key: string;
  readonly state: State;
}

/**
 * Merges the states into their rows, makes the rows that are missing, and returns the ids by key.
 * Until the transaction ends nobody else can change these rows. Rows that a merge leaves as they
 * are are not written.
 */
export async function mergeStates<State extends object>(
  tx: Transaction,
  table: StateTable<State>,
  write: StateWrite<State>,
): Promise<Map<string, string>> {
  const wanted = mergeByKey(table, write.states);
  const ids = new Map<string, string>();
  while (wanted.size > 0) {
    const stored = await lockRows(tx, table, write.tenantId, [...wanted.keys()]);
    const changed: object[] = [];
    for (const row of stored) {
      const merged = table.merge(row.state, wanted.get(row.key) ?? row.state);
      if (!isDeepStrictEqual(merged, row.state)) {
        changed.push({
          id: row.id,
          state: merged,
          ...table.columnsOf(merged, row as object as never),
        });
      }
      ids.set(row.key, row.id);
      wanted.delete(row.key);
    }
    await updateRows(tx, table, write, changed);
    // Rows that somebody else makes at the same time are not made here; they are merged next.
    for (const { key, id } of await insertRows(tx, table, write, wanted)) {
      ids.set(key, id);
      wanted.delete(key);
    }
  }
  return ids;
}

function mergeByKey<State>(
  { keyOf, merge }: StateTable<State>,
  states: readonly State[],
): Map<string, State> {
  const merged = new Map<string, State>();
  for (const state of states) {
    const key = keyOf(state);
    const known = merged.get(key);
    merged.set(key, known === undefined ? state : merge(known, state));
  }
  return merged;
}

async function lockRows<State>(
  tx: Transaction,
  { name, key, columns }: StateTable<State>,
  tenantId: string,
  keys: readonly string[],
): Promise<StoredRow<State>[]> {
  const further = Object.keys(columns).map((column) => `, t.${column}`);
  return executeBound(
    tx,
    `select t.id, ${keyText(key, 't')} as key, t.state${further.join('')} from ${name} t
     where t.tenant_id = $1 and t.${key.column} = any ($2::${key.type}[])
     order by t.${key.column} for update`,
    [tenantId, keys.map((value) => keyInput(key, value))],
  );
}

async function updateRows<State>(
  tx: Transaction,
  { name, columns }: StateTable<State>,
  { at }: StateWrite<State>,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const assigned = Object.keys(columns).map((column) => `, ${column} = x.${column}`);
  await executeBound(
    tx,
    `update ${name} t set state = x.state, updated_at = $1${assigned.join('')}
     from json_to_recordset($2::json) as x(id uuid, state json${typed(columns)})
     where t.id = x.id`,
    [at, JSON.stringify(rows)],
  );
}

async function insertRows<State>(
  tx: Transaction,
  { name, key, columns, columnsOf }: StateTable<State>,
  { tenantId, at, newId }: StateWrite<State>,
  wanted: ReadonlyMap<string, State>,
): Promise<{ id: string; key: string }[]> {
  if (wanted.size === 0) return [];
  const rows = Array.from(wanted, ([value, state]) => ({
    ...columnsOf(state, null),
    id: newId(),
    state,
    [key.column]: keyInput(key, value),
  }));
  const further = Object.keys(columns).map((column) => `, ${column}`);
  return executeBound(
    tx,
    `insert into ${name} as t
       (id, tenant_id, ${key.column}, state, created_at, updated_at${further.join('')})
     select id, $1, ${key.column}, state, $2::timestamptz, $2::timestamptz${further.join('')}
     from json_to_recordset($3::json)
       as x(id uuid, ${key.column} ${key.type}, state json${typed(columns)})
     order by ${key.column}
     on conflict (tenant_id, ${key.column}) do nothing
     returning id, ${keyText(key, 't')} as key`,
    [tenantId, at, JSON.stringify(rows)],
  );
}

function typed(columns: StateTable<unknown>['columns']): string {
  return Object.entries(columns)
    .map(([column, type]) => `, ${column} ${type}`)
    .join('');
}

type Key = StateTable<unknown>['key'];

function keyText({ column, type }: Key, alias: string): string {
  return type === 'bytea' ? `encode(${alias}.${column}, 'hex')` : `${alias}.${column}::text`;
}

function keyInput({ type }: Key, value: string): string {
  return type === 'bytea' ? `\\x${value}` : value;
}
