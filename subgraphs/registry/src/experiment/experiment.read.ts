/** Reading experiments: by id (batched), as a list, and how far each is. */
import type { FilterQuery } from '@mikro-orm/postgresql';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { requireFilterLimits } from '@arbiter/kernel/pagination/filter-limits.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import { batched } from '@arbiter/server/graphql/loader.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Experiment } from './experiment.entity.ts';
import { type ExperimentStatus, requireHash } from './experiment.rules.ts';

export interface ExperimentFilter {
  readonly name?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly configHash?: string | null | undefined;
}

export function createExperimentLoaders(scope: ReadScope) {
  return {
    experiment: loadById(scope, Experiment, { deletedAt: null }),
    experimentStatus: batched((ids) => selectStatuses(scope, ids)),
  };
}

/**
 * Experiments of the actor's tenant, newest first.
 * Errors: BAD_USER_INPUT for `first`, `after`, the hash and a filter that says too much.
 */
export async function listExperiments(
  { em, identity }: ReadScope,
  args: PageArgs & { readonly filter?: ExperimentFilter | null | undefined },
) {
  requireFilterLimits(args.filter);
  const { name, tags, configHash: hash } = args.filter ?? {};
  const where: FilterQuery<Experiment> = {
    tenantId: identity.actor.tenantId,
    deletedAt: null,
    ...(name == null ? {} : { name }),
    ...(tags ? { tags: { $contains: [...tags] } } : {}),
    ...(hash == null ? {} : { configHash: requireHash(hash, 'filter.configHash') }),
  };
  return selectPage(await em(), Experiment, { list: 'experiments', where, args });
}

/** Asks for the existence of runs instead of counting them: an experiment may have very many. */
async function selectStatuses(
  { em }: ReadScope,
  ids: readonly string[],
): Promise<ExperimentStatus[]> {
  const rows = await (
    await em()
  ).execute<{ status: ExperimentStatus }[]>(
    `select case
       when exists (select from registry.runs r
         where r.experiment_id = asked.id::uuid and r.status = 'RUNNING') then 'RUNNING'
       when exists (select from registry.runs r where r.experiment_id = asked.id::uuid)
         then 'FINISHED'
       else 'PLANNED' end as status
     from json_array_elements_text(?::json) with ordinality as asked(id, place)
     order by asked.place`,
    [JSON.stringify(ids)],
  );
  return rows.map(({ status }) => status);
}
