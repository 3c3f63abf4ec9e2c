/** Whom a credential stands for, and until when. */
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';

export interface Caller {
  readonly actor: Actor;
  /** When the credential ends by itself; null for one that is valid until it is revoked. */
  readonly expiresAt: Date | null;
  /** Of an API key or a session. */
  readonly credentialId?: string;
}

/** One request of a caller. */
export interface AuthenticatedIdentity extends RequestIdentity {
  /** Absent, or null, when the credential does not end by itself. */
  readonly expiresAt?: Date | null;
  readonly credentialId?: string;
}
