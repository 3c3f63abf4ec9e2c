/** How long credentials live. */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';

export const dayMs = 24 * 60 * 60 * 1000;
/** A key that nobody renews ends within a quarter. */
const defaultKeyDays = 90;
/** A forgotten key ends within a year. */
const maxKeyDays = 366;
const maxInvitationDays = 30;
/**
 * A day, and an hour without use: what NIST SP 800-63B-4, section 2.2.3, asks of people who signed in with
 * more than a password. Signing in again is one step where the provider still knows them.
 */
export const sessionDefaults = { lifetimeSeconds: 86_400, idleSeconds: 3_600 } as const;
/** Programs need time to change over, and a key that leaked must not have much more of it. */
const maxOverlapSeconds = 604_800;

/** The end of a new key. Errors: BAD_USER_INPUT for one in the past, or later than 366 days from now. */
export function keyExpiry(wanted: Date | null | undefined, now: Date): Date {
  if (wanted == null) return new Date(now.getTime() + defaultKeyDays * dayMs);
  const aheadMs = wanted.getTime() - now.getTime();
  if (aheadMs > 0 && aheadMs <= maxKeyDays * dayMs) return wanted;
  throw badInput('input.expiresAt', `A key ends within ${maxKeyDays} days from now.`, {
    allowed: [`at most ${maxKeyDays} days from now`],
  });
}

/** The end of a new invitation. Errors: BAD_USER_INPUT. */
export function invitationExpiry(days: number, now: Date): Date {
  if (days >= 1 && days <= maxInvitationDays) return new Date(now.getTime() + days * dayMs);
  throw badInput(
    'input.expiresInDays',
    `An invitation is good for 1 to ${maxInvitationDays} days.`,
    {
      allowed: [`1 to ${maxInvitationDays}`],
    },
  );
}

/** When a key ends that is being replaced: never later than before. Errors: BAD_USER_INPUT. */
export function overlapEnd(expiresAt: Date, overlapSeconds: number, now: Date): Date {
  if (overlapSeconds < 0 || overlapSeconds > maxOverlapSeconds) {
    throw badInput('input.overlapSeconds', `The overlap has 0 to ${maxOverlapSeconds} seconds.`, {
      allowed: [`0 to ${maxOverlapSeconds}`],
    });
  }
  return new Date(Math.min(expiresAt.getTime(), now.getTime() + overlapSeconds * 1000));
}

/** Whether a credential lets nobody in any more. */
export function hasEnded(
  {
    expiresAt,
    revokedAt,
  }: { readonly expiresAt: Date; readonly revokedAt?: Date | null | undefined },
  now: Date,
): boolean {
  return revokedAt != null || expiresAt.getTime() <= now.getTime();
}

/** When a session is over if nobody uses it again: idle for too long, or at its end. */
export function idleEnd({
  createdAt,
  lastUsedAt,
  idleSeconds,
  expiresAt,
}: {
  readonly createdAt: Date;
  readonly lastUsedAt?: Date | null | undefined;
  readonly idleSeconds: number;
  readonly expiresAt: Date;
}): Date {
  const usedAt = lastUsedAt ?? createdAt;
  return new Date(Math.min(expiresAt.getTime(), usedAt.getTime() + idleSeconds * 1000));
}
