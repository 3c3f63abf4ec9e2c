/** Functions of the root fields: fixed answers to a few of the SDK's operations; ids say what they answer. */
import { GraphQLError } from 'graphql';
import type { EventLog } from './event-log.ts';

export const agent = {
  id: 'agent-1',
  name: 'Ada',
  type: 'GENERAL_PURPOSE',
  status: 'ACTIVE',
  capabilities: ['search'],
  modelProvider: null,
  modelName: null,
  modelConfig: { temperature: 0.5 },
  capacity: 1,
  performanceScore: 70,
  efficiencyRating: 70,
  aiInsightsAvailable: false,
  enhancedFeaturesEnabled: true,
  metadata: {},
  version: 1,
  createdAt: '2026-11-21T08:30:00.000Z',
  updatedAt: '2026-11-21T08:30:00.000Z',
};

const tournament = { id: 'tournament-1', name: 'Cup', status: 'RUNNING', openMatchCount: 3 };

/** An error with a code and what else the catalogue says. */
export function refusal(code: string, facts: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(`Refused: ${code}.`, { extensions: { code, ...facts } });
}

export function createRoot(log: EventLog): Record<string, (args: never) => unknown> {
  return {
    agent({ id }: { id: string }) {
      if (id === 'missing') throw refusal('NOT_FOUND', { field: 'id', requestId: 'server-1' });
      if (id === 'without-reason') return null;
      return {
        ...agent,
        id,
        // Fails alone, in a list of the answer.
        ratings: () => {
          throw refusal('UNAVAILABLE', { retryAfter: 2 });
        },
      };
    },
    agents: ({ first = 20, after }: { first?: number; after?: string | null }) => {
      const start = Number(after ?? 0);
      const nodes = Array.from({ length: Math.min(first, 5 - start) }, (_, index) => ({
        ...agent,
        id: `agent-${start + index + 1}`,
      }));
      const end = start + nodes.length;
      return { nodes, pageInfo: { hasNextPage: end < 5, endCursor: String(end) } };
    },
    createAgent: ({ input }: { input: { name: string } }) => {
      if (input.name === '') throw refusal('BAD_USER_INPUT', { field: 'input.name' });
      return { agent: { ...agent, name: input.name } };
    },
    tournamentEvents: ({ tournamentId, after }: { tournamentId: string; after?: string }) => {
      if (tournamentId === 'missing') throw refusal('NOT_FOUND', { field: 'tournamentId' });
      return log.follow(after, delivery);
    },
  };
}

function delivery(entry: number, cursor: string): unknown {
  const event = {
    id: `event-${entry}`,
    kind: 'MATCH_FINISHED',
    occurredAt: '2026-11-21T08:30:00.000Z',
    tournament,
    match: null,
    entrant: null,
    standingChanges: [],
  };
  return { tournamentEvents: { cursor, event } };
}
