/** Reading playbooks: by id (batched) and as a list. */
import type { FilterQuery } from '@mikro-orm/postgresql';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { requireFilterLimits } from '@arbiter/kernel/pagination/filter-limits.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Playbook } from './playbook.entity.ts';

export interface PlaybookFilter {
  readonly namespace?: string | null | undefined;
  readonly name?: string | null | undefined;
}

export function createPlaybookLoaders(scope: ReadScope) {
  return { playbook: loadById(scope, Playbook) };
}

/**
 * Versions of the actor's tenant, newest first. Errors: BAD_USER_INPUT for `first`, `after` and a
 * filter that says too much.
 */
export async function listPlaybooks(
  { em, identity }: ReadScope,
  args: PageArgs & { readonly filter?: PlaybookFilter | null | undefined },
) {
  requireFilterLimits(args.filter);
  const { namespace, name } = args.filter ?? {};
  const where: FilterQuery<Playbook> = {
    tenantId: identity.actor.tenantId,
    ...(namespace == null ? {} : { namespace }),
    ...(name == null ? {} : { name }),
  };
  return selectPage(await em(), Playbook, { list: 'playbooks', where, args });
}
