// Goal: an agent's life has the transitions of its specification and no other, and what is computed
// of an agent follows from what analyses left. Method: a table of every pair of states; examples.
import { describe, expect, test } from '@jest/globals';
import {
  type AgentStatus,
  agentStatuses,
  efficiencyRating,
  hasInsights,
  requireAgentName,
  requireCapacity,
  requirePerformanceScore,
  requireTransition,
} from './agent.rules.ts';

const life: Readonly<Record<AgentStatus, readonly AgentStatus[]>> = {
  INITIALIZING: ['ACTIVE', 'ERROR', 'SHUTDOWN'],
  ACTIVE: ['IDLE', 'BUSY', 'ERROR', 'SHUTDOWN'],
  IDLE: ['ACTIVE', 'BUSY', 'ERROR', 'SHUTDOWN'],
  BUSY: ['ACTIVE', 'IDLE', 'ERROR', 'SHUTDOWN'],
  ERROR: ['INITIALIZING', 'SHUTDOWN'],
  SHUTDOWN: [],
};

describe('requireTransition', () => {
  test.each(agentStatuses.flatMap((from) => agentStatuses.map((to) => [from, to] as const)))(
    '%s → %s',
    (from, to) => {
      const change = () => requireTransition(from, to);
      if (from === to || life[from].includes(to)) expect(change).not.toThrow();
      else {
        expect(change).toThrow(
          expect.objectContaining({
            code: 'CONFLICT',
            message: `An agent that is ${from} cannot become ${to}.`,
            details: { field: 'input.status', state: from, allowed: life[from] },
          }),
        );
      }
    },
  );
});

describe('ranges', () => {
  const refusal = (field: string) =>
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      details: expect.objectContaining({ field }),
    });

  test('a name has 1 to 100 characters after trimming', () => {
    expect(requireAgentName(` ${'x'.repeat(100)} `)).toHaveLength(100);
    for (const name of ['', ' \n', 'x'.repeat(101)]) {
      expect(() => requireAgentName(name)).toThrow(refusal('input.name'));
    }
  });

  test('a score is a whole number from 0 to 100', () => {
    for (const score of [0, 85, 100]) expect(requirePerformanceScore(score)).toBe(score);
    for (const score of [-1, 101, 1.5, Number.NaN]) {
      expect(() => requirePerformanceScore(score)).toThrow(refusal('input.performanceScore'));
    }
  });

  test('an agent can have 1 to 10,000 pieces of work in hand', () => {
    for (const capacity of [1, 10_000]) expect(requireCapacity(capacity)).toBe(capacity);
    for (const capacity of [0, -1, 10_001]) {
      expect(() => requireCapacity(capacity)).toThrow(refusal('input.capacity'));
    }
  });
});

describe('what analyses left', () => {
  test.each([
    [{}, 0, false],
    [{ last_insights: null }, 0, false],
    [{ last_insights: {} }, 0, true],
    [{ last_insights: { efficiency_score: 85.5 } }, 85.5, true],
    [{ last_insights: { efficiency_score: '85.5' } }, 0, true],
    [{ last_insights: 'none' }, 0, true],
  ])('of %j: efficiency %d, insights %s', (aiMetadata, efficiency, insights) => {
    expect(efficiencyRating(aiMetadata)).toBe(efficiency);
    expect(hasInsights(aiMetadata)).toBe(insights);
  });
});
