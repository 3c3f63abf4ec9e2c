/**
 * Tokens of the identity provider: signature, issuer, audience, time and claims (RFC 7519, RFC 8725).
 * A token that was good is known by its hash for a while: most requests cost a hash and no signature.
 */
import { createHash } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { AuthenticationRefusal, type RefusalReason } from './authentication-refusal.ts';
import type { Caller } from './caller.ts';
import { type ClaimNames, type Claims, actorOfClaims } from './claims.ts';
import type { KeySource } from './key-source.ts';
import { type KeyHint, tokenAlgorithms } from './token-keys.ts';
import { foreignClaimOf, isAccessTokenType } from './token-type.ts';

export interface JwtVerifierOptions {
  readonly keys: KeySource;
  /** Absent: whoever has a key may issue. */
  readonly issuer?: string | undefined;
  /** One of these must be in the token. */
  readonly audience: readonly string[];
  readonly claimNames: ClaimNames;
  readonly clock: Clock;
}

/** Errors: UNAUTHENTICATED saying why; UNAVAILABLE when the keys are not known now. */
export type JwtVerifier = (token: string) => Promise<Caller>;

/** Clocks of provider and gateway may differ by this much. */
const clockToleranceSeconds = 5;
/** Callers who are active at once; one more costs a signature each. */
const maxRemembered = 10_000;
/** A token whose key was withdrawn is good no longer than this after the keys were read again. */
const rememberMs = 5 * 60_000;
/** The last instant of a Date (ECMA-262, section 21.4.1.1). */
const maxDateMs = 8.64e15;
/** Keys tried for a token that does not say which; each costs a signature. */
const maxKeysTried = 4;

export function createJwtVerifier(options: JwtVerifierOptions): JwtVerifier {
  const known = new LRUCache<string, { readonly caller: Caller; readonly untilMs: number }>({
    max: maxRemembered,
  });
  return async (token) => {
    const hash = createHash('sha256').update(token).digest('base64url');
    const nowMs = options.clock().getTime();
    const remembered = known.get(hash);
    if (remembered && nowMs < remembered.untilMs) return remembered.caller;
    known.delete(hash);
    const caller = await verify(token, options);
    const expiresAtMs = caller.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
    known.set(hash, { caller, untilMs: Math.min(expiresAtMs, nowMs + rememberMs) });
    return caller;
  };
}

async function verify(token: string, options: JwtVerifierOptions): Promise<Caller> {
  const claims = await readClaims(token, options);
  const actor = actorOfClaims(claims, options.claimNames);
  const endsAtMs = (Number(claims['exp']) + clockToleranceSeconds) * 1000;
  return { actor, expiresAt: new Date(Math.min(endsAtMs, maxDateMs)) };
}

async function readClaims(
  token: string,
  { keys, issuer, audience, clock }: JwtVerifierOptions,
): Promise<Claims> {
  const candidates = (await keys(headerOf(token))).slice(0, maxKeysTried);
  let reason: Error | undefined;
  for (const { publicKey } of candidates) {
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: tokenAlgorithms,
        audience: [...audience],
        clockTolerance: clockToleranceSeconds,
        currentDate: clock(),
        requiredClaims: ['sub', 'exp'],
        ...(issuer === undefined ? {} : { issuer }),
      });
      return requireAccessToken(payload);
    } catch (error) {
      reason = error instanceof Error ? error : new Error(String(error));
      // With another key the signature may be good; of one that is good, nothing else gets better.
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
    }
  }
  throw refusal(reason);
}

/** Errors: UNAUTHENTICATED for what is no JWT, or one for another purpose. */
function headerOf(token: string): KeyHint {
  const { alg, kid, typ } = decodeHeader(token);
  if (!isAccessTokenType(typ)) {
    throw new AuthenticationRefusal('type', "The token's type (typ) is not that of access tokens.");
  }
  return {
    ...(typeof alg === 'string' ? { alg } : {}),
    ...(typeof kid === 'string' ? { kid } : {}),
  };
}

function decodeHeader(token: string) {
  try {
    return decodeProtectedHeader(token);
  } catch (error) {
    throw new AuthenticationRefusal('malformed', 'The token is not a JWT.', {
      internal: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Errors: UNAUTHENTICATED for a token that its claims tell to be another. */
function requireAccessToken(claims: Claims): Claims {
  const foreign = foreignClaimOf(claims);
  if (foreign === undefined) return claims;
  const message = `A token with the claim ${foreign} is no access token.`;
  throw new AuthenticationRefusal('type', message);
}

const claimReasons = new Map<string, RefusalReason>([
  ['iss', 'issuer'],
  ['aud', 'audience'],
]);

/** Says which claim is at fault: its holder can read it anyhow. */
function refusal(reason: Error | undefined): Error {
  if (reason instanceof errors.JWTExpired) {
    return new AuthenticationRefusal('expired', 'The token has expired.');
  }
  if (reason instanceof errors.JWTClaimValidationFailed) {
    const message = `The token's claim ${reason.claim} is not accepted.`;
    return new AuthenticationRefusal(claimReasons.get(reason.claim) ?? 'claim', message);
  }
  if (reason === undefined || reason instanceof errors.JOSEError) {
    const message = 'The token is not signed by a key that is known here.';
    return new AuthenticationRefusal('signature', message);
  }
  return reason;
}
