/**
 * A subgraph as the executor may rely on: asked within a time limit, not by too many at once, not while
 * it is down, and again where that has no effect. Whatever becomes of it, the caller gets an answer,
 * TIMEOUT or UNAVAILABLE in bounded time, and the operator a count of it.
 */
import type { ExecutionResult } from 'graphql';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import {
  breakerPresets,
  bulkheadPresets,
  retryPresets,
} from '@arbiter/server/resilience/presets.ts';
import {
  CallRefusedError,
  type ProtectionPresets,
  createProtection,
} from '@arbiter/server/resilience/protection.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { SourceMetrics, SourceOutcome } from './source-metrics.ts';
import type { SubgraphSource } from './subgraph-source.ts';

const remotePresets: ProtectionPresets = {
  breaker: breakerPresets.subgraph,
  bulkhead: bulkheadPresets.remoteSubgraph,
  retry: retryPresets.subgraph,
};

/** What a subgraph in this process could not do, it cannot do a moment later: nothing is repeated. */
const localPresets: ProtectionPresets = {
  breaker: breakerPresets.subgraph,
  bulkhead: bulkheadPresets.localSubgraph,
};

export interface ProtectSourceOptions {
  readonly metrics: SourceMetrics;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Instead of those for a subgraph at that place. */
  readonly presets?: ProtectionPresets;
}

/**
 * The source with everything that asks it protected. Subscriptions have their own ways to outlive a
 * subgraph (follow-across-breaks.ts); the check must be able to tell that it is back.
 */
export function protectSource(
  source: SubgraphSource,
  { metrics, logger, clock, presets }: ProtectSourceOptions,
): SubgraphSource {
  const { name } = source;
  const protection = createProtection({
    name,
    subject: `The ${name} subgraph`,
    presets: presets ?? (source.isLocal ? localPresets : remotePresets),
    clock,
    onRetry: () => metrics.countRetry(name),
    onCircuitChange(state) {
      const log = { subgraph: name, state };
      if (state === 'closed') logger.info(log, 'circuit breaker changed');
      else logger.warn(log, 'circuit breaker changed');
    },
  });
  const unwatch = metrics.watch(name, protection);
  const observed = async <T>(call: Promise<T>, outcomeOf: (answer: T) => SourceOutcome) => {
    const begin = performance.now();
    const end = (outcome: SourceOutcome) =>
      metrics.observe({ subgraph: name, outcome, seconds: (performance.now() - begin) / 1_000 });
    try {
      const answer = await call;
      end(outcomeOf(answer));
      return answer;
    } catch (error) {
      end(outcomeOfError(error));
      throw error;
    }
  };
  return {
    ...source,
    fetch(request) {
      const { signal: parent, mayRepeat = false } = request;
      const call = { signal: parent, mayRepeat };
      const fetched = protection.run((signal) => source.fetch({ ...request, signal }), call);
      return observed(fetched, outcomeOfResult);
    },
    rest(path, request) {
      const answered = protection.run(() => source.rest(path, request), { mayRepeat: false });
      return observed(answered, ({ status }) => (status < 400 ? 'ok' : 'errors'));
    },
    circuit: () => protection.circuit(),
    async close() {
      unwatch();
      await source.close();
    },
  };
}

function outcomeOfResult({ errors }: ExecutionResult): SourceOutcome {
  return errors && errors.length > 0 ? 'errors' : 'ok';
}

function outcomeOfError(error: unknown): SourceOutcome {
  if (error instanceof CallRefusedError) return error.reason;
  if (!(error instanceof AppError)) return 'fault';
  if (error.code === 'RATE_LIMITED') return 'rate_limited';
  return error.code === 'TIMEOUT' ? 'timeout' : 'unavailable';
}
