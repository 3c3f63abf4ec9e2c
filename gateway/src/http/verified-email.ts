/**
 * The address by which a person is known, from what a provider says in two places: in the ID token and at its
 * userinfo endpoint (OpenID Connect Core 1.0, sections 2 and 5.3). Whether it was verified is said of the
 * address beside it: an address of the one place is not proved by what the other says of its own.
 */

/** Claims of one place; whatever they are. */
export type PersonClaims = Readonly<Record<string, unknown>>;

/** The address that was verified, the one of the userinfo endpoint first; null when there is none. */
export function verifiedEmailOf(idToken: PersonClaims, userInfo: PersonClaims): string | null {
  const places = [userInfo, idToken];
  const email = places.map((place) => place['email']).find((given) => given !== undefined);
  if (typeof email !== 'string' || email === '') return null;
  const said = places
    .filter((place) => place['email'] === email)
    .map((place) => place['email_verified']);
  return said.includes(true) && !said.includes(false) ? email : null;
}
