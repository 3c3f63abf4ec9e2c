/** The ledger's place on the bus: every event of every subgraph becomes one record. */
import { DriverException } from '@mikro-orm/postgresql';
import { createGroupCommit } from '@arbiter/server/db/group-commit.ts';
import type { HandlingConsumer } from '@arbiter/server/events/consumer.ts';
import type { DomainEvent } from '@arbiter/server/events/domain-event.ts';
import { type LedgerDeps, appendEvents, ledgerWriter } from './ledger.service.ts';
import { faultOfEvent } from './source-event.rules.ts';

/** More than the bus delivers at once, so that whatever has arrived is written together. */
const maxBatch = 100;

/**
 * Records every event once, for ever: the ledger knows the ids of all it holds, so it needs no
 * inbox. An event that cannot be recorded is refused with the reason and becomes a dead letter.
 */
export function createLedgerConsumer(deps: LedgerDeps): HandlingConsumer {
  const append = createGroupCommit<DomainEvent>({
    commit: async (_, events) => {
      await appendEvents(deps, events);
      return events.map(() => undefined);
    },
    isItemFault,
    maxBatch,
    maxConcurrent: 1,
  });
  return {
    name: ledgerWriter,
    topics: ['registry', 'tournaments', 'xai', 'audit'],
    async handle(event) {
      const fault = faultOfEvent(event);
      if (fault) throw new Error(fault);
      await append(ledgerWriter, event);
    },
  };
}

/** Values that cannot be written: SQLSTATE 22 data, 23 constraint, 54 limits; or no JSON at all. */
function isItemFault(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return error instanceof DriverException && /^(22|23|54)/.test(String(error.code));
}
