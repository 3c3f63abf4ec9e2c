/**
 * What a resolver gets: who asks, the reads of this request, and what the subgraph is made of.
 * Made anew for every request, and for every event of a subscription.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import type { IdSource } from '@arbiter/kernel/ids.ts';
import type { Database } from '../db/database.ts';
import type { CrossTenantReads } from '../events/cross-tenant-reads.ts';
import type { EventLogs } from '../events/event-logs.ts';
import type { LogNotifications } from '../events/log-notifications.ts';
import type { Outbox } from '../events/outbox.ts';
import type { RateLimiting } from '../rate-limit/rate-limiting.ts';
import type { Logger } from '../telemetry/logger.ts';

/** What every service may use; made once at start, never per request. */
export interface Deps {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly notifications: LogNotifications;
  /** Following the subgraph's event logs. */
  readonly logs: EventLogs;
  readonly crossTenantReads: CrossTenantReads;
  /** Those of the process; a gateway in it counts the same. */
  readonly rateLimiting: RateLimiting;
  readonly clock: Clock;
  readonly newId: IdSource;
}

/** The read side of one request. `em` begins the shared read transaction with its first call. */
export interface ReadScope {
  readonly identity: RequestIdentity;
  readonly em: () => Promise<EntityManager>;
}

export interface SubgraphContext<Loaders> extends ReadScope {
  readonly deps: Deps;
  readonly logger: Logger;
  /** The dataloaders of this request; a mutation replaces them, as what they hold is then old. */
  readonly load: Loaders;
}
