/**
 * From a credential to its caller, whatever kind it is of. In development a request without one is the
 * local developer's; one that shows a credential which can be verified is who that says, or nobody.
 */
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import type { OperatorName } from '@arbiter/kernel/actor/service-names.ts';
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { AuthenticationRefusal } from './authentication-refusal.ts';
import type { Caller } from './caller.ts';
import type { Credential } from './credential.ts';
import type { JwtVerifier } from './jwt-verifier.ts';
import type { RegistryCredentials } from './registry-credentials.ts';

/**
 * Errors: UNAUTHENTICATED, also for no credential; UNAVAILABLE when it cannot be found out now;
 * RATE_LIMITED for an address that tries many keys.
 */
export type Authenticate = (
  credential: Credential | null,
  clientAddress?: string,
) => Promise<Caller>;

export interface AuthenticatorOptions {
  /** Absent: nobody's tokens are accepted. */
  readonly verifyJwt: JwtVerifier | undefined;
  /** Absent: there are neither API keys nor sessions, and tenants are as tokens name them. */
  readonly registry: RegistryCredentials | undefined;
  /** Whether a token may name a tenant that was never created. */
  readonly acceptsUnknownTenants: boolean;
  /** Whether requests without a credential are the local developer's. */
  readonly isDevelopment: boolean;
}

const localDeveloper: Actor = {
  kind: 'USER',
  id: 'local-developer' satisfies OperatorName,
  name: 'Local developer',
  tenantId: defaultTenantId,
  accessLevel: 'ADMIN',
  scopes: ['*'],
  allowedTenants: [],
};

/** Whoever it is, is the local developer: for servers that only this machine reaches. */
export const asLocalDeveloper: Authenticate = async () => ({
  actor: localDeveloper,
  expiresAt: null,
});

export function createAuthenticator(options: AuthenticatorOptions): Authenticate {
  const { verifyJwt, registry, isDevelopment } = options;
  return async (credential, clientAddress) => {
    if (isDevelopment && isLocal(credential, verifyJwt)) return asLocalDeveloper(credential);
    if (credential === null || credential.kind === 'MALFORMED') {
      const reason = credential === null ? 'missing' : 'malformed';
      throw new AuthenticationRefusal(reason, 'Send a token: `Authorization: Bearer <token>`.');
    }
    if (credential.kind === 'CONFLICTING') {
      const message = 'Show one token: those of the header and of connection_init differ.';
      throw new AuthenticationRefusal('conflicting', message);
    }
    if (credential.kind === 'JWT') {
      if (!verifyJwt)
        throw new AuthenticationRefusal('not_accepted', 'No tokens are accepted here.');
      return requireTenant(await verifyJwt(credential.token), options);
    }
    const caller = await registry?.resolve(credential, clientAddress);
    if (caller) return caller;
    const { kind, reason } = unknown[credential.kind];
    throw new AuthenticationRefusal(reason, `${kind} is not known, or no longer valid.`);
  };
}

/** Nothing is shown, or what nobody here could read: whoever is on this machine needs neither. */
function isLocal(credential: Credential | null, verifyJwt: JwtVerifier | undefined): boolean {
  if (credential === null) return true;
  return !verifyJwt && (credential.kind === 'JWT' || credential.kind === 'MALFORMED');
}

const unknown = {
  API_KEY: { kind: 'The API key', reason: 'unknown_key' },
  SESSION: { kind: 'The session', reason: 'unknown_session' },
} as const;

async function requireTenant(
  caller: Caller,
  { registry, acceptsUnknownTenants }: AuthenticatorOptions,
): Promise<Caller> {
  if (acceptsUnknownTenants || !registry) return caller;
  if (await registry.tenant(caller.actor.tenantId)) return caller;
  throw new AuthenticationRefusal(
    'tenant',
    'The tenant of the token does not exist, or is not active.',
  );
}
