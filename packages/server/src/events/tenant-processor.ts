/** Events of one tenant, for work that is done for it alone. */
import type { DomainEvent } from './domain-event.ts';

export interface TenantProcessor {
  readonly tenantId: string;
  /** Whether the event is of the tenant. */
  shouldProcess(event: Pick<DomainEvent, 'tenantId'>): boolean;
  /** Those of the batch that are, in their order. */
  select<Event extends Pick<DomainEvent, 'tenantId'>>(events: readonly Event[]): Event[];
}

/** Tells the events of the tenant from others. */
export function tenantProcessor(tenantId: string): TenantProcessor {
  const shouldProcess: TenantProcessor['shouldProcess'] = (event) => event.tenantId === tenantId;
  return { tenantId, shouldProcess, select: (events) => events.filter(shouldProcess) };
}
