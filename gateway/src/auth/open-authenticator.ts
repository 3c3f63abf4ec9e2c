/** The authenticator that the settings describe. */
import type { Clock } from '@arbiter/kernel/clock.ts';
import type { Mode } from '@arbiter/server/config/settings.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import { type AuthSettings, usualAudience } from './auth-settings.ts';
import { type Authenticate, createAuthenticator } from './authenticator.ts';
import { discoverKeys, readKeys } from './identity-provider.ts';
import { createJwtVerifier } from './jwt-verifier.ts';
import { type KeySource, fixedKeys, followedKeys } from './key-source.ts';
import type { RegistryCredentials } from './registry-credentials.ts';
import { parseTokenKeys } from './token-keys.ts';

export interface OpenAuthenticatorOptions {
  readonly settings: AuthSettings;
  readonly mode: Mode;
  /** Absent for a supergraph of others. */
  readonly registry: RegistryCredentials | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Reads nothing yet: keys are asked for when the first token comes. */
export function openAuthenticator(options: OpenAuthenticatorOptions): Authenticate {
  const { settings, mode, registry, clock } = options;
  const keys = keySourceOf(options);
  const verifyJwt =
    keys &&
    createJwtVerifier({
      keys,
      issuer: settings.AUTH_OIDC_ISSUER,
      audience: settings.AUTH_AUDIENCE ?? usualAudience,
      claimNames: {
        tenant: settings.AUTH_TENANT_CLAIM,
        roles: settings.AUTH_ROLES_CLAIM,
        defaultTenantId: settings.DEFAULT_TENANT_ID,
      },
      clock,
    });
  return createAuthenticator({
    verifyJwt,
    registry,
    acceptsUnknownTenants: settings.AUTH_UNKNOWN_TENANTS === 'accept',
    isDevelopment: mode === 'development',
  });
}

/** The nearest of the three: a key that is given needs nobody to be asked. */
function keySourceOf({ settings, clock, logger }: OpenAuthenticatorOptions): KeySource | undefined {
  const { AUTH_PUBLIC_KEY, AUTH_JWKS_URL, AUTH_OIDC_ISSUER } = settings;
  if (AUTH_PUBLIC_KEY) return fixedKeys(parseTokenKeys(AUTH_PUBLIC_KEY));
  const source = (read: () => ReturnType<typeof readKeys>) => followedKeys({ read, clock, logger });
  if (AUTH_JWKS_URL) return source(() => readKeys(AUTH_JWKS_URL));
  return AUTH_OIDC_ISSUER ? source(() => discoverKeys(AUTH_OIDC_ISSUER)) : undefined;
}
