/**
 * Acts that were refused because the caller may not do them, or because there is no such object for the
 * caller, on their way to the audit ledger of the caller's tenant. Ids of other tenants are among the latter:
 * nothing here tells them from those of nothing, as nobody may learn of the difference. Whoever is refused
 * decides how often, so what is recorded is bounded, and what is not recorded one by one is counted: no
 * attacker can fill a ledger, nor hide behind a full one.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import type { RequiredAccess } from '@arbiter/kernel/errors/app-error.ts';
import { type Logger, requestLogger } from '@arbiter/server/telemetry/logger.ts';

export interface Refusal {
  readonly kind: 'Mutation' | 'Query' | 'Endpoint';
  /** The field's name, not an alias of it; of an endpoint method and path. */
  readonly name: string;
  readonly code: RefusalCode;
  /** What the caller lacked, where that is known. */
  readonly required?: readonly RequiredAccess[];
}

export type RefusalCode = 'FORBIDDEN' | 'NOT_FOUND';

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
  /** How long the same act, refused to the same actor again, is counted instead of recorded. */
  sameRefusalMs: 60_000,
  /**
   * Records a minute of one tenant, and process: a new identity for each attempt gets no further. Ids that
   * are not found, most of which are mistakes, take no room from acts that are forbidden.
   */
  recordsATenant: { FORBIDDEN: 60, NOT_FOUND: 20 },
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
  const mayRecord = (tenantId: string, code: RefusalCode, now: number) => {
    const budget = `${code} ${tenantId}`;
    const window = tenants.get(budget);
    if (window && now - window.since < minuteMs) {
      if (window.records >= refusalLimits.recordsATenant[code]) return false;
      window.records += 1;
    } else {
      keep(tenants, budget, { since: now, records: 1 });
    }
    return true;
  };
  return {
    report(identity, refusal) {
      const { actor } = identity;
      const now = clock().getTime();
      const { kind, name, code } = refusal;
      const key = JSON.stringify([actor.tenantId, actor.kind, actor.id, kind, name, code]);
      const last = known.get(key) ?? { at: Number.NEGATIVE_INFINITY, repeated: 0 };
      const isSame = now - last.at < refusalLimits.sameRefusalMs;
      if (isSame || underWay >= refusalLimits.underWay || !mayRecord(actor.tenantId, code, now)) {
        keep(known, key, { ...last, repeated: last.repeated + 1 });
        return;
      }
      keep(known, key, { at: now, repeated: 0 });
      underWay += 1;
      send(identity, { ...refusal, repeated: last.repeated })
        .catch((err: unknown) =>
          requestLogger(logger, identity).warn({ err }, 'a refusal could not be recorded'),
        )
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
