/**
 * Where the keys of the identity provider come from: given once, or read from its address and kept
 * current. A provider that cannot be reached changes nothing for tokens whose keys are known.
 */
import type { Clock } from '@arbiter/kernel/clock.ts';
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import { type KeyHint, type TokenKey, keysFor } from './token-keys.ts';

/**
 * The keys that may have signed a token with this header; none when there is no such key. Errors:
 * UNAVAILABLE when that cannot be said now.
 */
export type KeySource = (hint: KeyHint) => Promise<readonly TokenKey[]>;

/** Keys that stay as they are. */
export function fixedKeys(keys: readonly TokenKey[]): KeySource {
  return async (hint) => keysFor(keys, hint);
}

/** After this the keys are read again, behind the requests, so that withdrawn ones are noticed. */
const refreshAfterMs = 10 * 60_000;
/** Between two readings for keys that are not known: anybody can name such a key. */
const cooldownMs = 30_000;
/** After a failure nobody waits for the provider again for this long. */
const failureCooldownMs = 2_000;
/** Keys that could not be read again for a day may have been withdrawn in it. */
const maxAgeMs = 24 * 60 * 60_000;

export interface FollowedKeysOptions {
  /** Reads the keys. Errors: any; it has its own time limit. */
  readonly read: () => Promise<readonly TokenKey[]>;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Known {
  readonly keys: readonly TokenKey[];
  readonly readAtMs: number;
}

/** Keys that are read when they are first needed, and again when they are old or one is missing. */
export function followedKeys({ read, clock, logger }: FollowedKeysOptions): KeySource {
  const nowMs = () => clock().getTime();
  let known: Known | undefined;
  let reading: Promise<void> | undefined;
  let attemptedAtMs = Number.NEGATIVE_INFINITY;
  let hasFailed = false;
  const refresh = () => {
    reading ??= attempt().finally(() => (reading = undefined));
    return reading;
  };
  const attempt = async () => {
    attemptedAtMs = nowMs();
    try {
      known = { keys: await read(), readAtMs: nowMs() };
      hasFailed = false;
    } catch (err) {
      hasFailed = true;
      logger.warn({ err }, 'keys of the identity provider could not be read');
    }
  };
  const isCool = (ms: number) => nowMs() - attemptedAtMs >= ms;
  return async (hint) => {
    const ageMs = known ? nowMs() - known.readAtMs : Number.POSITIVE_INFINITY;
    if (ageMs >= maxAgeMs) {
      if (reading || isCool(failureCooldownMs)) await refresh();
    } else if (ageMs >= refreshAfterMs && isCool(cooldownMs)) {
      void refresh();
    }
    if (!known || nowMs() - known.readAtMs >= maxAgeMs) throw notReadable();
    const found = keysFor(known.keys, hint);
    if (found.length > 0) return found;
    if (reading || isCool(hasFailed ? failureCooldownMs : cooldownMs)) await refresh();
    const foundNow = keysFor(known.keys, hint);
    // It may be a new key of a provider that does not tell us now.
    if (foundNow.length === 0 && hasFailed) throw notReadable();
    return foundNow;
  };
}

function notReadable() {
  return unavailable(
    'The identity provider cannot be reached, so the token cannot be verified now.',
    Math.ceil(failureCooldownMs / 1000),
  );
}
