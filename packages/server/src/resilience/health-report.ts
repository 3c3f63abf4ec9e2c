/** The health of a program by the circuits to what it depends on. */
import type { CircuitReport, CircuitStateName } from './circuit-breaker.ts';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

export interface ServiceHealth {
  readonly status: HealthStatus;
  /** `circuit_breaker_` and the state. */
  readonly reason: `circuit_breaker_${CircuitStateName}`;
}

export interface HealthReport {
  readonly overall: HealthStatus;
  readonly timestamp: Date;
  readonly services: Readonly<Record<string, ServiceHealth>>;
  readonly circuitBreakers: Readonly<Record<string, CircuitReport>>;
}

const statusOf = {
  closed: 'healthy',
  half_open: 'degraded',
  open: 'unhealthy',
} as const satisfies Record<CircuitStateName, HealthStatus>;

export interface HealthReportOptions {
  readonly now: Date;
  /** Names without which nothing works: one that is down makes the whole unhealthy, not degraded. */
  readonly essential?: readonly string[];
}

/** Unhealthy when something essential is, degraded when anything is not healthy, else healthy. */
export function reportHealth(
  circuits: readonly CircuitReport[],
  { now, essential = [] }: HealthReportOptions,
): HealthReport {
  const isDown = ({ name, state }: CircuitReport) => state === 'open' && essential.includes(name);
  const isClosed = ({ state }: CircuitReport) => state === 'closed';
  const services = circuits.map(({ name, state }) => [
    name,
    { status: statusOf[state], reason: `circuit_breaker_${state}` },
  ]);
  return {
    overall: circuits.some(isDown)
      ? 'unhealthy'
      : circuits.every(isClosed)
        ? 'healthy'
        : 'degraded',
    timestamp: now,
    services: Object.fromEntries(services),
    circuitBreakers: Object.fromEntries(circuits.map((circuit) => [circuit.name, circuit])),
  };
}
