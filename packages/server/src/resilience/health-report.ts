/** The health of a program by the circuits to what it depends on, and by what it has looked at. */
import type { CircuitReport, CircuitStateName } from './circuit-breaker.ts';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

export interface ServiceHealth {
  readonly status: HealthStatus;
  /** `circuit_breaker_` and the state; or that of a look at something without a circuit. */
  readonly reason: `circuit_breaker_${CircuitStateName}` | 'check_passed' | 'check_failed';
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
  /** How those are that have no circuit, by name. */
  readonly checked?: Readonly<Record<string, ServiceHealth>>;
  /** Names without which nothing works: one that is down makes the whole unhealthy, not degraded. */
  readonly essential?: readonly string[];
}

/** Unhealthy when something essential is, degraded when anything is not healthy, else healthy. */
export function reportHealth(
  circuits: readonly CircuitReport[],
  { now, checked = {}, essential = [] }: HealthReportOptions,
): HealthReport {
  const services: Record<string, ServiceHealth> = { ...checked };
  for (const { name, state } of circuits) {
    services[name] = { status: statusOf[state], reason: `circuit_breaker_${state}` };
  }
  return {
    overall: overallOf(services, essential),
    timestamp: now,
    services,
    circuitBreakers: Object.fromEntries(circuits.map((circuit) => [circuit.name, circuit])),
  };
}

function overallOf(
  services: Readonly<Record<string, ServiceHealth>>,
  essential: readonly string[],
): HealthStatus {
  if (essential.some((name) => services[name]?.status === 'unhealthy')) return 'unhealthy';
  const isHealthy = ({ status }: ServiceHealth) => status === 'healthy';
  return Object.values(services).every(isHealthy) ? 'healthy' : 'degraded';
}
