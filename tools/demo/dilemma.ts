/**
 * The iterated prisoner's dilemma and some well-known strategies (Axelrod 1980, Effective Choice in
 * the Prisoner's Dilemma): a game whose results are worth a look and take no time to play.
 */
export type Move = 'C' | 'D';

/** What both have done so far, the player's own moves first. */
export interface History {
  readonly own: readonly Move[];
  readonly theirs: readonly Move[];
}

export type Strategy = (history: History) => Move;

/** Names of the four payoffs in the literature, and Axelrod's values. */
export const payoffs = { temptation: 5, reward: 3, punishment: 1, sucker: 0 } as const;

export type Payoff = keyof typeof payoffs;

/** Axelrod's tournament had 200 rounds a game. */
export const roundsPerGame = 200;

const last = (moves: readonly Move[]) => moves.at(-1);

/** Features of the situation that `logistic` decides on; moves are 1 for C and -1 for D. */
export const featureNames = [
  'theirLastMove',
  'ownLastMove',
  'theirCooperationRate',
  'gameProgress',
];

export function featuresOf({ own, theirs }: History): number[] {
  const value = (move: Move | undefined) => (move === undefined ? 0 : move === 'C' ? 1 : -1);
  const cooperated = theirs.filter((move) => move === 'C').length;
  const rate = theirs.length === 0 ? 0.5 : cooperated / theirs.length;
  return [value(last(theirs)), value(last(own)), rate, own.length / roundsPerGame];
}

/** Probability of cooperation by a logistic model with one interaction, of 0 to 1. */
export function cooperationProbability(features: readonly number[]): number {
  const [theirLast = 0, ownLast = 0, rate = 0, progress = 0] = features;
  const logit =
    1.4 * theirLast + 0.5 * ownLast + 1.8 * rate - 0.9 * progress - 0.6 * rate * progress;
  return 1 / (1 + Math.exp(-logit));
}

export const strategies: Readonly<Record<string, Strategy>> = {
  'tit for tat': ({ theirs }) => last(theirs) ?? 'C',
  'grim trigger': ({ theirs }) => (theirs.includes('D') ? 'D' : 'C'),
  'win-stay lose-shift': ({ own, theirs }) => {
    const mine = last(own) ?? 'C';
    return last(theirs) === 'D' ? opposite(mine) : mine;
  },
  'always defect': () => 'D',
  'tit for two tats': ({ theirs }) => (theirs.slice(-2).join('') === 'DD' ? 'D' : 'C'),
  'suspicious tit for tat': ({ theirs }) => last(theirs) ?? 'D',
  logistic: (history) => (cooperationProbability(featuresOf(history)) >= 0.5 ? 'C' : 'D'),
};

const opposite = (move: Move): Move => (move === 'C' ? 'D' : 'C');

export interface Game {
  /** The payoff of each player in each round. */
  readonly payoffs: readonly (readonly [Payoff, Payoff])[];
  /** Sums of the payoffs. */
  readonly points: readonly [number, number];
  /** The game as the first player sees it at its end. */
  readonly history: History;
}

export function playGame(one: Strategy, other: Strategy): Game {
  const ours: Move[] = [];
  const theirs: Move[] = [];
  const earned: [Payoff, Payoff][] = [];
  for (let round = 0; round < roundsPerGame; round += 1) {
    const move = one({ own: ours, theirs });
    const answer = other({ own: theirs, theirs: ours });
    earned.push([payoffOf(move, answer), payoffOf(answer, move)]);
    ours.push(move);
    theirs.push(answer);
  }
  const sum = (player: 0 | 1) => earned.reduce((total, each) => total + payoffs[each[player]], 0);
  return { payoffs: earned, points: [sum(0), sum(1)], history: { own: ours, theirs } };
}

function payoffOf(own: Move, theirs: Move): Payoff {
  if (own === 'C') return theirs === 'C' ? 'reward' : 'sucker';
  return theirs === 'C' ? 'temptation' : 'punishment';
}
