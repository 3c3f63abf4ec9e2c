/** Reading decomposed rewards: by id, of an episode, and a page for each experiment. */
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { isUuid } from '@arbiter/kernel/ids.ts';
import { loadById, loadChildPages } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { RewardDecomposition } from './reward-decomposition.entity.ts';

export function createRewardLoaders(scope: ReadScope) {
  const pages = (condition?: string) =>
    loadChildPages(scope, RewardDecomposition, {
      list: 'rewardDecompositions:experiment',
      parentColumn: 'experiment_id',
      ...(condition === undefined ? {} : { condition }),
      orderColumn: 'id',
      orderProperty: 'id',
      direction: 'desc',
    });
  const all = pages();
  const sound = pages('child.adds_up');
  const odd = pages('not child.adds_up');
  return {
    rewardDecomposition: loadById(scope, RewardDecomposition),
    /** Pages of an experiment's steps, those recorded last first: all, or only (un)sound ones. */
    rewardsOfExperiment(addsUp: boolean | null | undefined) {
      if (addsUp == null) return all;
      return addsUp ? sound : odd;
    },
  };
}

export interface EpisodeArgs extends PageArgs {
  readonly experimentId: string;
  readonly episodeId: string;
  /** Only steps whose components add up, or only those whose do not. */
  readonly addsUp?: boolean | null | undefined;
}

/**
 * Steps of an episode of the actor's tenant in the order of their timesteps; none for an experiment
 * or episode that is not known. Errors: BAD_USER_INPUT for `first` or `after`.
 */
export async function listRewardDecompositions(
  { em, identity }: ReadScope,
  { experimentId, episodeId, addsUp, ...args }: EpisodeArgs,
) {
  return selectPage(await em(), RewardDecomposition, {
    list: 'rewardDecompositions',
    where: {
      tenantId: identity.actor.tenantId,
      experimentId: { $in: [experimentId].filter(isUuid) },
      // Recorded without surrounding white space, and asked for as the training code names it.
      episodeId: episodeId.trim(),
      ...(addsUp == null ? {} : { addsUp }),
    },
    args,
    order: [{ property: 'timestep', direction: 'asc' }],
  });
}
