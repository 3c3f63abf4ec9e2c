/** What a workflow may be linked to: agents and playbooks of its own tenant. */
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import { Agent } from '../agent/agent.entity.ts';
import { Playbook } from '../playbook/playbook.entity.ts';

export interface WorkflowLinks {
  readonly agentId?: string | null | undefined;
  readonly playbookId?: string | null | undefined;
}

/** Errors: NOT_FOUND unless what is named is of the tenant and not deleted; null links to nothing. */
export async function requireLinks(
  tx: Transaction,
  tenantId: string,
  { agentId, playbookId }: WorkflowLinks,
): Promise<void> {
  if (
    agentId != null &&
    !(await selectRow(tx, Agent, { id: agentId, tenantId, deletedAt: null }))
  ) {
    throw notFound('Agent', 'input.agentId');
  }
  if (playbookId != null && !(await selectRow(tx, Playbook, { id: playbookId, tenantId }))) {
    throw notFound('Playbook', 'input.playbookId');
  }
}
