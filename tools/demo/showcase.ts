/** Queries and a subscription worth trying on what the demonstration has recorded. */
import type { Told } from './story.ts';

export interface Example {
  readonly title: string;
  readonly document: string;
}

export function queriesFor({ workflowId, tournamentId, analysisIds }: Told): Example[] {
  return [
    {
      title: 'One workflow over all four subgraphs: what ran, who won, why, and the proof of it',
      document: `{
  workflow(id: "${workflowId}") {
    name state
    steps { nodes { stepKey status } }
    agent { name ratings { gameType rating wins draws losses } }
    analyses { nodes { method attribution { featureNames values additivity { addsUp } } } }
    auditTrail { nodes { seq eventType hash } }
  }
}`,
    },
    {
      title: 'How far three explanations of one decision agree',
      document: `{
  compareAttributions(analysisIds: ${JSON.stringify(analysisIds)}, topK: 2) {
    pairs { first { method } second { method } kendallTauB spearmanRho topKOverlap }
  }
  tournament(id: "${tournamentId}") {
    name standings { rank points sonnebornBerger entrant { agentName } }
  }
}`,
    },
    {
      title: 'Where a table comes from: up the stream of a recorded dbt project',
      document: `{
  lineage(nodeId: "${lineageNode}", direction: UPSTREAM, depth: 10) {
    nodes { upstreamDistance node { __typename namespace name } }
    edges { sourceId targetId }
  }
}`,
    },
  ];
}

/** The last table of dbt's example project, as the recorded run reported it. */
const lineageNode = 'dataset:postgres://postgres:5432:postgres.public.customers';

export const subscription: Example = {
  title: 'Every lineage event from the first one on, then live',
  document: `subscription {
  lineageEvents(after: "0") {
    cursor
    event { eventType namespace name run { status } }
  }
}`,
};
