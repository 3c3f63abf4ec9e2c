/** Names of the schema → walks of the lineage graph. */
import { requireFound } from '@arbiter/server/graphql/found.ts';
import type { RegistryLoaders } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { type LineageNodeRow, type WalkedNode, walkLineage } from './lineage.read.ts';

export const lineageResolvers: Resolvers = {
  Query: {
    lineage: (_, args, context) => walkLineage(context, args),
  },
  LineageGraph: {
    root: ({ root }, _, { load }) => loadNode(load, root),
    truncated: ({ isTruncated }) => isTruncated,
  },
  LineageGraphNode: {
    node: (node, _, { load }) => loadNode(load, node),
  },
  LineageNode: {
    __resolveType: ({ __typename }) => __typename,
  },
};

async function loadNode(load: RegistryLoaders, { id, kind }: WalkedNode): Promise<LineageNodeRow> {
  if (kind === 'job') {
    const job = requireFound('LineageJob', await load.lineageJob.load(id));
    return { ...job, __typename: 'LineageJob' };
  }
  const dataset = requireFound('LineageDataset', await load.lineageDataset.load(id));
  return { ...dataset, __typename: 'LineageDataset' };
}
