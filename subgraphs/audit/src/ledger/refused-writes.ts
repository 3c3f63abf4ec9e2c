/**
 * Attempts to change what the ledger holds, made through this subgraph's own database sessions. The
 * database refuses them and rolls their transaction back, any note of theirs included; so the note
 * is written here, in a transaction of its own.
 */
import { DriverException } from '@mikro-orm/postgresql';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import { type LedgerDeps, appendEvents, ledgerWriter } from './ledger.service.ts';
import type { SourceEvent } from './source-event.rules.ts';

/**
 * SQLSTATE of what refuses a write: restrict_violation, by the trigger that keeps the ledger
 * append-only; insufficient_privilege, by the grants and policies of the application's role.
 */
const refusals: ReadonlySet<string> = new Set(['23001', '42501']);

/** From now on, refused writes become records LEDGER_WRITE_REFUSED of the actor's tenant. */
export function recordRefusedWrites(deps: LedgerDeps, logger: Logger): void {
  deps.database.onFailure(async (actor, error) => {
    // The writer only inserts; recording its failures would fail the same way.
    if (!isRefusedWrite(error) || actor.id === ledgerWriter) return;
    logger.error({ err: error, actor: actor.id, tenant: actor.tenantId }, 'ledger write refused');
    try {
      await appendEvents(deps, [refusalEvent(deps, actor, String(error.code))]);
    } catch (failure) {
      logger.error({ err: failure, actor: actor.id }, 'refused ledger write could not be recorded');
    }
  });
}

function isRefusedWrite(error: unknown): error is DriverException {
  if (!(error instanceof DriverException)) return false;
  // Which table it was, PostgreSQL says in the message only, in whatever language it speaks.
  return refusals.has(String(error.code)) && /\bledger\b/.test(error.message);
}

function refusalEvent(
  { clock, newId }: LedgerDeps,
  { kind, id, tenantId, name, email }: Actor,
  sqlState: string,
): SourceEvent {
  return {
    id: newId(),
    topic: 'audit',
    type: 'LEDGER_WRITE_REFUSED',
    tenantId,
    aggregate: { type: 'Ledger', id: tenantId },
    occurredAt: clock().toISOString(),
    origin: {
      actorKind: kind,
      actorId: id,
      actorTenantId: tenantId,
      ...(name === undefined ? {} : { actorName: name }),
      ...(email === undefined ? {} : { actorEmail: email }),
    },
    data: { sqlState },
  };
}
