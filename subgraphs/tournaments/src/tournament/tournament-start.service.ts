/** Starting a tournament: the rounds are drawn and stored, and results are taken from then on. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { requireVersion } from '@arbiter/server/db/version.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { readRoster, rosterFacts } from '../entrant/entrant.read.ts';
import { seedEntrants } from '../entrant/entrant.write.ts';
import { emit, tournamentStarted } from '../events.ts';
import { type ScheduledRound, scheduleRoundRobin } from '../round/round-robin.rules.ts';
import { insertDraw } from '../round/round.write.ts';
import { tallyOfByes } from '../standing/standing-change.rules.ts';
import { accepted } from './refusal.rules.ts';
import type { Tournament, TournamentRow } from './tournament.entity.ts';
import { decideStart } from './tournament.rules.ts';
import { lockTournament, touch } from './tournament.write.ts';

export interface StartTournament {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Draws all rounds among the entrants who have not withdrawn: those with a seed first, then the
 * others in the order of their entry. A DRAFT passes through SCHEDULED on its way to RUNNING.
 * Errors: FORBIDDEN, NOT_FOUND, CONFLICT outside DRAFT and SCHEDULED, with fewer than two entrants,
 * or for a stale version.
 * Effects: the tournament, the seeds of its entrants, rounds, matches; event TOURNAMENT_STARTED.
 */
export async function startTournament(
  deps: Deps,
  identity: RequestIdentity,
  command: StartTournament,
): Promise<TournamentRow> {
  const action = 'tournament:write';
  authorize(identity.actor, action);
  const tournamentId = requireUuid(command.id, 'Tournament', 'input.id');
  return deps.database.transaction(identity.actor, async (tx) => {
    const tournament = await lockTournament(tx, {
      identity,
      action,
      tournamentId,
      field: 'input.id',
    });
    requireVersion('Tournament', tournament, command.expectedVersion);
    const { status: before } = tournament;
    const entrants = rosterFacts(await readRoster(tx, tournamentId));
    const { path, entrantIds } = accepted(decideStart({ ...tournament, entrants }));
    const at = deps.clock();
    const rounds = await storeDraw({ deps, tx }, tournament, { entrantIds, at });
    const matches = rounds.reduce((total, { pairings }) => total + pairings.length, 0);
    tx.assign(tournament, {
      status: path.at(-1)!,
      matchCount: matches,
      openMatchCount: matches,
      startedAt: at,
    });
    touch(tournament, at);
    const facts = { before, path, rounds: rounds.length };
    await emit({ deps, tx, identity }, [tournamentStarted(tournament, facts)]);
    return tournament;
  });
}

/** Draws the rounds by seed, and stores seeds, rounds and matches. */
async function storeDraw(
  { deps, tx }: { deps: Deps; tx: Transaction },
  tournament: Tournament,
  { entrantIds, at }: { entrantIds: readonly string[]; at: Date },
): Promise<readonly ScheduledRound<number>[]> {
  const { doubleRound, byePoints } = tournament.config;
  const seeds = entrantIds.map((_, index) => index + 1);
  const rounds = scheduleRoundRobin(seeds, { cycles: doubleRound ? 2 : 1 });
  const byes = Map.groupBy(rounds, ({ bye }) => bye);
  const drawn = entrantIds.map((entrantId, index) => {
    const seed = index + 1;
    return { entrantId, seed, tally: tallyOfByes(byes.get(seed)?.length ?? 0, byePoints) };
  });
  await seedEntrants(tx, tournament.id, drawn);
  await insertDraw({ deps, tx }, tournament, { rounds, at });
  return rounds;
}
