/**
 * Actor tokens: how the gateway tells a subgraph, over the network, on whose behalf it calls. A
 * short-lived JWT (RFC 7519) signed with Ed25519, made for one subgraph, carrying the actor. A
 * subgraph trusts nothing else. What is signed is the same for all requests of an actor, so one token
 * serves many; what differs (request id, client address) travels beside it, see request-facts.ts.
 */
import { sign } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { type Actor, accessLevels, actorKinds } from '@arbiter/kernel/actor/actor.ts';
import { isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import type { SigningKey, VerifyKey } from './signing-key.ts';

/** Long enough for a slow request to reach the subgraph, short enough to be useless when stolen. */
export const actorTokenLifetimeSeconds = 60;
/** A token is reused for half of its life: what is sent always has the other half before it. */
export const actorTokenReuseSeconds = 30;
/** Clocks of two machines may differ by this much. */
const clockToleranceSeconds = 5;
/**
 * Characters of verified tokens that are remembered, some ten thousand tokens: more actors than one
 * gateway serves within a minute.
 */
const maxRememberedCharacters = 8 * 1024 * 1024;
const issuer = 'arbiter-gateway';
const algorithm = 'EdDSA';

/** Whom tokens are made for, and by which clock. */
export interface ActorTokenOptions {
  /** Name of the subgraph. */
  readonly audience: string;
  readonly clock: Clock;
}

const tenantId = z.string().refine(isTenantId);
const actorClaim = z.object({
  kind: z.enum(actorKinds),
  id: z.string().min(1),
  tenantId,
  accessLevel: z.enum(accessLevels),
  scopes: z.array(z.string()),
  allowedTenants: z.array(tenantId),
  isAnonymous: z.literal(true).exactOptional(),
  isGateway: z.literal(true).exactOptional(),
  name: z.string().exactOptional(),
  email: z.string().exactOptional(),
});

/**
 * A token by which `audience` accepts the actor for the next minute. Source: RFC 7515, section 7.1
 * (compact serialization). Signed by Node itself, in one call: a third of the time of going through
 * promises and a key of WebCrypto.
 */
export function signActorToken(
  key: SigningKey,
  actor: Actor,
  { audience, clock }: ActorTokenOptions,
): string {
  const iat = Math.floor(clock().getTime() / 1000);
  const header = encode({ alg: algorithm, typ: 'JWT', kid: key.kid });
  const claims = { iss: issuer, aud: audience, sub: actor.id, iat };
  const payload = encode({ ...claims, exp: iat + actorTokenLifetimeSeconds, actor });
  const signature = sign(null, Buffer.from(`${header}.${payload}`), key.privateKey);
  return `${header}.${payload}.${signature.toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * As signActorToken, but an actor gets the same token for half a minute. Actors are told apart as
 * objects: the gateway keeps one for each credential, and what is kept here ends with it.
 */
export function createActorSigner(
  key: SigningKey,
  options: ActorTokenOptions,
): (actor: Actor) => string {
  const made = new WeakMap<Actor, { readonly token: string; readonly untilMs: number }>();
  return (actor) => {
    const nowMs = options.clock().getTime();
    const known = made.get(actor);
    if (known && nowMs < known.untilMs) return known.token;
    const token = signActorToken(key, actor, options);
    made.set(actor, { token, untilMs: nowMs + actorTokenReuseSeconds * 1000 });
    return token;
  };
}

/** Errors: UNAUTHENTICATED; the log says why. */
export type ActorVerifier = (token: string | undefined) => Promise<Actor>;

/**
 * Gives the actor in a token made for `audience`. A token that was good is known by its whole text
 * until it expires. Refuses what is absent, malformed, expired, made in the future or for longer than a
 * minute, made for another audience, or signed by no key of these.
 */
export function createActorVerifier(
  keys: readonly VerifyKey[],
  options: ActorTokenOptions,
): ActorVerifier {
  const known = new LRUCache<string, VerifiedActor>({
    maxSize: maxRememberedCharacters,
    sizeCalculation: (_verified, token) => token.length,
  });
  return async (token) => {
    if (!token) throw refusal('no token');
    const remembered = known.get(token);
    if (remembered && options.clock().getTime() < remembered.untilMs) return remembered.actor;
    known.delete(token);
    const verified = await verify(keys, token, options);
    known.set(token, verified);
    return verified.actor;
  };
}

interface VerifiedActor {
  readonly actor: Actor;
  readonly untilMs: number;
}

async function verify(
  keys: readonly VerifyKey[],
  token: string,
  { audience, clock }: ActorTokenOptions,
): Promise<VerifiedActor> {
  const keyOf = ({ kid }: { readonly kid?: string }) => {
    const key = keys.find((each) => each.kid === kid);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key.publicKey;
  };
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: [algorithm],
      issuer,
      audience,
      clockTolerance: clockToleranceSeconds,
      currentDate: clock(),
      requiredClaims: ['exp', 'iat', 'sub'],
      // Refuses what was made in the future, too.
      maxTokenAge: actorTokenLifetimeSeconds,
    });
    if (Number(payload.exp) - Number(payload.iat) > actorTokenLifetimeSeconds) {
      throw refusal('"exp" is more than a minute after "iat"');
    }
    const untilMs = (Number(payload.exp) + clockToleranceSeconds) * 1000;
    return { actor: actorClaim.parse(payload['actor']), untilMs };
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
