/** The health of the whole by that of its parts. */
import { expect, test } from '@jest/globals';
import type { CircuitReport, CircuitStateName } from './circuit-breaker.ts';
import { reportHealth } from './health-report.ts';

const now = new Date('2026-01-02T03:04:05.678Z');
const circuit = (name: string, state: CircuitStateName): CircuitReport => ({
  name,
  state,
  failureCount: 0,
  successCount: 0,
  lastFailureTime: null,
});

test.each<[CircuitStateName, string]>([
  ['closed', 'healthy'],
  ['half_open', 'degraded'],
  ['open', 'unhealthy'],
])('a service whose circuit is %s is %s, with the reason', (state, status) => {
  expect(reportHealth([circuit('xai', state)], { now })).toEqual({
    overall: state === 'closed' ? 'healthy' : 'degraded',
    timestamp: now,
    services: { xai: { status, reason: `circuit_breaker_${state}` } },
    circuitBreakers: { xai: circuit('xai', state) },
  });
});

test('the whole is unhealthy only when something is down without which nothing works', () => {
  const overall = (database: CircuitStateName, xai: CircuitStateName) =>
    reportHealth([circuit('database', database), circuit('xai', xai)], {
      now,
      essential: ['database'],
    }).overall;
  expect(overall('closed', 'closed')).toBe('healthy');
  expect(overall('closed', 'open')).toBe('degraded');
  expect(overall('half_open', 'closed')).toBe('degraded');
  expect(overall('open', 'closed')).toBe('unhealthy');
});
