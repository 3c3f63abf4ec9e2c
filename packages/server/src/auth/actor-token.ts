/**
 * Actor tokens: how the gateway tells a subgraph, over the network, on whose behalf it calls. A
 * short-lived JWT (RFC 7519) signed with Ed25519, made for one subgraph, carrying the identity of
 * the request. A subgraph trusts nothing else.
 */
import { type JWTPayload, SignJWT, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { type RequestIdentity, accessLevels, actorKinds } from '@arbiter/kernel/actor/actor.ts';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { SigningKey } from './signing-key.ts';

/** Long enough for a slow request to reach the subgraph, short enough to be useless when stolen. */
export const actorTokenLifetimeSeconds = 60;

/** Clocks of two machines may differ by this much. */
const clockToleranceSeconds = 5;
const issuer = 'arbiter-gateway';
const algorithm = 'EdDSA';

const tenantId = z.string().refine(isTenantId);
const identityClaim = z.object({
  actor: z.object({
    kind: z.enum(actorKinds),
    id: z.string().min(1),
    tenantId,
    accessLevel: z.enum(accessLevels),
    scopes: z.array(z.string()),
    allowedTenants: z.array(tenantId),
    name: z.string().exactOptional(),
    email: z.string().exactOptional(),
  }),
  requestId: z.string().min(1),
  traceparent: z.string().exactOptional(),
  baggage: z.string().exactOptional(),
  clientAddress: z.string().exactOptional(),
  userAgent: z.string().exactOptional(),
});

/** A token by which `audience` (a subgraph's name) accepts the identity for the next minute. */
export async function signActorToken(
  key: SigningKey,
  identity: RequestIdentity,
  { audience, clock }: { audience: string; clock: Clock },
): Promise<string> {
  const now = Math.floor(clock().getTime() / 1000);
  return new SignJWT({ identity: identity as unknown as JWTPayload })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(identity.actor.id)
    .setIssuedAt(now)
    .setExpirationTime(now + actorTokenLifetimeSeconds)
    .sign(key.privateKey);
}

/**
 * The identity in a token made for `audience`. Errors: UNAUTHENTICATED for a token that is absent,
 * malformed, expired, made for another audience, or signed by another key; the log says which.
 */
export async function verifyActorToken(
  key: Pick<SigningKey, 'publicKey'>,
  token: string | undefined,
  { audience, clock }: { audience: string; clock: Clock },
): Promise<RequestIdentity> {
  if (!token) throw refusal('no token');
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: [algorithm],
      issuer,
      audience,
      clockTolerance: clockToleranceSeconds,
      currentDate: clock(),
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    return identityClaim.parse(payload['identity']);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
      throw refusal(error.message, error);
    }
    throw error;
  }
}

function refusal(internal: string, cause?: unknown): AppError {
  return new AppError('UNAUTHENTICATED', 'This subgraph takes calls from its gateway only.', {
    internal,
    cause,
  });
}
