/** The draw is compared with the published tables and with what any round robin must fulfil. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ScheduledRound, scheduleRoundRobin } from './round-robin.rules.ts';

interface BergerTable {
  readonly players: number;
  /** Rounds of boards of [white, black]. */
  readonly rounds: readonly (readonly [number, number])[][];
}

const vectors = new URL('../../vectors/round-robin-berger/', import.meta.url);
const tables = readdirSync(vectors)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, vectors), 'utf8')) as BergerTable);

const entrantCounts = fc.integer({ min: 2, max: 90 });
const evenCounts = fc.integer({ min: 2, max: 45 }).map((half) => 2 * half);

describe('against the FIDE Berger tables', () => {
  test('twelve tables are there', () => expect(tables).toHaveLength(12));

  test.each(tables)('$players entrants', ({ players, rounds }) => {
    expect(boardsOf(scheduleRoundRobin(numbers(players)))).toEqual(rounds);
  });

  test.each(tables)('one entrant less than $players: the last number is the bye', (table) => {
    const drawn = scheduleRoundRobin(numbers(table.players - 1));
    expect(boardsOf(drawn)).toEqual(table.rounds.map((boards) => boards.slice(1)));
    const resting = table.rounds.map(([board]) => board!.find((seat) => seat !== table.players));
    expect(drawn.map(({ bye }) => bye)).toEqual(resting);
  });
});

describe('single round robin', () => {
  test('two entrants have one match', () => {
    expect(scheduleRoundRobin(['a', 'b'])).toEqual([
      { roundNumber: 1, pairings: [{ matchNumber: 1, first: 'a', second: 'b' }], bye: null },
    ]);
  });

  test('three entrants rest once each', () => {
    const rounds = scheduleRoundRobin(['a', 'b', 'c']);
    expect(boardsOf(rounds)).toEqual([[['b', 'c']], [['a', 'b']], [['c', 'a']]]);
    expect(rounds.map(({ bye }) => bye)).toEqual(['a', 'c', 'b']);
  });

  test('fewer than two entrants are a fault of the caller', () => {
    expect(() => scheduleRoundRobin(['a'])).toThrow('at least two');
  });

  test('everybody meets everybody once and is drawn once a round', () => {
    fc.assert(fc.property(entrantCounts, (count) => expectSoundDraw(count, 1)));
  });

  test('512 entrants and 511 are drawn soundly', () => {
    expectSoundDraw(512, 1);
    expectSoundDraw(511, 1);
  });

  test('nobody has the first seat more than once oftener or rarer than the second', () => {
    fc.assert(
      fc.property(entrantCounts, (count) => {
        for (const seats of seatsOf(scheduleRoundRobin(numbers(count)), count)) {
          const firsts = seats.filter((seat) => seat === 'first').length;
          expect(Math.abs(2 * firsts - seats.length)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('double round robin', () => {
  test('the last two rounds of the first cycle are exchanged, then all seats', () => {
    const rounds = scheduleRoundRobin(numbers(4), { cycles: 2 });
    expect(rounds.map(({ roundNumber }) => roundNumber)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(boardsOf(rounds)).toEqual([
      [
        [1, 4],
        [2, 3],
      ],
      [
        [2, 4],
        [3, 1],
      ],
      [
        [4, 3],
        [1, 2],
      ],
      [
        [4, 1],
        [3, 2],
      ],
      [
        [3, 4],
        [2, 1],
      ],
      [
        [4, 2],
        [1, 3],
      ],
    ]);
  });

  test('everybody meets everybody once from each seat', () => {
    fc.assert(fc.property(entrantCounts, (count) => expectSoundDraw(count, 2)));
  });

  test('in an even field nobody has the same seat three times running', () => {
    fc.assert(
      fc.property(evenCounts, (count) => {
        for (const seats of seatsOf(scheduleRoundRobin(numbers(count), { cycles: 2 }), count)) {
          expect(seats.join(' ')).not.toMatch(/first first first|second second second/);
        }
      }),
    );
  });
});

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function boardsOf<Entrant>(rounds: readonly ScheduledRound<Entrant>[]): [Entrant, Entrant][][] {
  return rounds.map(({ pairings }) => pairings.map(({ first, second }) => [first, second]));
}

/** For each entrant of 1..count the seats taken, in the order of the rounds. */
function seatsOf(rounds: readonly ScheduledRound<number>[], count: number): string[][] {
  const seats: string[][] = Array.from({ length: count }, () => []);
  for (const { first, second } of rounds.flatMap(({ pairings }) => pairings)) {
    seats[first - 1]!.push('first');
    seats[second - 1]!.push('second');
  }
  return seats;
}

function expectSoundDraw(count: number, cycles: 1 | 2): void {
  const rounds = scheduleRoundRobin(numbers(count), { cycles });
  expect(rounds).toHaveLength(cycles * (count - 1 + (count % 2)));
  const everybody = numbers(count).join();
  const byes: number[] = [];
  const meetings = new Set<string>();
  let matches = 0;
  for (const { pairings, bye } of rounds) {
    const drawn = pairings.flatMap(({ first, second }) => [first, second]);
    if (bye !== null) byes.push(bye);
    const present = bye === null ? drawn : [...drawn, bye];
    expect(present.sort((a, b) => a - b).join()).toBe(everybody);
    matches += pairings.length;
    for (const { first, second } of pairings) meetings.add(meetingKey(first, second, cycles));
  }
  expect(matches).toBe((cycles * count * (count - 1)) / 2);
  expect(meetings.size).toBe(matches);
  const expectedByes = count % 2 === 0 ? [] : numbers(count).flatMap((n) => Array(cycles).fill(n));
  expect(byes.sort((a, b) => a - b)).toEqual(expectedByes);
}

/** In one cycle a pair meets once in any seats, in two once in each. */
function meetingKey(first: number, second: number, cycles: 1 | 2): string {
  if (cycles === 2) return `${first}-${second}`;
  return `${Math.min(first, second)}-${Math.max(first, second)}`;
}
