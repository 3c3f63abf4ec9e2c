/**
 * Seeds: the places in the draw. Before the start an entrant may ask for one; at the start those
 * who asked come first, in the order of their seeds, then the others in the order of their entry,
 * and all are numbered from 1.
 */
import { type Refusal, refuseInput, refuseState } from '../tournament/refusal.rules.ts';
import { MAX_ENTRANTS } from './entrant.rules.ts';

/**
 * Why the seeds asked for in one list do not go together, or null when they do. Refusals:
 * BAD_USER_INPUT for a seed outside 1 to `MAX_ENTRANTS` and for the second use of one. `field` is
 * the path of the list.
 */
export function findSeedRefusal(seeds: readonly (number | null)[], field: string): Refusal | null {
  const firstUses = new Map<number, number>();
  for (const [index, seed] of seeds.entries()) {
    if (seed === null) continue;
    const path = `${field}[${index}].seed`;
    const earlier = firstUses.get(seed);
    if (!isSeed(seed)) return refuseRange(path);
    if (earlier !== undefined) {
      return refuseInput(path, `Seed ${seed} is taken by ${field}[${earlier}].`);
    }
    firstUses.set(seed, index);
  }
  return null;
}

/**
 * Whether one more entrant may have the seed; null is always free. Refusals: BAD_USER_INPUT outside
 * the range, CONFLICT when it is `taken`.
 */
export function findTakenSeed(
  seed: number | null,
  taken: readonly (number | null)[],
): Refusal | null {
  if (seed === null) return null;
  if (!isSeed(seed)) return refuseRange('input.seed');
  if (!taken.includes(seed)) return null;
  return refuseState(`Seed ${seed} is taken by another entrant.`, { field: 'input.seed' });
}

function isSeed(seed: number): boolean {
  return Number.isInteger(seed) && seed >= 1 && seed <= MAX_ENTRANTS;
}

function refuseRange(field: string): Refusal {
  const range = `1 to ${MAX_ENTRANTS}`;
  return refuseInput(field, `A seed is a whole number from ${range}.`, [range]);
}
