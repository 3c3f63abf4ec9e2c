/** The settings that say who may come in, for every program with a gateway in it. */
import { z } from 'zod';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import type { ProductionNeed } from '@arbiter/server/process/safe-settings.ts';
import { keyAddress } from './key-address.ts';
import { parseTokenKeys } from './token-keys.ts';

const listSetting = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** The texts are those of docs/reference/config.md. */
export const authSettings = {
  AUTH_OIDC_ISSUER: keyAddress
    .optional()
    .describe(
      'Issuer of tokens, exactly as it calls itself, e.g. `https://id.lab.example/realms/lab`. Its ' +
        'keys are found by OpenID Connect discovery, unless one of the next two gives them, with which ' +
        'production mode needs it too: else whoever has a key of the set could issue.',
    ),
  AUTH_JWKS_URL: keyAddress
    .optional()
    .describe('Where the keys of the issuer are, as a JWK Set; read again when they change.'),
  AUTH_PUBLIC_KEY: z
    .string()
    .refine(
      isPublicKey,
      'must be public keys as PEM, JWK or JWK Set (RSA of 2048 bits, EC, Ed25519)',
    )
    .optional()
    .describe(
      'The public key of the issuer, or several: PEM (line breaks also as `\\n`), a JWK or a JWK Set.',
    ),
  AUTH_AUDIENCE: listSetting
    .refine((items) => items.length > 0, 'must name at least one audience')
    .optional()
    .describe(
      'What tokens must be made for; of several between commas one is enough. Unset: `arbiter`; ' +
        'production mode needs it with `AUTH_PUBLIC_KEY` or `AUTH_JWKS_URL`.',
    ),
  AUTH_TENANT_CLAIM: z
    .string()
    .default('tenant_id')
    .describe('Claim of a token that names the tenant; with dots, also inside of objects.'),
  AUTH_ROLES_CLAIM: z
    .string()
    .default('roles')
    .describe('Claim with the roles (`user`, `admin`, `system`), e.g. `realm_access.roles`.'),
  AUTH_UNKNOWN_TENANTS: z
    .enum(['refuse', 'accept'], 'must be refuse or accept')
    .default('refuse')
    .describe('Whether tokens may name tenants that were never created here.'),
  DEFAULT_TENANT_ID: z
    .string()
    .refine(isTenantId, 'must be 1 to 255 letters, digits, "_" or "-"')
    .optional()
    .describe('Tenant of tokens that name none. Unset: such tokens are refused.'),
} as const;

/** What tokens must be made for where nothing else is said. */
export const usualAudience: readonly string[] = ['arbiter'];

export type AuthSettings = z.infer<z.ZodObject<typeof authSettings>>;

function isPublicKey(text: string): boolean {
  try {
    return parseTokenKeys(text).length > 0;
  } catch {
    return false;
  }
}

/** What production mode needs of these. */
export function authNeeds(settings: AuthSettings): ProductionNeed[] {
  const { AUTH_OIDC_ISSUER, AUTH_JWKS_URL, AUTH_PUBLIC_KEY, AUTH_AUDIENCE } = settings;
  const given = AUTH_JWKS_URL ?? AUTH_PUBLIC_KEY;
  if (given === undefined) {
    const name = 'AUTH_OIDC_ISSUER, AUTH_JWKS_URL or AUTH_PUBLIC_KEY (whose tokens are accepted)';
    return [{ isGiven: AUTH_OIDC_ISSUER !== undefined, name }];
  }
  // Such a key may sign for several issuers, and tokens for other services.
  return [
    {
      isGiven: AUTH_OIDC_ISSUER !== undefined,
      name: 'AUTH_OIDC_ISSUER (what tokens must have as iss)',
    },
    {
      isGiven: AUTH_AUDIENCE !== undefined,
      name: 'AUTH_AUDIENCE (what tokens must have as aud, e.g. arbiter)',
    },
  ];
}
