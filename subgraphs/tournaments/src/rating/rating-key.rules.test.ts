import { expect, test } from '@jest/globals';
import { ratingKey } from './rating-key.rules.ts';

const agentId = '01900000-0000-7000-8000-000000000001';

test('an agent is rated by its id, whatever it is called', () => {
  expect(ratingKey({ agentId, agentName: 'Ada' })).toBe(ratingKey({ agentId, agentName: 'Bob' }));
});

test('a name alone is rated by the name', () => {
  expect(ratingKey({ agentId: null, agentName: 'Ada' })).toBe('name:Ada');
});

test('no name can pass for an agent', () => {
  const impostor = ratingKey({ agentId: null, agentName: `agent:${agentId}` });
  expect(impostor).not.toBe(ratingKey({ agentId, agentName: 'Ada' }));
});
