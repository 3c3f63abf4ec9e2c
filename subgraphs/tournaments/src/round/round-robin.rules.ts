/**
 * Draws the rounds of a round robin: every two entrants meet once (or twice), by the circle method
 * in the arrangement of the FIDE Berger tables, so that the first seat alternates as evenly as it
 * can. The draw depends on nothing but the order of the entrants and never on chance.
 */
import { invariant } from '@arbiter/kernel/errors/app-error.ts';

/** One match of a round. The first seat moves first (White in chess). */
export interface Pairing<Entrant> {
  /** 1-based within the round: the board order of the Berger table. */
  readonly matchNumber: number;
  readonly first: Entrant;
  readonly second: Entrant;
}

export interface ScheduledRound<Entrant> {
  /** 1-based, counted through both cycles of a double round robin. */
  readonly roundNumber: number;
  readonly pairings: readonly Pairing<Entrant>[];
  /** Who rests in this round; null where the number of entrants is even. */
  readonly bye: Entrant | null;
}

export interface RoundRobinOptions {
  /** 2 is a double round robin: the second cycle repeats the first with the seats exchanged. */
  readonly cycles?: 1 | 2;
}

/**
 * The rounds for n ≥ 2 entrants given in seed order (number 1 of the Berger table first). One cycle
 * has n - 1 rounds for even n, n rounds for odd n, where each entrant has exactly one bye per
 * cycle. Takes time and space proportional to the n(n-1)/2 matches of a cycle.
 *
 * In a double round robin the last two rounds of the first cycle are exchanged, so that no entrant
 * of an even field sits on the same side three times running where the cycles join.
 *
 * Source: FIDE Handbook C.05, Annex 1 (Berger tables; advice on double tournaments).
 */
export function scheduleRoundRobin<Entrant>(
  entrants: readonly Entrant[],
  { cycles = 1 }: RoundRobinOptions = {},
): ScheduledRound<Entrant>[] {
  invariant(entrants.length >= 2, 'a round robin has at least two entrants');
  const single = bergerRounds(entrants);
  const drawn = cycles === 1 ? single : [...swapLastTwo(single), ...single.map(exchangeSeats)];
  return drawn.map((round, index) => ({ roundNumber: index + 1, ...round }));
}

type DrawnRound<Entrant> = Omit<ScheduledRound<Entrant>, 'roundNumber'>;

function bergerRounds<Entrant>(entrants: readonly Entrant[]): DrawnRound<Entrant>[] {
  // An odd field takes one seat more, the highest number, and whoever is drawn against it rests.
  const seatCount = entrants.length + (entrants.length % 2);
  return Array.from({ length: seatCount - 1 }, (_, round) => bergerRound(entrants, round));
}

/**
 * One round of the table. All seats but the last stand on a circle. The last seat meets the pivot,
 * who moves on half a turn each round; the others meet their mirror image about the pivot.
 */
function bergerRound<Entrant>(entrants: readonly Entrant[], round: number): DrawnRound<Entrant> {
  const lastSeat = entrants.length + (entrants.length % 2) - 1;
  const isEvenRound = round % 2 === 0;
  const pivot = isEvenRound ? round / 2 : (round + lastSeat) / 2;
  const seats: [number, number][] = [isEvenRound ? [pivot, lastSeat] : [lastSeat, pivot]];
  for (let step = 1; 2 * step < lastSeat; step += 1) {
    seats.push([(pivot + step) % lastSeat, (pivot - step + lastSeat) % lastSeat]);
  }
  const hasBye = lastSeat === entrants.length;
  if (hasBye) seats.shift();
  return {
    pairings: seats.map(([first, second], index) => ({
      matchNumber: index + 1,
      first: entrants[first]!,
      second: entrants[second]!,
    })),
    bye: hasBye ? entrants[pivot]! : null,
  };
}

function swapLastTwo<Item>(items: readonly Item[]): Item[] {
  return items.length < 2 ? [...items] : [...items.slice(0, -2), items.at(-1)!, items.at(-2)!];
}

function exchangeSeats<Entrant>({ pairings, bye }: DrawnRound<Entrant>): DrawnRound<Entrant> {
  return {
    pairings: pairings.map(({ matchNumber, first, second }) => ({
      matchNumber,
      first: second,
      second: first,
    })),
    bye,
  };
}
