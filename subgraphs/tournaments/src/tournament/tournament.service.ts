/** Commands on whole tournaments: create one, give one up. Starting one is in its own file. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { authorize } from '@arbiter/kernel/actor/authorize.ts';
import { requireUuid } from '@arbiter/kernel/ids.ts';
import { requireObject } from '@arbiter/kernel/json/json-object.ts';
import { optionalText, requireText } from '@arbiter/kernel/text/text.ts';
import { createOnce } from '@arbiter/server/db/idempotency.ts';
import { requireVersion } from '@arbiter/server/db/version.ts';
import type { Deps } from '@arbiter/server/subgraph/context.ts';
import { type EntrantRequest, readEntrant } from '../entrant/entrant-request.rules.ts';
import { insertEntrants } from '../entrant/entrant.write.ts';
import { findSeedRefusal } from '../entrant/seed.rules.ts';
import { emit, entrantAdded, tournamentCancelled, tournamentCreated } from '../events.ts';
import { accepted, throwRefusal } from './refusal.rules.ts';
import { type ConfigRequest, decideConfig } from './tournament-config.rules.ts';
import { decideTransition } from './tournament-status.rules.ts';
import { Tournament, type TournamentRow } from './tournament.entity.ts';
import { type RatingSystem, type TournamentFormat, findSetupRefusal } from './tournament.rules.ts';
import { lockTournament, touch } from './tournament.write.ts';

export interface CreateTournament {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly format?: TournamentFormat | null | undefined;
  readonly gameType: string;
  readonly ratingSystem?: RatingSystem | null | undefined;
  readonly config?: ConfigRequest | null | undefined;
  readonly entrants?: readonly EntrantRequest[] | null | undefined;
  readonly metadata?: unknown;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Creates a tournament, a DRAFT, in the actor's tenant, with the entrants that are given.
 * Errors: FORBIDDEN, BAD_USER_INPUT naming the value (and the entrant by its index), NOT_FOUND for
 * an agent id that cannot exist.
 * Effects: the tournament, its entrants; events TOURNAMENT_CREATED, then ENTRANT_ADDED for each.
 * Idempotent per key.
 */
export async function createTournament(
  deps: Deps,
  identity: RequestIdentity,
  command: CreateTournament,
): Promise<TournamentRow> {
  authorize(identity.actor, 'tournament:write');
  const { tenantId } = identity.actor;
  const { idempotencyKey: key, ...request } = command;
  const { entrants, ...values } = storedValues(command);
  return deps.database.transaction(identity.actor, async (tx) => {
    const operation = 'createTournament';
    const once = { schema: 'tournaments', tenantId, operation, key, request };
    const { id } = await createOnce(tx, once, async () => {
      const now = deps.clock();
      const tournament = tx.create(Tournament, {
        ...values,
        id: deps.newId(),
        tenantId,
        status: 'DRAFT',
        entrantCount: entrants.length,
        matchCount: 0,
        openMatchCount: 0,
        createdAt: now,
        updatedAt: now,
      });
      await tx.flush();
      const added = await insertEntrants({ deps, tx }, tournament, { entrants, after: 0, at: now });
      const additions = added.map((entrant) => entrantAdded(tournament, entrant));
      await emit({ deps, tx, identity }, [tournamentCreated(tournament), ...additions]);
      return tournament.id;
    });
    return tx.findOneOrFail(Tournament, { id });
  });
}

export interface CancelTournament {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Gives a tournament up; what was reported so far stands.
 * Errors: FORBIDDEN, NOT_FOUND, CONFLICT once it has ended or for a stale version.
 * Effects: the tournament, event TOURNAMENT_CANCELLED.
 */
export async function cancelTournament(
  deps: Deps,
  identity: RequestIdentity,
  command: CancelTournament,
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
    const { status } = accepted(decideTransition(before, 'cancel'));
    tournament.status = status;
    touch(tournament, deps.clock());
    await emit({ deps, tx, identity }, [tournamentCancelled(tournament, before)]);
    return tournament;
  });
}

/** The values as stored, all of them checked. */
function storedValues(command: CreateTournament) {
  const { format, ratingSystem, config, metadata } = command;
  const entrants = (command.entrants ?? []).map((entrant, index) =>
    readEntrant(entrant, `input.entrants[${index}]`),
  );
  const setup = { format: format ?? 'ROUND_ROBIN', ratingSystem: ratingSystem ?? 'ELO' } as const;
  throwRefusal(findSetupRefusal({ ...setup, entrants }));
  throwRefusal(
    findSeedRefusal(
      entrants.map(({ seed }) => seed),
      'input.entrants',
    ),
  );
  return {
    ...setup,
    name: requireText(command.name, 'input.name', { max: 255 }),
    description: optionalText(command.description, 'input.description', { max: 10_000 }),
    gameType: requireText(command.gameType, 'input.gameType', { max: 100 }),
    config: accepted(decideConfig(config ?? {})).config,
    metadata: requireObject(metadata, 'input.metadata'),
    entrants,
  };
}
