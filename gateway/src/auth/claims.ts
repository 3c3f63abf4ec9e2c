/**
 * From the claims of a token to the actor it stands for. Whatever is missing gives the fewest rights;
 * whatever is malformed gives none.
 *
 * Roles: `admin` (account role ADMIN) reaches every tenant; `user` (MANAGER, ENGINEER) everything in its
 * own; `system` (SERVICE) is the same for a program. A token that names scopes has those only, also one of
 * the access level ADMIN; one that names none has what its role or that level stands for.
 */
import { z } from 'zod';
import { type AccessLevel, type Actor, accessLevels } from '@arbiter/kernel/actor/actor.ts';
import { isNameOfArbiter } from '@arbiter/kernel/actor/service-names.ts';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { faultOfText } from '@arbiter/kernel/text/text.ts';
import { AuthenticationRefusal, type RefusalReason } from './authentication-refusal.ts';

/** Where a provider puts what has no standard name. */
export interface ClaimNames {
  /** Of the tenant; a name with dots is also looked for inside objects. */
  readonly tenant: string;
  /** Of the list of roles, likewise, e.g. `realm_access.roles`. */
  readonly roles: string;
  /** Tenant of tokens that name none; without it they are refused. */
  readonly defaultTenantId?: string | undefined;
}

export type Claims = Readonly<Record<string, unknown>>;

/** As many as fit into a token anyhow; each is looked through with every row's tenant. */
const maxNames = 1_000;
const maxNameLength = 255;
/** As records hold it: a fault in it would keep what its holder does, and is refused, out of them. */
const text = z.string().refine((value) => faultOfText(value) === null);
const name = text.min(1).max(maxNameLength);
const names = z.array(name).max(maxNames);
/** OpenID Connect Core 1.0, section 5.4: scopes about the token, not about us. */
const openIdScopes = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access']);

const claimsShape = z.object({
  sub: name,
  email: text.max(maxNameLength).optional(),
  name: text.max(maxNameLength).optional(),
  scope: text.optional(),
  scopes: names.optional(),
  allowed_tenants: z.array(z.string().refine(isTenantId)).max(maxNames).optional(),
  access_level: z.enum(accessLevels).optional(),
});

/** Errors: UNAUTHENTICATED naming the claim. */
export function actorOfClaims(claims: Claims, claimNames: ClaimNames): Actor {
  const parsed = claimsShape.safeParse(claims);
  if (!parsed.success) throw badClaim(String(parsed.error.issues[0]?.path[0]));
  if (isNameOfArbiter(parsed.data.sub)) throw badClaim('sub');
  const { sub, email, name: displayName, allowed_tenants: allowedTenants = [] } = parsed.data;
  const roles = rolesOf(claims, claimNames);
  const given = scopesOf(parsed.data);
  const accessLevel = parsed.data.access_level ?? levelOf(roles, given ?? []);
  return {
    kind: roles.has('system') ? 'SERVICE' : 'USER',
    id: sub,
    tenantId: tenantOf(claims, claimNames),
    accessLevel,
    scopes: given ?? (roles.size > 0 || accessLevel === 'ADMIN' ? ['*'] : []),
    allowedTenants,
    ...(displayName === undefined ? {} : { name: displayName }),
    ...(email === undefined ? {} : { email }),
  };
}

function tenantOf(claims: Claims, { tenant, defaultTenantId }: ClaimNames): string {
  const named = claimAt(claims, tenant);
  const given = named === undefined ? defaultTenantId : named;
  if (typeof given !== 'string' || !isTenantId(given)) throw badClaim(tenant, 'tenant');
  return given;
}

type TokenRole = 'user' | 'admin' | 'system';

/** Token roles, and the roles of accounts that become them. */
const tokenRoles: Readonly<Record<string, TokenRole>> = {
  user: 'user',
  admin: 'admin',
  system: 'system',
  manager: 'user',
  engineer: 'user',
  service: 'system',
};

/** Roles that mean something here; a provider may have others. */
function rolesOf(claims: Claims, { roles: path }: ClaimNames): ReadonlySet<TokenRole> {
  const parsed = z
    .union([name.transform((one) => [one]), names])
    .safeParse(claimAt(claims, path) ?? []);
  if (!parsed.success) throw badClaim(path);
  const known = parsed.data.flatMap((role) => {
    const lower = role.toLowerCase();
    return Object.hasOwn(tokenRoles, lower) ? (tokenRoles[lower] ?? []) : [];
  });
  return new Set(known);
}

/** `scopes` as a list, else OAuth's `scope` (RFC 8693, section 4.2); null when it names none of ours. */
function scopesOf({ scope, scopes }: z.infer<typeof claimsShape>): string[] | null {
  if (scopes) return scopes;
  const given = (scope ?? '').split(' ').filter((each) => each !== '' && !openIdScopes.has(each));
  return given.length > 0 ? given.slice(0, maxNames) : null;
}

function levelOf(roles: ReadonlySet<TokenRole>, scopes: readonly string[]): AccessLevel {
  if (roles.has('admin')) return 'ADMIN';
  // These reach the allowed tenants only, of which there are none unless the token names them.
  if (scopes.includes('cross_tenant_write')) return 'WRITE_CROSS';
  return scopes.includes('cross_tenant_read') ? 'READ_CROSS' : 'ISOLATED';
}

/** The claim of that name, else the one at that path. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((value, key) => {
    const isObject = typeof value === 'object' && value !== null;
    return isObject && Object.hasOwn(value, key) ? (value as Claims)[key] : undefined;
  }, claims);
}

function badClaim(claim: string, reason: RefusalReason = 'claim'): AuthenticationRefusal {
  return new AuthenticationRefusal(reason, `The token's claim ${claim} is missing or malformed.`);
}
