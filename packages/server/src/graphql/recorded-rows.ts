/**
 * Rows that were found by the id of an object which another subgraph owns. The reference does not say
 * whose the object is; the rows do.
 */
import type { Connection } from '@arbiter/kernel/pagination/connection.ts';
import type { Reading } from './found.ts';

interface TenantsRow {
  readonly tenantId: string;
}

/**
 * The rows. `what` is the place in the schema, e.g. `Agent.ratings`. Effects: event CROSS_TENANT_READ in
 * each other tenant that has some of them, before they are answered.
 */
export async function recordedRows<Rows extends readonly TenantsRow[]>(
  { identity, deps }: Reading,
  what: string,
  rows: Rows,
): Promise<Rows> {
  const tenants = rows.map(({ tenantId }) => tenantId);
  await deps.crossTenantReads.record(identity, tenants, what);
  return rows;
}

/** As recordedRows, with a page of them. */
export async function recordedPage<Row extends TenantsRow>(
  reading: Reading,
  what: string,
  page: Connection<Row>,
): Promise<Connection<Row>> {
  await recordedRows(reading, what, page.nodes);
  return page;
}
