/**
 * Mutations that were refused because the caller may not do them, on their way to the audit ledger of
 * the caller's tenant. Whoever is refused decides how often, so what is recorded is bounded, and what
 * is not recorded one by one is counted: no attacker can fill a ledger, nor hide behind a full one.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import type { RequiredAccess } from '@arbiter/kernel/errors/app-error.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';

export interface Refusal {
  /** The mutation's name, not an alias of it. */
  readonly mutation: string;
  /** What the caller lacked, where that is known. */
  readonly required?: readonly RequiredAccess[];
}

export interface RefusalRecord extends Refusal {
  /** Equal refusals before this one that were not recorded. */
  readonly repeated: number;
}

export interface RefusalReporter {
  /** Never throws and never waits: an answer must not depend on whether it could be recorded. */
  report(identity: RequestIdentity, refusal: Refusal): void;
}

export interface RefusalReporterOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  send(identity: RequestIdentity, record: RefusalRecord): Promise<void>;
}

export const refusalLimits = {
  /** How long the same mutation, refused to the same actor again, is counted instead of recorded. */
  sameRefusalMs: 60_000,
  /** Records a minute of one tenant, and process: a new identity for each attempt gets no further. */
  recordsATenant: 60,
  /** What is sent at once; a slow audit subgraph must not keep memory. */
  underWay: 20,
  /** Actors and their refusals, and tenants, that are remembered. */
  remembered: 10_000,
} as const;

const minuteMs = 60_000;

export function createRefusalReporter(options: RefusalReporterOptions): RefusalReporter {
  const { clock, logger, send } = options;
  const known = new Map<string, { at: number; repeated: number }>();
  const tenants = new Map<string, { since: number; records: number }>();
  let underWay = 0;
  const mayRecord = (tenantId: string, now: number) => {
    const window = tenants.get(tenantId);
    if (window && now - window.since < minuteMs) {
      if (window.records >= refusalLimits.recordsATenant) return false;
      window.records += 1;
    } else {
      keep(tenants, tenantId, { since: now, records: 1 });
    }
    return true;
  };
  return {
    report(identity, refusal) {
      const { actor } = identity;
      const now = clock().getTime();
      const key = JSON.stringify([actor.tenantId, actor.kind, actor.id, refusal.mutation]);
      const last = known.get(key) ?? { at: Number.NEGATIVE_INFINITY, repeated: 0 };
      const isSame = now - last.at < refusalLimits.sameRefusalMs;
      if (isSame || underWay >= refusalLimits.underWay || !mayRecord(actor.tenantId, now)) {
        keep(known, key, { ...last, repeated: last.repeated + 1 });
        return;
      }
      keep(known, key, { at: now, repeated: 0 });
      underWay += 1;
      send(identity, { ...refusal, repeated: last.repeated })
        .catch((err: unknown) => logger.warn({ err }, 'a refusal could not be recorded'))
        .finally(() => (underWay -= 1));
    },
  };
}

/** The entry that was kept first makes room. */
function keep<T>(entries: Map<string, T>, key: string, value: T): void {
  entries.delete(key);
  entries.set(key, value);
  if (entries.size <= refusalLimits.remembered) return;
  for (const oldest of entries.keys()) {
    entries.delete(oldest);
    return;
  }
}
