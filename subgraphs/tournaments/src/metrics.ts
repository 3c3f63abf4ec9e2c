/** What Prometheus is told of tournaments: matches that were finished, and those still to be. */
import { serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import type { DomainEvent } from '@arbiter/server/events/domain-event.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import type { BusinessMetricsDefinition } from '@arbiter/server/telemetry/business-metrics.ts';

/** Sees all tenants, as what is told of is the whole. */
const reader = { ...serviceActor('metrics', defaultTenantId), accessLevel: 'ADMIN' } as const;

/** The metrics of the tournaments subgraph. */
export function tournamentMetrics(deps: Pick<Deps, 'database'>): BusinessMetricsDefinition {
  return {
    counters: [
      {
        name: 'arbiter_matches_processed_total',
        help: 'Matches finished, by a reported result or by a forfeit.',
        label: 'type',
        valueOf: kindOfMatch,
      },
    ],
    gauges: [
      {
        name: 'arbiter_match_backlog_total',
        help: 'Matches of running tournaments that are still to be played.',
        read: () => countOpenMatches(deps),
      },
    ],
  };
}

function kindOfMatch({ type, change }: DomainEvent): string | undefined {
  if (type !== 'MATCH_RECORDED') return undefined;
  return change?.after?.['isForfeit'] === true ? 'forfeit' : 'result';
}

async function countOpenMatches({ database }: Pick<Deps, 'database'>): Promise<number> {
  const reading = database.reader(reader);
  try {
    const em = await reading.em();
    const [row] = await em.execute<{ open: string }[]>(
      `select coalesce(sum(open_match_count), 0) as open from tournaments.tournaments
       where status = 'RUNNING'`,
    );
    return Number(row?.open ?? 0);
  } finally {
    await reading.end();
  }
}
