/** Recording decomposed rewards: authorize, decide, store, emit. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { conflict, invariant } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireText } from '@arbiter/kernel/text/text.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import { selectRows } from '@arbiter/server/db/rows.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { rewardDecompositionRecorded } from '../events.ts';
import { refusalOf } from '../fault/fault.rules.ts';
import { RewardDecomposition, type RewardDecompositionRow } from './reward-decomposition.entity.ts';
import {
  type RewardStep,
  type RewardStepInput,
  checkRewardSum,
  checkSteps,
  stepText,
} from './reward-decomposition.rules.ts';

export interface RecordRewardDecomposition {
  readonly experimentId: string;
  readonly episodeId: string;
  readonly steps: readonly RewardStepInput[];
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Records steps of one episode in the actor's tenant, all or none, and returns them in the order
 * given. A step that does not add up is recorded and flagged; one that is recorded already is left
 * as it is. Whether the experiment exists is not asked: it belongs to another subgraph.
 * Errors: FORBIDDEN; NOT_FOUND for an experiment that is no id; BAD_USER_INPUT with every faulty
 * value; CONFLICT when a step is recorded with other content.
 * Effects: the steps, event REWARD_DECOMPOSITION_RECORDED for those that are new. Repeats are safe
 * with or without a key.
 */
export async function recordRewardDecomposition(
  deps: Deps,
  identity: RequestIdentity,
  command: RecordRewardDecomposition,
): Promise<readonly RewardDecompositionRow[]> {
  authorize(identity.actor, 'analysis:write');
  const { tenantId } = identity.actor;
  const { idempotencyKey: key, ...request } = command;
  const episode = {
    tenantId,
    experimentId: requireUuid(command.experimentId, 'Experiment', 'input.experimentId'),
    episodeId: requireText(command.episodeId, 'input.episodeId', { max: 36 }),
  };
  const steps = requireSteps(command.steps);
  return deps.database.transaction(identity.actor, async (tx) => {
    const once = {
      ...{ schema: 'xai', tenantId, operation: 'recordRewardDecomposition' },
      ...{ key, request },
    };
    await createOnce(tx, once, async () => {
      const [first, ...rest] = await insertNew(tx, toRows(deps, episode, steps));
      if (first) await rewardDecompositionRecorded({ deps, tx, identity }, [first, ...rest]);
      return command.experimentId;
    });
    return loadSteps(tx, episode, steps);
  });
}

interface Episode {
  readonly tenantId: string;
  readonly experimentId: string;
  readonly episodeId: string;
}

function requireSteps(given: readonly RewardStepInput[]): readonly RewardStep[] {
  const checked = checkSteps(given);
  if ('faults' in checked) throw refusalOf(checked.faults, 'input');
  return checked.steps;
}

/**
 * In the order of their timesteps, in which all writers insert, so that none waits in a circle. Ids
 * of one millisecond are in no order until they are sorted; lists by id then follow the timesteps.
 */
function toRows(
  { newId, clock }: Deps,
  episode: Episode,
  steps: readonly RewardStep[],
): RewardDecompositionRow[] {
  const createdAt = clock();
  const ids = steps.map(() => newId()).sort();
  const inOrder = steps.toSorted((a, b) => a.timestep - b.timestep);
  return inOrder.map((step, index) => {
    const { sum: componentSum, difference, tolerance, addsUp } = checkRewardSum(step);
    const sum = { componentSum, difference, tolerance, addsUp };
    return { id: ids[index]!, ...episode, ...step, ...sum, createdAt };
  });
}

/**
 * Inserts the rows whose step is not recorded yet and returns them. A step that another transaction
 * is just recording is waited for.
 */
async function insertNew(
  tx: Transaction,
  rows: readonly RewardDecompositionRow[],
): Promise<RewardDecompositionRow[]> {
  const inserted = await tx
    .createQueryBuilder(RewardDecomposition)
    .insert(rows.map((row) => ({ ...row })))
    .onConflict(['tenantId', 'experimentId', 'episodeId', 'timestep'])
    .ignore()
    .returning('id')
    .execute<{ id: string }[]>('all');
  const ids = new Set(inserted.map(({ id }) => id));
  return rows.filter(({ id }) => ids.has(id));
}

/** The recorded steps in the order given. Errors: CONFLICT naming the first that says otherwise. */
async function loadSteps(
  tx: Transaction,
  episode: Episode,
  steps: readonly RewardStep[],
): Promise<RewardDecompositionRow[]> {
  const timesteps = steps.map(({ timestep }) => timestep);
  const where = { ...episode, timestep: { $in: timesteps } };
  const rows = await selectRows(tx, RewardDecomposition, where);
  const recorded = new Map(rows.map((row) => [row.timestep, row]));
  return steps.map((step, index) => {
    const row = recorded.get(step.timestep);
    invariant(row, 'a step that was not inserted is there');
    if (stepText(row) === stepText(step)) return row;
    const message = `Step ${step.timestep} of this episode is recorded with other content.`;
    throw conflict(message, { field: `input.steps[${index}].timestep` });
  });
}
