/**
 * /health says that the process is up and how what it depends on is, /ready that it can serve.
 */
import type { FastifyInstance } from 'fastify';
import { systemClock } from '@arbiter/kernel/clock.ts';
import {
  type Dependency,
  checkDependencies,
  essentialDependencies,
} from '@arbiter/server/resilience/dependencies.ts';
import { reportHealth } from '@arbiter/server/resilience/health-report.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';

/** A subgraph that does not answer within this is not ready. */
const checkTimeoutMs = 2_000;

export interface HealthOptions {
  /** The subgraphs of the supergraph that is current. */
  readonly sources: () => ReadonlyMap<string, SubgraphSource>;
  /** What the process needs besides its subgraphs. */
  readonly dependencies: readonly Dependency[];
  /** Whether whoever asks is told of each part; else of the whole only. */
  readonly showsServices: boolean;
  /** False while the server drains. */
  readonly isAccepting: () => boolean;
}

export function mountHealth(
  http: FastifyInstance,
  { sources, dependencies, showsServices, isAccepting }: HealthOptions,
): void {
  http.get('/health', async () => {
    const circuits = [...sources().values()].flatMap((source) => source.circuit?.() ?? []);
    const report = reportHealth(circuits, {
      now: systemClock(),
      checked: await checkDependencies(dependencies),
      essential: essentialDependencies,
    });
    // Always 200: a process that is up is not to be restarted for the fault of another.
    return { status: report.overall, ...(showsServices ? report : {}) };
  });
  http.get('/ready', async (_request, reply) => {
    const services = await checkAll(sources());
    const ready =
      isAccepting() && Object.values(services).every(({ status }) => status === 'healthy');
    return reply
      .status(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', ...(showsServices ? { services } : {}) });
  });
}

async function checkAll(sources: ReadonlyMap<string, SubgraphSource>) {
  const checks = [...sources].map(
    async ([name, source]) => [name, { status: await check(source) }] as const,
  );
  return Object.fromEntries(await Promise.all(checks));
}

async function check(source: SubgraphSource): Promise<'healthy' | 'unhealthy'> {
  const timeout = Promise.withResolvers<'unhealthy'>();
  const timer = setTimeout(() => timeout.resolve('unhealthy'), checkTimeoutMs);
  const answer = source.check().then(
    () => 'healthy' as const,
    () => 'unhealthy' as const,
  );
  return Promise.race([answer, timeout.promise]).finally(() => clearTimeout(timer));
}
