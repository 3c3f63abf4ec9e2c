/**
 * What stands between a caller and something that may be slow, down or overrun: a time limit, a bound
 * on calls at once, a circuit breaker, and repeats of what failed and may be repeated. Around each
 * other in this order, so that a call that waits for its turn meets the circuit as it is by then.
 */
import {
  BulkheadRejectedError,
  DelegateBackoff,
  type IRetryBackoffContext,
  bulkhead,
  handleWhen,
  retry,
} from 'cockatiel';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import {
  CircuitOpenError,
  type CircuitReport,
  type CircuitStateName,
  createCircuitBreaker,
} from './circuit-breaker.ts';
import { startDeadline } from './deadline.ts';
import { classifyError, requiredWaitMs } from './error-class.ts';
import type { BreakerPreset, BulkheadPreset, RetryPreset } from './presets.ts';

/** Why a call has no outcome of its own. */
export type RefusalReason = 'timeout' | 'circuit_open' | 'overloaded' | 'cancelled';

/** TIMEOUT, or UNAVAILABLE with `retryAfter`. */
export class CallRefusedError extends AppError {
  readonly reason: RefusalReason;

  /** `retryAfterSeconds` is left out where a repeat would meet the same. */
  constructor(reason: RefusalReason, message: string, retryAfterSeconds?: number) {
    const details = retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds };
    super(reason === 'timeout' ? 'TIMEOUT' : 'UNAVAILABLE', message, details);
    this.reason = reason;
  }
}

export interface ProtectionPresets {
  readonly breaker: BreakerPreset;
  readonly bulkhead: BulkheadPreset;
  /** Without it nothing is repeated. */
  readonly retry?: RetryPreset;
}

export interface ProtectionOptions {
  readonly name: string;
  /** Begins the sentences for clients, e.g. `The audit subgraph`. */
  readonly subject: string;
  readonly presets: ProtectionPresets;
  readonly clock: Clock;
  readonly onRetry?: () => void;
  readonly onCircuitChange?: (state: CircuitStateName) => void;
}

export interface ProtectedCall {
  /** Aborted when nobody waits for the outcome any more. */
  readonly signal?: AbortSignal | undefined;
  /** Whether it has no effect, so that making it twice is as good as once. */
  readonly mayRepeat: boolean;
}

export interface Protection {
  /**
   * Makes the call; its signal aborts when the time is up or the caller has gone. What counts as a
   * failure and what is repeated says error-class.ts. Errors: CallRefusedError, and those of the work.
   */
  run<T>(work: (signal: AbortSignal) => Promise<T>, call: ProtectedCall): Promise<T>;
  circuit(): CircuitReport;
  /** Calls under way, and waiting for their turn. */
  load(): { readonly active: number; readonly queued: number };
}

/** Waiting for a second lets a queue of the size that bulkheads have drain. */
const overloadedRetrySeconds = 1;

/** One protection for one thing that is depended upon, shared by all its callers. */
export function createProtection(options: ProtectionOptions): Protection {
  const { name, subject, presets, clock, onRetry, onCircuitChange: onChange } = options;
  const { timeoutMs } = presets.breaker;
  const slots = bulkhead(presets.bulkhead.concurrent, presets.bulkhead.queued);
  const breaker = createCircuitBreaker({
    name,
    preset: presets.breaker,
    isFailure,
    clock,
    ...(onChange ? { onChange } : {}),
  });
  const repeats = presets.retry && createRepeats(presets.retry, onRetry);
  const expired = () =>
    new CallRefusedError('timeout', `${subject} did not answer within ${timeoutMs / 1_000} s.`);
  return {
    async run(work, { signal, mayRepeat }) {
      const deadline = startDeadline({ timeoutMs, parent: signal, expired });
      const attempt = () =>
        slots.execute(
          () => breaker.run(() => deadline.race(work(deadline.signal))),
          deadline.signal,
        );
      try {
        const outcome =
          mayRepeat && repeats ? repeats.execute(attempt, deadline.signal) : attempt();
        return await deadline.race(outcome);
      } catch (error) {
        if (signal?.aborted && error === signal.reason) throw cancelled(error);
        throw refusalOf(error, subject);
      } finally {
        deadline.end();
      }
    },
    circuit: () => breaker.report(),
    load: () => ({
      active: presets.bulkhead.concurrent - slots.executionSlots,
      queued: presets.bulkhead.queued - slots.queueSlots,
    }),
  };
}

function createRepeats(preset: RetryPreset, onRetry?: () => void) {
  const policy = retry(
    handleWhen((error) => mayHelp(error, preset)),
    {
      maxAttempts: preset.attempts - 1,
      backoff: new DelegateBackoff((context: IRetryBackoffContext<unknown>) =>
        waitBefore(context, preset),
      ),
    },
  );
  if (onRetry) policy.onRetry(onRetry);
  return policy;
}

/** Full jitter, but never less than what was called asks for. */
function waitBefore(
  { attempt, result }: IRetryBackoffContext<unknown>,
  { baseMs, maxMs }: RetryPreset,
): number {
  const jitterMs = Math.random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1));
  return 'error' in result ? Math.max(jitterMs, requiredWaitMs(result.error)) : jitterMs;
}

/**
 * Whether asking again may help: not what was refused here, which would be again, and not where a
 * longer wait is asked for than callers are made to wait; they hear of it instead.
 */
function mayHelp(error: unknown, { maxMs }: RetryPreset): boolean {
  if (error instanceof CallRefusedError || !classifyError(error).isRetryable) return false;
  return requiredWaitMs(error) <= maxMs;
}

function isFailure(error: unknown): boolean {
  if (error instanceof CallRefusedError) return error.reason === 'timeout';
  return classifyError(error).opensCircuit;
}

function refusalOf(error: unknown, subject: string): unknown {
  if (error instanceof CircuitOpenError) {
    const seconds = Math.max(1, Math.ceil(error.retryAfterMs / 1_000));
    return new CallRefusedError('circuit_open', `${subject} cannot be reached now.`, seconds);
  }
  if (error instanceof BulkheadRejectedError) {
    const message = `${subject} has too much to do now.`;
    return new CallRefusedError('overloaded', message, overloadedRetrySeconds);
  }
  return error;
}

/** What an aborted signal means: who gave up may have said why, e.g. that its own time was up. */
export function cancelled(reason: unknown): unknown {
  return reason instanceof AppError
    ? reason
    : new CallRefusedError('cancelled', 'Whoever asked has gone.');
}
