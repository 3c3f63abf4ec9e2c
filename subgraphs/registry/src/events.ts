/**
 * Every business event of the registry, one function each; those of workflows, which have a log of
 * their own, are in workflow/workflow.events.ts. They write to the outbox in the caller's
 * transaction; nothing happens when it rolls back.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { ResourceChange } from '@arbiter/server/events/domain-event.ts';
import type { NewEvent } from '@arbiter/server/events/outbox.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { AgentRow } from './agent/agent.entity.ts';
import type { ExperimentRow } from './experiment/experiment.entity.ts';
import type { PlaybookRow } from './playbook/playbook.entity.ts';
import type { RunRow } from './run/run.entity.ts';

/** Where an event is written: the transaction of the change and the identity behind it. */
export interface EventScope {
  readonly deps: Pick<Deps, 'outbox' | 'newId' | 'clock'>;
  readonly tx: Transaction;
  readonly identity: RequestIdentity;
}

async function emit({ deps, tx, identity }: EventScope, event: NewEvent): Promise<void> {
  await deps.outbox.append(tx, identity, [event]);
}

/** An agent was registered. */
export async function agentRegistered(scope: EventScope, agent: AgentRow): Promise<void> {
  const { id, tenantId, name, type, status, capabilities } = agent;
  await emit(scope, {
    type: 'AGENT_REGISTERED',
    aggregate: { type: 'Agent', id },
    tenantId,
    occurredAt: agent.createdAt,
    change: { action: 'CREATE', after: { name, type, status, capabilities } },
  });
}

/** An agent was changed; `change` holds the fields that differ. */
export async function agentChanged(
  scope: EventScope,
  agent: AgentRow,
  change: ResourceChange,
): Promise<void> {
  const statusChanged = change.after?.['status'] !== undefined;
  await emit(scope, {
    type: statusChanged ? 'AGENT_STATUS_CHANGED' : 'AGENT_UPDATED',
    aggregate: { type: 'Agent', id: agent.id },
    tenantId: agent.tenantId,
    occurredAt: agent.updatedAt,
    change,
  });
}

/** An experiment was created. */
export async function experimentCreated(
  scope: EventScope,
  experiment: ExperimentRow,
): Promise<void> {
  const { id, tenantId, name, configHash, seed, tags } = experiment;
  await emit(scope, {
    type: 'EXPERIMENT_CREATED',
    aggregate: { type: 'Experiment', id },
    tenantId,
    occurredAt: experiment.createdAt,
    change: { action: 'CREATE', after: { name, configHash, seed, tags } },
  });
}

/** A run of an experiment has begun. */
export async function runCreated(scope: EventScope, run: RunRow): Promise<void> {
  const { id, tenantId, experimentId, status } = run;
  await emit(scope, {
    type: 'RUN_CREATED',
    aggregate: { type: 'Run', id },
    tenantId,
    occurredAt: run.startedAt,
    change: { action: 'CREATE', after: { experimentId, status } },
  });
}

/** A run of an experiment has ended. */
export async function runFinished(scope: EventScope, run: RunRow): Promise<void> {
  const { id, tenantId, experimentId, status } = run;
  await emit(scope, {
    type: 'RUN_FINISHED',
    aggregate: { type: 'Run', id },
    tenantId,
    occurredAt: run.updatedAt,
    change: { action: 'UPDATE', before: { status: 'RUNNING' }, after: { status } },
    data: { experimentId },
  });
}

/** A playbook, or a new version of one, was written down. */
export async function playbookCreated(scope: EventScope, playbook: PlaybookRow): Promise<void> {
  const { id, tenantId, namespace, name, version } = playbook;
  await emit(scope, {
    type: 'PLAYBOOK_CREATED',
    aggregate: { type: 'Playbook', id },
    tenantId,
    occurredAt: playbook.createdAt,
    change: { action: 'CREATE', after: { namespace, name, version } },
  });
}

/** What a user had used of its rate limits was forgotten. */
export async function rateLimitReset(
  scope: EventScope,
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
): Promise<void> {
  await emit(scope, {
    type: 'RATE_LIMIT_RESET',
    aggregate: { type: 'RateLimit', id: userId },
    tenantId,
    occurredAt: scope.deps.clock(),
    change: { action: 'UPDATE' },
  });
}
