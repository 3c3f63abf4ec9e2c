/**
 * Reads what standings need from a FIDE tournament report (TRF): fixed columns, one line `001` per
 * player with `opponent colour result` in blocks of ten characters from column 92. For tests only.
 *
 * Source: FIDE Handbook C.04, Annex 2 (agreement for the data transfer, TRF16).
 */
import type { FinishedMatch, StandingsInput } from './standings.rules.ts';

/** Entrants by starting number, their games and forfeits, and the pairing-allocated byes. */
export function readTrf(text: string): StandingsInput {
  const players = text.split('\n').filter((line) => line.startsWith('001'));
  return {
    entrantIds: players.map(numberOf),
    matches: players.flatMap(matchesAsWhite),
    byes: players.flatMap((line) =>
      blocksOf(line).flatMap((b) => (b[2] === 'U' ? numberOf(line) : [])),
    ),
  };
}

const whiteScores: Readonly<Record<string, number>> = { '1': 1, '+': 1, '=': 0.5, '0': 0, '-': 0 };

/** Every game stands in the lines of both players; it is read from that of White. */
function matchesAsWhite(line: string): FinishedMatch[] {
  return blocksOf(line).flatMap(([opponent, colour, result]) => {
    const firstScore = whiteScores[result!];
    if (colour !== 'w' || firstScore === undefined) return [];
    const match = { firstEntrantId: numberOf(line), secondEntrantId: String(Number(opponent)) };
    return [{ ...match, firstScore, secondScore: 1 - firstScore }];
  });
}

function blocksOf(line: string): string[][] {
  const blocks = line.slice(91).match(/.{1,10}/g) ?? [];
  return blocks.map((block) => block.trim().split(/\s+/)).filter((block) => block.length === 3);
}

function numberOf(line: string): string {
  return String(Number(line.slice(4, 8)));
}
