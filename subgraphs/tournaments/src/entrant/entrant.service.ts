/** Commands on entrants: add one, withdraw one. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { notFound } from '@arbiter/kernel/errors/app-error.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import type { Transaction } from '@arbiter/server/db/database.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import { selectRow } from '@arbiter/server/db/rows.ts';
import { requireVersion } from '@arbiter/server/db/version.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { emit, entrantAdded, entrantWithdrawn } from '../events.ts';
import { Match } from '../match/match.entity.ts';
import { openMatchStatuses } from '../match/match.rules.ts';
import { type Ending, finishMatches } from '../match/match.write.ts';
import { accepted, throwRefusal } from '../tournament/refusal.rules.ts';
import { lockTournament, touch } from '../tournament/tournament.write.ts';
import { type EntrantRequest, readEntrant } from './entrant-request.rules.ts';
import { Entrant, type EntrantRow } from './entrant.entity.ts';
import { readRoster, rosterFacts } from './entrant.read.ts';
import { type Withdrawal, decideAddEntrant, decideWithdraw } from './entrant.rules.ts';
import { insertEntrants } from './entrant.write.ts';
import { findTakenSeed } from './seed.rules.ts';

export interface AddEntrant extends EntrantRequest {
  readonly tournamentId: string;
  readonly expectedVersion?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

const action = 'tournament:write';

/**
 * Adds an entrant to a tournament that has not started.
 * Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT once it has started, when it is full, for
 * an agent, name or seed that is entered already, or a stale version.
 * Effects: the entrant, the tournament's count; event ENTRANT_ADDED. Idempotent per key.
 */
export async function addEntrant(
  deps: Deps,
  identity: RequestIdentity,
  command: AddEntrant,
): Promise<EntrantRow> {
  authorize(identity.actor, action);
  const field = 'input.tournamentId';
  const tournamentId = requireUuid(command.tournamentId, 'Tournament', field);
  const candidate = readEntrant(command, 'input');
  const { idempotencyKey: key, ...request } = command;
  return deps.database.transaction(identity.actor, async (tx) => {
    const tournament = await lockTournament(tx, { identity, action, tournamentId, field });
    const { tenantId } = identity.actor;
    const once = { schema: 'tournaments', tenantId, operation: 'addEntrant', key, request };
    const { id } = await createOnce(tx, once, async () => {
      requireVersion('Tournament', tournament, command.expectedVersion);
      const roster = await readRoster(tx, tournamentId);
      const facts = { status: tournament.status, entrants: rosterFacts(roster) };
      accepted(decideAddEntrant(facts, candidate));
      throwRefusal(
        findTakenSeed(
          candidate.seed,
          roster.map(({ seed }) => seed ?? null),
        ),
      );
      const at = deps.clock();
      const addition = { entrants: [candidate], after: roster.length, at };
      const [entrant] = await insertEntrants({ deps, tx }, tournament, addition);
      tournament.entrantCount = roster.length + 1;
      touch(tournament, at);
      await emit({ deps, tx, identity }, [entrantAdded(tournament, entrant!)]);
      return entrant!.id;
    });
    return tx.findOneOrFail(Entrant, { id });
  });
}

export interface WithdrawEntrant {
  readonly entrantId: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Takes an entrant out; in a running tournament every match of theirs without a result is lost by
 * forfeit, which counts in the standings but is not rated. A repeat has no effect.
 * Errors: FORBIDDEN, NOT_FOUND, CONFLICT once the tournament has ended or for a stale version.
 * Effects: the entrant, forfeited matches and their entrants, the tournament; events
 * ENTRANT_WITHDRAWN, MATCH_RECORDED for each forfeit, STANDINGS_CHANGED, TOURNAMENT_COMPLETED when
 * no match is left.
 */
export async function withdrawEntrant(
  deps: Deps,
  identity: RequestIdentity,
  command: WithdrawEntrant,
): Promise<EntrantRow> {
  authorize(identity.actor, action);
  const field = 'input.entrantId';
  const id = requireUuid(command.entrantId, 'Entrant', field);
  return deps.database.transaction(identity.actor, async (tx) => {
    const known = await selectRow(tx, Entrant, { id });
    if (!known) throw notFound('Entrant', field);
    const { tournamentId } = known;
    const tournament = await lockTournament(tx, { identity, action, tournamentId, field });
    const openMatches = await findOpenMatches(tx, id);
    const entrants = rosterFacts(await readRoster(tx, tournamentId));
    const facts = {
      status: tournament.status,
      entrants,
      openMatches: openMatches.map(toOpenMatch),
    };
    const withdrawal = accepted(decideWithdraw(facts, id));
    const entrant = await tx.findOneOrFail(Entrant, { id });
    if (withdrawal.kind === 'already-withdrawn') return entrant;
    requireVersion('Tournament', tournament, command.expectedVersion);
    const at = deps.clock();
    // Whoever leaves before the draw gives the seed back.
    tx.assign(entrant, { withdrawnAt: at, ...(withdrawal.kind === 'leave' ? { seed: null } : {}) });
    const endings = endingsOf(withdrawal, openMatches);
    const { recorded, consequences } = await finishMatches(tx, tournament, { endings, at });
    const withdrawn = entrantWithdrawn(tournament, entrant, { at, forfeits: endings.length });
    await tx.flush();
    await emit({ deps, tx, identity }, [withdrawn, ...recorded, ...consequences]);
    // Forfeits are counted in the database, so the entrant is read again.
    return tx.refreshOrFail(entrant);
  });
}

async function findOpenMatches(tx: Transaction, entrantId: string): Promise<Match[]> {
  return tx.find(
    Match,
    {
      status: { $in: [...openMatchStatuses] },
      $or: [{ firstEntrantId: entrantId }, { secondEntrantId: entrantId }],
    },
    { orderBy: { position: 'asc' } },
  );
}

function toOpenMatch({ id, firstEntrantId, secondEntrantId }: Match) {
  return { id, firstEntrantId, secondEntrantId: secondEntrantId! };
}

function endingsOf(
  withdrawal: Exclude<Withdrawal, { kind: 'already-withdrawn' }>,
  openMatches: readonly Match[],
): Ending[] {
  if (withdrawal.kind === 'leave') return [];
  const byId = new Map(openMatches.map((match) => [match.id, match]));
  return withdrawal.forfeits.map(({ matchId, result }) => ({ match: byId.get(matchId)!, result }));
}
