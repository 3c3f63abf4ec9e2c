/**
 * Amounts inside a page whose length is not known yet: a part for each of its items, and a part that is
 * there once. So what stands below pages is added up once, whatever their lengths are.
 */
import { type Amount, add, multiply, shared } from './amount.ts';

export interface SizedAmount {
  /** Whatever the length. */
  readonly apart: Amount;
  /** For each item of the page. */
  readonly perItem: Amount;
}

export const nothingSized: SizedAmount = { apart: 0, perItem: 0 };

export function addSized(amounts: readonly SizedAmount[]): SizedAmount {
  return {
    apart: add(amounts.map(({ apart }) => apart)),
    perItem: add(amounts.map(({ perItem }) => perItem)),
  };
}

/** The amount in a page of that length. */
export function ofLength({ apart, perItem }: SizedAmount, length: Amount): Amount {
  return add([apart, multiply(length, perItem)]);
}

/** An amount that occurs in several places, worked out once an evaluation. */
export function sharedSized({ apart, perItem }: SizedAmount): SizedAmount {
  return { apart: shared(apart), perItem: shared(perItem) };
}
