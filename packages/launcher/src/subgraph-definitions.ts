/** The subgraphs that can run in this process. Only the launcher knows both them and the gateway. */
import { audit } from '@arbiter/audit/definition.ts';
import { registry } from '@arbiter/registry/definition.ts';
import type { SubgraphName } from '@arbiter/server/config/settings.ts';
import { type SubgraphOptions, startSubgraph } from '@arbiter/server/subgraph/start-subgraph.ts';
import type { Subgraph } from '@arbiter/server/subgraph/subgraph.ts';
import { tournaments } from '@arbiter/tournaments/definition.ts';
import { xai } from '@arbiter/xai/definition.ts';

type Start = (options: SubgraphOptions) => Promise<Subgraph>;

export const startByName: Readonly<Record<SubgraphName, Start>> = {
  registry: (options) => startSubgraph(registry, options),
  audit: (options) => startSubgraph(audit, options),
  tournaments: (options) => startSubgraph(tournaments, options),
  xai: (options) => startSubgraph(xai, options),
};
