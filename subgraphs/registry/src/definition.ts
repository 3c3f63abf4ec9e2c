/** What the registry is made of; how it runs is the same for every subgraph. */
import type { SubgraphDefinition } from '@arbiter/server/subgraph/start-subgraph.ts';
import { agentResolvers } from './agent/agent.resolvers.ts';
import { type RegistryLoaders, createLoaders } from './context.ts';
import { entities } from './entities.ts';
import { experimentResolvers } from './experiment/experiment.resolvers.ts';
import { migrations } from './migrations.ts';
import { playbookResolvers } from './playbook/playbook.resolvers.ts';
import { runResolvers } from './run/run.resolvers.ts';

export const registry: SubgraphDefinition<RegistryLoaders> = {
  name: 'registry',
  resolvers: [agentResolvers, experimentResolvers, runResolvers, playbookResolvers],
  entities,
  migrations,
  createLoaders,
};
