/**
 * How many secrets that nobody has one address, or one network of IPv6, may try, keys or codes of signing in:
 * each costs a question to who may know. One that is tried again counts once, so that a program with an old key
 * shuts nobody else at its address out.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { addressGroup } from '@arbiter/server/process/address-group.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';

/** A person who looks for the right one among all their keys stays below it. */
export const defaultGuessesPerMinute = 60;
const minuteMs = 60_000;
/** More than this are forgotten, the eldest first: 10,000 addresses that try 60 each are no guessing any more. */
const maxAddresses = 10_000;

export interface GuessLimit {
  /** Errors: RATE_LIMITED once the address has tried too many. */
  require(address: string | undefined): void;
  /** Counts one, by its hash, that turned out to be nobody's. */
  count(address: string | undefined, hash: string): void;
}

interface Guesses {
  readonly sinceMs: number;
  readonly hashes: Set<string>;
}

/** In this process: what is limited is what this process asks. */
export function createGuessLimit(
  clock: Clock,
  perMinute = defaultGuessesPerMinute,
  what = 'keys',
): GuessLimit {
  const byAddress = new LRUCache<string, Guesses>({ max: maxAddresses });
  const current = (address: string) => {
    const guesses = byAddress.get(address);
    return guesses && clock().getTime() - guesses.sinceMs < minuteMs ? guesses : undefined;
  };
  return {
    require(address = '') {
      const guesses = current(addressGroup(address));
      if (!guesses || guesses.hashes.size < perMinute) return;
      const leftMs = guesses.sinceMs + minuteMs - clock().getTime();
      const retryAfter = Math.ceil(leftMs / 1_000);
      const message = `Too many ${what} that are not known came from your address; wait ${retryAfter} s.`;
      throw new AppError('RATE_LIMITED', message, { retryAfter });
    },
    count(address = '', hash) {
      const group = addressGroup(address);
      const guesses = current(group) ?? { sinceMs: clock().getTime(), hashes: new Set() };
      guesses.hashes.add(hash);
      byAddress.set(group, guesses);
    },
  };
}
