/**
 * Keeps calls away from what is known to be down. Closed: calls pass, failures in a row are counted.
 * Open: calls are refused at once. After the recovery time a few pass on trial (half open): when all
 * succeed it closes, when one fails it opens again, each time for longer. (cockatiel, which does not
 * tell when it opened nor how often it failed.)
 */
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import type { Clock } from '@arbiter/kernel/clock.ts';
import type { BreakerPreset } from './presets.ts';

export const circuitStates = ['closed', 'half_open', 'open'] as const;
export type CircuitStateName = (typeof circuitStates)[number];

/** What a breaker has seen. */
export interface CircuitReport {
  readonly name: string;
  /** `half_open` also when the recovery time is over and the next call will be the trial. */
  readonly state: CircuitStateName;
  /** Failures since the last success. */
  readonly failureCount: number;
  /** Successes since the last failure. */
  readonly successCount: number;
  readonly lastFailureTime: Date | null;
}

/** The circuit is open: the call was not made. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  /** Until calls are let through again. */
  readonly retryAfterMs: number;

  /** `retryAfterMs` is at least 0. */
  constructor(retryAfterMs: number) {
    super('The circuit is open.');
    this.retryAfterMs = retryAfterMs;
  }
}

export interface CircuitBreakerOptions {
  readonly name: string;
  readonly preset: BreakerPreset;
  /** Whether an error says that what is called is down; others neither open nor close anything. */
  readonly isFailure: (error: unknown) => boolean;
  /** Told of each change. */
  readonly onChange?: (state: CircuitStateName) => void;
  readonly clock: Clock;
}

export interface CircuitBreaker {
  /** Errors: CircuitOpenError; those of the work. */
  run<T>(work: () => Promise<T>): Promise<T>;
  report(): CircuitReport;
}

/** A breaker that is closed. */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const { name, preset, isFailure, onChange, clock } = options;
  const seen = { failureCount: 0, successCount: 0, lastFailureTime: null as Date | null };
  let reopensAt = 0;
  let trials = 0;
  // A trial that was given up proves nothing, so it must not help to close the circuit.
  const counts = (error: unknown) => isFailure(error) || policy.state === CircuitState.HalfOpen;
  const policy = circuitBreaker(handleWhen(counts), {
    breaker: new ConsecutiveBreaker(preset.failures),
    halfOpenSampling: { calls: preset.successes, threshold: 0 },
    halfOpenAfter: new DelegateBackoff(({ attempt }: { attempt: number }) => {
      const recoveryMs = recoveryAfter(preset, attempt);
      reopensAt = clock().getTime() + recoveryMs;
      return recoveryMs;
    }),
  });
  const isDue = () => clock().getTime() >= reopensAt;
  const state = (): CircuitStateName => {
    if (policy.state === CircuitState.Closed) return 'closed';
    return policy.state === CircuitState.HalfOpen || isDue() ? 'half_open' : 'open';
  };
  policy.onStateChange(() => onChange?.(state()));
  const count = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const value = await work();
      seen.successCount += 1;
      seen.failureCount = 0;
      return value;
    } catch (error) {
      if (isFailure(error)) {
        seen.failureCount += 1;
        seen.successCount = 0;
        seen.lastFailureTime = clock();
      }
      throw error;
    }
  };
  const tryOut = async <T>(work: () => Promise<T>): Promise<T> => {
    // Others would wait for the trials' outcome, which may take as long as a call may take.
    if (trials >= preset.successes || state() === 'open') {
      throw new CircuitOpenError(Math.max(0, reopensAt - clock().getTime()));
    }
    trials += 1;
    try {
      return await policy.execute(() => count(work));
    } catch (error) {
      // The same moment on two clocks; the next call is the trial.
      throw error instanceof BrokenCircuitError ? new CircuitOpenError(0) : error;
    } finally {
      trials -= 1;
    }
  };
  return {
    run: (work) =>
      policy.state === CircuitState.Closed ? policy.execute(() => count(work)) : tryOut(work),
    report: () => ({ name, state: state(), ...seen }),
  };
}

function recoveryAfter({ firstRecoveryMs, recoveryMs }: BreakerPreset, attempt: number): number {
  return Math.min(recoveryMs, (firstRecoveryMs ?? recoveryMs) * 2 ** (attempt - 1));
}
