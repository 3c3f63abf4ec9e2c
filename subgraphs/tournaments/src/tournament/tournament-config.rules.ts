/** How the matches of a tournament are drawn, scored and rated, and which settings are accepted. */
import { ELO_K_FACTOR } from '../rating/elo.rules.ts';
import { type Refusal, refuseInput } from './refusal.rules.ts';

/** Stored with the tournament; it does not change after its creation. */
export interface TournamentConfig {
  /** Whether every two entrants meet twice, the second time with the seats exchanged. */
  readonly doubleRound: boolean;
  /** Whether a match can end ½ to ½. */
  readonly allowsDraws: boolean;
  /** Points for resting in a round. */
  readonly byePoints: ByePoints;
  /** Elo points that one match can move at most. */
  readonly kFactor: number;
}

export type ByePoints = 0 | 0.5 | 1;

export const byePointsAllowed: readonly ByePoints[] = [0, 0.5, 1];

/** A K above this lets one match turn any table of ratings over; in practice K is 10 to 40. */
export const MAX_K_FACTOR = 400;

export const defaultConfig: TournamentConfig = {
  doubleRound: false,
  allowsDraws: true,
  byePoints: 0,
  kFactor: ELO_K_FACTOR,
};

/** The settings as a client gives them; what is null or absent has its default. */
export type ConfigRequest = {
  readonly [Setting in keyof TournamentConfig]?:
    | (TournamentConfig[Setting] extends boolean ? boolean : number)
    | null
    | undefined;
};

/**
 * The complete settings. Refusals: BAD_USER_INPUT for `byePoints` other than 0, ½, 1 and for a
 * `kFactor` that is not above 0 and at most 400. `path` is where the settings stand in the input.
 */
export function decideConfig(
  request: ConfigRequest,
  path = 'input.config',
): { readonly kind: 'config'; readonly config: TournamentConfig } | Refusal {
  const byePoints = request.byePoints ?? defaultConfig.byePoints;
  if (!isByePoints(byePoints)) {
    const message = 'A bye gives 0, 0.5 or 1 point.';
    return refuseInput(`${path}.byePoints`, message, byePointsAllowed.map(String));
  }
  const kFactor = request.kFactor ?? defaultConfig.kFactor;
  if (!(kFactor > 0 && kFactor <= MAX_K_FACTOR)) {
    const range = `above 0 and at most ${MAX_K_FACTOR}`;
    return refuseInput(`${path}.kFactor`, `The K factor must be ${range}.`, [range]);
  }
  const { doubleRound, allowsDraws } = request;
  return {
    kind: 'config',
    config: {
      doubleRound: doubleRound ?? defaultConfig.doubleRound,
      allowsDraws: allowsDraws ?? defaultConfig.allowsDraws,
      byePoints,
      kFactor,
    },
  };
}

function isByePoints(points: number): points is ByePoints {
  return (byePointsAllowed as readonly number[]).includes(points);
}
