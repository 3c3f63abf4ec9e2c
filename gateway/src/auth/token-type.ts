/**
 * Which of the JWTs that a provider signs are access tokens. One key signs ID tokens, logout tokens, proofs
 * and events of security too, and none of these may open anything here.
 * Source: RFC 8725, section 3.11; RFC 9068, section 2.1; RFC 7515, section 4.1.9.
 */

/** Those of access tokens, as media types without `application/`. Many providers say only that it is a JWT. */
const accessTokenTypes: ReadonlySet<string> = new Set(['jwt', 'at+jwt']);

/**
 * Claims of other tokens, for providers that give everything the same type: of events, logout tokens
 * included (RFC 8417, section 2.2), and of ID tokens (OpenID Connect Core 1.0, section 3.3.2.11).
 */
const foreignClaims = ['events', 'at_hash', 'c_hash'] as const;

/** Whether a header with this `typ` may be an access token's; undefined: it says none. */
export function isAccessTokenType(typ: unknown): boolean {
  if (typ === undefined) return true;
  if (typeof typ !== 'string') return false;
  return accessTokenTypes.has(typ.toLowerCase().replace(/^application\//, ''));
}

/** The first claim that access tokens have not; undefined: there is none. */
export function foreignClaimOf(claims: Readonly<Record<string, unknown>>): string | undefined {
  return foreignClaims.find((name) => Object.hasOwn(claims, name));
}
