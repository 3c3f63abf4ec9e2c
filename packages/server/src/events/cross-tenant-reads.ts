/**
 * Reading other tenants is an act that those tenants can look up: it is recorded there, with both
 * tenants, before anything is read. Whoever reads again within a minute is the same act: a record for
 * each page of a list would say no more and let a reader fill another tenant's ledger.
 */
import type { ServiceName } from '@arbiter/kernel/actor/service-names.ts';
import {
  type RequestIdentity,
  containsTenant,
  readableTenants,
  serviceActor,
} from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { LRUCache } from 'lru-cache';
import type { Database } from '../db/database.ts';
import type { Outbox } from './outbox.ts';

export interface CrossTenantReads {
  /**
   * Records that the actor reads rows of these tenants, its own left out, and those that it may not
   * read: of them it is shown nothing but what is its own as well (who is a member here and there).
   * `what` is the place in the schema, e.g. `Query.workflows`. Rejects when it cannot be recorded: what
   * is not recorded is not read.
   */
  record(identity: RequestIdentity, tenantIds: readonly string[], what: string): Promise<void>;
}

/** How long reading the same goes under one record. */
export const sameReadMs = 60_000;
/** Acts remembered; one that is forgotten too early is recorded again. */
const maxRemembered = 10_000;

export interface CrossTenantReadsOptions {
  /** The subgraph's name. */
  readonly name: ServiceName;
  readonly database: Pick<Database, 'transaction'>;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

interface Recorded {
  readonly at: number;
  /** Rejects when it could not be recorded. */
  readonly written: Promise<unknown>;
}

/** Remembers nothing of what it has recorded before it was made. */
export function createCrossTenantReads(options: CrossTenantReadsOptions): CrossTenantReads {
  const { name, clock } = options;
  const recorded = new LRUCache<string, Recorded>({ max: maxRemembered });
  return {
    async record(identity, tenantIds, what) {
      const { actor } = identity;
      const now = clock().getTime();
      const readable = readableTenants(actor);
      for (const tenantId of new Set(tenantIds)) {
        if (tenantId === actor.tenantId || !containsTenant(readable, tenantId)) continue;
        // All that makes the act: who reads, with both tenants, and what.
        const key = JSON.stringify([actor.tenantId, actor.kind, actor.id, tenantId, what]);
        const last = recorded.get(key);
        if (last && now - last.at < sameReadMs) {
          await last.written;
          continue;
        }
        // Known before it is written: the objects of one list are read at the same time.
        const act = { at: now, written: append(options, { identity, tenantId, what }) };
        recorded.set(key, act);
        try {
          await act.written;
        } catch (error) {
          if (recorded.get(key) === act) recorded.delete(key);
          throw error;
        }
      }
    },
  };

  /** Whoever reads may not be allowed to write there; the subgraph itself may. */
  function append(
    { database, outbox }: CrossTenantReadsOptions,
    act: { identity: RequestIdentity; tenantId: string; what: string },
  ): Promise<unknown> {
    const { identity, tenantId, what } = act;
    const event = {
      type: 'CROSS_TENANT_READ',
      aggregate: { type: 'Tenant', id: tenantId },
      tenantId,
      occurredAt: clock(),
      data: { what },
    };
    return database.transaction(serviceActor(name, tenantId), (tx) =>
      outbox.append(tx, identity, [event]),
    );
  }
}
