/** The health of the whole by that of its parts. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CircuitReport, CircuitStateName } from './circuit-breaker.ts';
import { checkDependencies, databaseOf, essentialDependencies, serverOf } from './dependencies.ts';
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

const there = async () => undefined;
const away = () => Promise.reject(new Error('away'));
const silent = () => new Promise<never>(() => undefined);

test('what has no circuit is looked at, side by side and not for long', async () => {
  const began = performance.now();
  const checked = await checkDependencies([
    ...databaseOf([{ check: there }, { check: silent }]),
    ...serverOf({ kind: 'redis', check: away }),
    ...serverOf({ kind: 'nats', check: there }),
    ...serverOf({ kind: 'memory', check: away }),
    ...serverOf(undefined),
    ...databaseOf([]),
  ]);
  expect(checked).toEqual({
    database: { status: 'unhealthy', reason: 'check_failed' },
    redis: { status: 'unhealthy', reason: 'check_failed' },
    nats: { status: 'healthy', reason: 'check_passed' },
  });
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('the worst of those that are essential decides, else whether all are well', () => {
  const names = ['database', 'redis', 'nats', 'xai', 'audit'];
  const statuses = fc.constantFrom('healthy', 'degraded', 'unhealthy');
  const parts = fc.dictionary(fc.constantFrom(...names), statuses, { maxKeys: names.length });
  fc.assert(
    fc.property(parts, (services) => {
      const checked = Object.fromEntries(
        Object.entries(services).map(([name, status]) => [
          name,
          { status, reason: 'check_failed' as const },
        ]),
      );
      const { overall } = reportHealth([], { now, checked, essential: essentialDependencies });
      const isDown = services['database'] === 'unhealthy' || services['redis'] === 'unhealthy';
      const isWell = Object.values(services).every((status) => status === 'healthy');
      expect(overall).toBe(isDown ? 'unhealthy' : isWell ? 'healthy' : 'degraded');
    }),
  );
});
