/** Reading agents: by id (batched) and as a list. */
import type { FilterQuery } from '@mikro-orm/postgresql';
import type { PageArgs } from '@arbiter/kernel/pagination/connection.ts';
import { requireFilterLimits } from '@arbiter/kernel/pagination/filter-limits.ts';
import { loadById } from '@arbiter/server/db/loaders.ts';
import { selectPage } from '@arbiter/server/db/rows.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import { Agent } from './agent.entity.ts';
import type { AgentStatus, AgentType } from './agent.rules.ts';

export interface AgentFilter {
  readonly types?: readonly AgentType[] | null | undefined;
  readonly statuses?: readonly AgentStatus[] | null | undefined;
  readonly capabilities?: readonly string[] | null | undefined;
}

export function createAgentLoaders(scope: ReadScope) {
  return { agent: loadById(scope, Agent, { deletedAt: null }) };
}

/**
 * Agents of the actor's tenant, newest first. Errors: BAD_USER_INPUT for `first`, `after` and a
 * filter that says too much.
 */
export async function listAgents(
  { em, identity }: ReadScope,
  args: PageArgs & { readonly filter?: AgentFilter | null | undefined },
) {
  requireFilterLimits(args.filter);
  const { types, statuses, capabilities } = args.filter ?? {};
  const where: FilterQuery<Agent> = {
    tenantId: identity.actor.tenantId,
    deletedAt: null,
    ...(types ? { type: { $in: [...types] } } : {}),
    ...(statuses ? { status: { $in: [...statuses] } } : {}),
    ...(capabilities ? { capabilities: { $contains: [...capabilities] } } : {}),
  };
  return selectPage(await em(), Agent, { list: 'agents', where, args });
}
