/** Commands on runs: begin one, end it. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import { lockRow } from '@arbiter/server/db/lock.ts';
import { requireVersion } from '@arbiter/server/db/version.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { runCreated, runFinished } from '../events.ts';
import { Experiment } from '../experiment/experiment.entity.ts';
import { Run, type RunRow } from './run.entity.ts';
import { type RunOutcome, requireUnderWay } from './run.rules.ts';

export interface CreateRun {
  readonly experimentId: string;
  readonly params?: unknown;
  readonly provider?: unknown;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Begins a run of an experiment, in the experiment's tenant.
 * Errors: FORBIDDEN, BAD_USER_INPUT, NOT_FOUND for the experiment.
 * Effects: the run, event RUN_CREATED. Idempotent per key.
 */
export async function createRun(
  deps: Deps,
  identity: RequestIdentity,
  command: CreateRun,
): Promise<RunRow> {
  authorize(identity.actor, 'experiment:write');
  const { tenantId: actorTenant } = identity.actor;
  const { idempotencyKey: key, ...request } = command;
  const experimentId = requireUuid(command.experimentId, 'Experiment', 'input.experimentId');
  const params = requireObject(command.params, 'input.params');
  const provider = requireObject(command.provider, 'input.provider');
  return deps.database.transaction(identity.actor, async (tx) => {
    const once = {
      schema: 'registry',
      tenantId: actorTenant,
      operation: 'createRun',
      key,
      request,
    };
    const { id } = await createOnce(tx, once, async () => {
      const { tenantId } = await loadExperiment(tx, experimentId);
      authorize(identity.actor, 'experiment:write', tenantId);
      const now = deps.clock();
      const run = tx.create(Run, {
        id: deps.newId(),
        tenantId,
        experimentId,
        status: 'RUNNING',
        params,
        provider,
        startedAt: now,
        createdAt: now,
        updatedAt: now,
      });
      await runCreated({ deps, tx, identity }, run);
      return run.id;
    });
    return tx.findOneOrFail(Run, { id });
  });
}

export interface FinishRun {
  readonly id: string;
  readonly status: RunOutcome;
  readonly summary?: unknown;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Ends a run with its outcome and, where given, its results in short.
 * Errors: FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, CONFLICT for a run that has ended or a stale version.
 * Effects: the run, event RUN_FINISHED.
 */
export async function finishRun(
  deps: Deps,
  identity: RequestIdentity,
  command: FinishRun,
): Promise<RunRow> {
  authorize(identity.actor, 'experiment:write');
  const id = requireUuid(command.id, 'Run', 'input.id');
  const summary = command.summary == null ? null : requireObject(command.summary, 'input.summary');
  return deps.database.transaction(identity.actor, async (tx) => {
    const run = await lockRow(tx, identity.actor, {
      entity: Run,
      where: { id },
      action: 'experiment:write',
      field: 'input.id',
    });
    requireVersion('Run', run, command.expectedVersion);
    requireUnderWay(run.status, 'Run');
    const now = deps.clock();
    tx.assign(run, { status: command.status, summary, finishedAt: now, updatedAt: now });
    await runFinished({ deps, tx, identity }, run);
    return run;
  });
}

async function loadExperiment(tx: Transaction, id: string): Promise<Experiment> {
  const experiment = await tx.findOne(Experiment, { id, deletedAt: null });
  if (!experiment) throw notFound('Experiment', 'input.experimentId');
  return experiment;
}
