/** What a filter of records may say, and which records it takes. */
import { describe, expect, test } from '@jest/globals';
import {
  type FilteredRecord,
  coherenceScoreOf,
  matchesFilter,
  policyViolationsOf,
  requireFilter,
} from './audit-record.rules.ts';

const noon = new Date('2026-01-01T12:00:00.000Z');
const later = new Date('2026-01-01T12:00:00.001Z');

const record: FilteredRecord = {
  category: 'RESOURCE_CHANGE',
  eventType: 'AGENT_UPDATED',
  resourceType: 'Agent',
  resourceId: 'a1',
  actorId: 'u1',
  agentId: null,
  requestId: 'r1',
  occurredAt: noon,
};

describe('requireFilter', () => {
  test('accepts none, an empty one and an instant', () => {
    expect(requireFilter(null)).toEqual({});
    expect(requireFilter({})).toEqual({});
    expect(requireFilter({ from: noon, to: noon })).toEqual({ from: noon, to: noon });
  });

  const long = 'x'.repeat(256);
  const refused: readonly (readonly [string, object])[] = [
    ['filter.from', { from: later, to: noon }],
    ['filter.categories', { categories: Array.from({ length: 101 }, () => 'ACCESS') }],
    ['filter.eventTypes', { eventTypes: Array.from({ length: 101 }, () => 'X') }],
    ['filter.eventTypes[1]', { eventTypes: ['X', long] }],
    ['filter.resourceType', { resourceType: long }],
    ['filter.resourceId', { resourceId: long }],
    ['filter.actorId', { actorId: long }],
    ['filter.agentId', { agentId: long }],
    ['filter.requestId', { requestId: long }],
  ];
  test.each(refused)('refuses %s', (field, filter) => {
    expect(() => requireFilter(filter)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        details: expect.objectContaining({ field }),
      }),
    );
  });
});

describe('matchesFilter', () => {
  const taken: readonly object[] = [
    {},
    { categories: null, resourceId: null, from: null },
    { categories: ['ACCESS', 'RESOURCE_CHANGE'] },
    { eventTypes: ['AGENT_UPDATED'] },
    { resourceType: 'Agent', resourceId: 'a1', actorId: 'u1', requestId: 'r1' },
    { from: noon, to: noon },
  ];
  test.each(taken)('takes the record for %j', (filter) => {
    expect(matchesFilter(filter, record)).toBe(true);
  });

  const passedOver: readonly object[] = [
    { categories: [] },
    { categories: ['ACCESS'] },
    { eventTypes: ['AGENT_REGISTERED'] },
    { resourceType: 'agent' },
    { resourceId: 'a2' },
    { actorId: 'u2' },
    { agentId: 'a1' },
    { requestId: 'r2' },
    { from: later },
    { to: new Date(noon.getTime() - 1) },
    { resourceType: 'Agent', actorId: 'u2' },
  ];
  test.each(passedOver)('passes it over for %j', (filter) => {
    expect(matchesFilter(filter, record)).toBe(false);
  });
});

test.each([
  [{}, null],
  [{ coherenceScore: 0.25 }, 0.25],
  [{ coherenceScore: '0.25' }, null],
])('the coherence score of %j is %j', (data, score) => {
  expect(coherenceScoreOf(data)).toBe(score);
});

test.each([
  [{}, []],
  [{ policyViolations: [{ rule: 'r' }] }, [{ rule: 'r' }]],
  [{ policyViolations: 'many' }, []],
])('the policy violations of %j are %j', (data, violations) => {
  expect(policyViolationsOf(data)).toEqual(violations);
});
