/**
 * Every business event of the audit subgraph. Records themselves are no events: they are what
 * becomes of events.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';

/** Where an event is written: the transaction of the change and the identity behind it. */
export interface EventScope {
  readonly deps: Pick<Deps, 'outbox' | 'clock'>;
  readonly tx: Transaction;
  readonly identity: RequestIdentity;
}

/** The key of a subject's personal values was destroyed. */
export async function subjectErased(
  { deps, tx, identity }: EventScope,
  subjectId: string,
): Promise<void> {
  await deps.outbox.append(tx, identity, [
    {
      type: 'SUBJECT_ERASED',
      aggregate: { type: 'Subject', id: subjectId },
      occurredAt: deps.clock(),
      change: { action: 'DELETE' },
    },
  ]);
}
