/**
 * Holding a workflow for a change. Its row is locked until the transaction ends, so that commands
 * on one workflow, its steps and their runs follow each other, and so do their events.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import { requireVersion } from '@arbiter/server/db/version.ts';
import { Workflow } from './workflow.entity.ts';

export interface WorkflowToLock {
  readonly id: string;
  /** Argument that named the workflow or one of its parts. */
  readonly field: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * The workflow, locked. Whoever holds it must change it, which moves its version on.
 * Errors: NOT_FOUND; FORBIDDEN when the actor may read it but not write in its tenant; CONFLICT
 * for a stale version.
 */
export async function lockWorkflow(
  tx: Transaction,
  { actor }: RequestIdentity,
  { id, field, expectedVersion }: WorkflowToLock,
): Promise<Workflow> {
  const workflow = await lockRow(tx, actor, {
    entity: Workflow,
    where: { id, deletedAt: null },
    action: 'workflow:write',
    field,
  });
  requireVersion('Workflow', workflow, expectedVersion);
  return workflow;
}
