/** From a stored credential to the actor that it stands for. */
import type { AccessLevel, Actor } from '@arbiter/kernel/actor/actor.ts';
import { type AccountRole, commonScopes, lowerLevel, scopesOfMember } from './role.rules.ts';

/** A key or session with its user and the user's membership in its tenant. */
export interface CredentialFacts {
  readonly tenantId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly isServiceAccount: boolean;
  readonly role: AccountRole;
  readonly memberLevel: AccessLevel;
  readonly allowedTenants: readonly string[];
  /** What the credential itself is limited to; a session is not. */
  readonly limit: { readonly scopes: readonly string[]; readonly level: AccessLevel } | null;
}

/** Never more than the member may now, whatever it might have done when the credential was made. */
export function actorOfCredential(facts: CredentialFacts): Actor {
  const { tenantId, userId, displayName, email, isServiceAccount, limit } = facts;
  const scopes = scopesOfMember(facts.role, facts.memberLevel);
  const accessLevel = limit ? lowerLevel(limit.level, facts.memberLevel) : facts.memberLevel;
  return {
    kind: isServiceAccount ? 'SERVICE' : 'USER',
    id: userId,
    tenantId,
    accessLevel,
    scopes: limit ? commonScopes(limit.scopes, scopes) : scopes,
    allowedTenants: accessLevel === 'ISOLATED' ? [] : facts.allowedTenants,
    name: displayName,
    ...(email === null ? {} : { email }),
  };
}
