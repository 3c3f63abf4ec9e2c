/** A running audit subgraph for tests: fed through a bus like the real one, with its deps at hand. */
import type { Clock } from '@arbiter/kernel/clock.ts';
import { newId } from '@arbiter/kernel/ids.ts';
import type { Bus } from '@arbiter/server/events/bus.ts';
import type { DomainEvent } from '@arbiter/server/events/domain-event.ts';
import { createMemoryBus } from '@arbiter/server/events/memory-bus.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { audit } from '../definition.ts';

export interface RunningAudit extends RunningSubgraph {
  readonly deps: Deps;
  readonly bus: Bus;
}

export async function runAudit(options: { readonly clock?: Clock } = {}): Promise<RunningAudit> {
  const bus = createMemoryBus();
  const started = Promise.withResolvers<Deps>();
  const definition: typeof audit = {
    ...audit,
    onStart(deps, logger) {
      audit.onStart?.(deps, logger);
      started.resolve(deps);
    },
  };
  const run = await runSubgraph(definition, { bus, ...options });
  return { ...run, bus, deps: await started.promise };
}

export interface EventChange extends Partial<Omit<DomainEvent, 'origin'>> {
  readonly origin?: Partial<DomainEvent['origin']>;
}

/** An event as a subgraph would publish it: a user of the tenant `alpha` started a workflow. */
export function testEvent({ origin, ...change }: EventChange = {}): DomainEvent {
  const tenantId = change.tenantId ?? 'alpha';
  return {
    id: newId(),
    topic: 'registry',
    type: 'WORKFLOW_STARTED',
    tenantId,
    aggregate: { type: 'Workflow', id: newId() },
    occurredAt: '2026-01-01T00:00:00.000Z',
    data: {},
    ...change,
    origin: {
      actorKind: 'USER',
      actorId: `user-of-${tenantId}`,
      actorTenantId: tenantId,
      requestId: 'request-1',
      ...origin,
    },
  };
}
