/**
 * Every business event of xai, one function each. They write to the outbox in the caller's
 * transaction; nothing happens when it rolls back. Vectors and results stay out of them: a hash
 * stands for the content.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { sha256Hex } from '@arbiter/kernel/json/canonical-json.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import type { NewEvent } from '@arbiter/server/events/outbox.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { AnalysisRow } from './analysis/analysis.entity.ts';
import { stepText } from './reward-decomposition/reward-decomposition.rules.ts';
import type { RewardDecompositionRow } from './reward-decomposition/reward-decomposition.entity.ts';

/** Where an event is written: the transaction of the change and the identity behind it. */
export interface EventScope {
  readonly deps: Pick<Deps, 'outbox'>;
  readonly tx: Transaction;
  readonly identity: RequestIdentity;
}

async function emit({ deps, tx, identity }: EventScope, event: NewEvent): Promise<void> {
  await deps.outbox.append(tx, identity, [event]);
}

/** An analysis was recorded. */
export async function analysisRecorded(scope: EventScope, analysis: AnalysisRow): Promise<void> {
  const { id, tenantId, createdAt, additivity } = analysis;
  const { analysisType, method, status, fallbackFrom, featureCount, contentHash } = analysis;
  const { experimentId, runId, agentId, matchId, workflowId } = analysis;
  const subjects = { experimentId, runId, agentId, matchId, workflowId };
  await emit(scope, {
    type: 'XAI_ANALYSIS_RECORDED',
    aggregate: { type: 'Analysis', id },
    tenantId,
    occurredAt: createdAt,
    change: {
      action: 'CREATE',
      after: {
        ...{ analysisType, method, status, fallbackFrom, ...subjects },
        ...{ featureCount, addsUp: additivity?.addsUp ?? null, contentHash },
      },
    },
  });
}

/**
 * Steps of one episode were recorded: at least one, in the order of their timesteps. One event for
 * all of them, whose aggregate is the first; `contentHash` is the SHA-256 of the canonical JSON of
 * `[{componentInfluences, componentRewards, timestep, totalReward}, …]`.
 */
export async function rewardDecompositionRecorded(
  scope: EventScope,
  recorded: readonly [RewardDecompositionRow, ...RewardDecompositionRow[]],
): Promise<void> {
  const [first] = recorded;
  const { id, tenantId, createdAt, experimentId, episodeId } = first;
  await emit(scope, {
    type: 'REWARD_DECOMPOSITION_RECORDED',
    aggregate: { type: 'RewardDecomposition', id },
    tenantId,
    occurredAt: createdAt,
    change: {
      action: 'CREATE',
      after: {
        ...{ experimentId, episodeId },
        firstTimestep: first.timestep,
        lastTimestep: recorded.at(-1)?.timestep,
        stepCount: recorded.length,
        oddStepCount: recorded.filter(({ addsUp }) => !addsUp).length,
        contentHash: sha256Hex(`[${recorded.map(stepText).join(',')}]`),
      },
    },
  });
}
