/**
 * Work that is done first and paid for by the time after it: the generic cell rate algorithm (ITU-T I.371),
 * as a leaky bucket that lets in whoever comes first while there is room, however much they bring. So nothing
 * is too large to be let in ever, what is large waits no longer than what is small, and the rate holds over
 * any longer time.
 */
import { LRUCache } from 'lru-cache';
import { systemClock, type Clock } from '@arbiter/kernel/clock.ts';

export interface Charge {
  /** How much time pays for the work. */
  readonly costMs: number;
  /** Who owes more than this is let do nothing. */
  readonly creditMs: number;
}

export interface Debts {
  /** Charges the key, unless it owes too much already; resolves to milliseconds to wait, 0: charged. */
  charge(key: string, charge: Charge): Promise<number>;
}

/** Nobody owes more than a day, whatever they have done. */
const maxDebtMs = 24 * 60 * 60 * 1_000;
/** Of more than these, those that came last are remembered. */
const maxDebtors = 10_000;

/** Times are told from a late year on: they have finer fractions so, of which an event may cost some. */
const beginningMs = Date.UTC(2026, 0);
const msSince = (clock: Clock) => clock().getTime() - beginningMs;

/** For one process. */
export function createMemoryDebts(clock: Clock = systemClock): Debts {
  /** When each will have paid. */
  const paidAt = new LRUCache<string, number>({ max: maxDebtors });
  return {
    async charge(key, { costMs, creditMs }) {
      const now = msSince(clock);
      const owedMs = Math.max(0, (paidAt.get(key) ?? now) - now);
      if (owedMs > creditMs) return Math.floor(owedMs - creditMs) + 1;
      paidAt.set(key, now + Math.min(owedMs + costMs, maxDebtMs));
      return 0;
    },
  };
}

/** A client of `redis`, as far as debts need it. */
export interface ScriptClient {
  eval(
    script: string,
    options: { readonly keys: string[]; readonly arguments: string[] },
  ): Promise<unknown>;
}

/** As above, in one step for all processes. Kept a minute longer, as clocks differ. */
const script = `
  local now, cost, credit, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
  local owed = math.max(0, tonumber(redis.call('GET', KEYS[1]) or now) - now)
  if owed > credit then return math.floor(owed - credit) + 1 end
  owed = math.min(owed + cost, most)
  redis.call('SET', KEYS[1], string.format('%.6f', now + owed), 'PX', math.ceil(owed) + 60000)
  return 0`;

/** In Redis, under names that begin with `arbiter:rate:owed:`. The time is that of this machine's clock. */
export function createRedisDebts(client: ScriptClient, clock: Clock = systemClock): Debts {
  return {
    async charge(key, { costMs, creditMs }) {
      const numbers = [msSince(clock), costMs, creditMs, maxDebtMs];
      const waitMs = await client.eval(script, {
        keys: [`arbiter:rate:owed:${key}`],
        arguments: numbers.map(String),
      });
      return Number(waitMs);
    },
  };
}
