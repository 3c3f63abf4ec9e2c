/**
 * The credential of something that stays open: a socket, an event stream. It is asked about again and
 * again, so that what is revoked ends soon after the answer about it is no longer kept, and what expires
 * at its instant.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { toAppError } from '@arbiter/server/graphql/http-refusal.ts';
import type { AuthenticatedIdentity } from './caller.ts';

/**
 * Between two looks, most of which find the answer that is kept: some microseconds for each socket. With
 * the life of an answer it is the longest that something open outlives its credential.
 */
export const watchIntervalMs = 5_000;
/** Who cannot be asked about for longer is shown out: what is revoked meanwhile would stay. */
const unconfirmedMs = 60_000;

export interface WatchOptions {
  /** As it was found when it was opened. */
  readonly identity: AuthenticatedIdentity;
  /** Finds it again. Errors: those of authentication. */
  readonly check: () => Promise<AuthenticatedIdentity>;
  /** Called once, with the reason; not when the signal was aborted before. */
  readonly onEnd: (reason: AppError) => void;
  /** Aborted when what was open is closed. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Watches until the end of the one or the other. A caller without a credential has none to lose. */
export function watchCredential(options: WatchOptions): void {
  const { identity, signal, clock } = options;
  const { expiresAt = null, credentialId } = identity;
  if (expiresAt === null && credentialId === undefined) return;
  let confirmedAtMs = clock().getTime();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  const end = (reason: AppError) => {
    signal.removeEventListener('abort', stop);
    if (!signal.aborted) options.onEnd(reason);
  };
  const look = async () => {
    const outcome = await findOut(options);
    if (signal.aborted) return;
    if (outcome === null) confirmedAtMs = clock().getTime();
    else if (outcome.code !== 'UNAVAILABLE') return end(outcome);
    else if (clock().getTime() - confirmedAtMs >= unconfirmedMs) return end(outcome);
    wait();
  };
  const wait = () => {
    const leftMs = expiresAt === null ? watchIntervalMs : expiresAt.getTime() - clock().getTime();
    timer = setTimeout(() => void look(), Math.max(0, Math.min(watchIntervalMs, leftMs)));
    timer.unref();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (!signal.aborted) wait();
}

/** Why it is over; UNAVAILABLE when that cannot be said now; null when it goes on. */
async function findOut({ identity, check, clock }: WatchOptions): Promise<AppError | null> {
  const { expiresAt = null } = identity;
  if (expiresAt !== null && clock() >= expiresAt) {
    return new AppError('UNAUTHENTICATED', 'The token has expired.');
  }
  try {
    const { actor } = await check();
    if (isDeepStrictEqual(rightsOf(actor), rightsOf(identity.actor))) return null;
    return new AppError(
      'UNAUTHENTICATED',
      'What this credential allows has changed; connect again.',
    );
  } catch (error) {
    const shown = toAppError(error instanceof Error ? error : new Error(String(error)));
    if (shown.code === 'UNAUTHENTICATED' || shown.code === 'FORBIDDEN') return shown;
    return new AppError('UNAVAILABLE', shown.message, { ...shown.details, cause: error });
  }
}

function rightsOf({ name: _name, email: _email, ...rights }: Actor) {
  return rights;
}
