/**
 * Public keys that verify tokens of the identity provider, from PEM or JWK. Only asymmetric keys are
 * taken, and each only for the algorithms of its kind, so that neither `none` nor a public key used as a
 * shared secret passes.
 */
import { type KeyObject, createPublicKey } from 'node:crypto';
import { z } from 'zod';

export interface TokenKey {
  readonly publicKey: KeyObject;
  /** What tokens call it; undefined for a key without a name, which is tried for any. */
  readonly kid: string | undefined;
  /** The only algorithm it is meant for, where it says so. */
  readonly alg: string | undefined;
}

/** The part of a token's header that says which key has signed it. */
export interface KeyHint {
  readonly alg?: string | undefined;
  readonly kid?: string | undefined;
}

/** RFC 7518, section 3.1, and RFC 9864; those with a public key. */
export const tokenAlgorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** Keys that are looked at of one set; providers publish a few. */
export const maxTokenKeys = 64;
/** Shorter ones are refused by RFC 7518, section 3.3. */
const minRsaBits = 2_048;

const curveOf: Readonly<Record<string, string>> = {
  ES256: 'prime256v1',
  ES384: 'secp384r1',
  ES512: 'secp521r1',
};

const jwkShape = z.looseObject({
  kty: z.enum(['RSA', 'EC', 'OKP']),
  kid: z.string().exactOptional(),
  alg: z.string().exactOptional(),
  use: z.string().exactOptional(),
});
export const jwksShape = z.object({ keys: z.array(z.unknown()).max(maxTokenKeys) });

/** The keys that may have signed a token with this header. */
export function keysFor(keys: readonly TokenKey[], { alg, kid }: KeyHint): TokenKey[] {
  if (alg === undefined || !tokenAlgorithms.includes(alg)) return [];
  return keys.filter(
    (key) =>
      (key.kid === undefined || kid === undefined || key.kid === kid) &&
      (key.alg === undefined || key.alg === alg) &&
      isOfKind(key.publicKey, alg),
  );
}

function isOfKind({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, alg: string): boolean {
  if (/^(RS|PS)/.test(alg)) return asymmetricKeyType === 'rsa';
  if (alg.startsWith('Ed')) return asymmetricKeyType === 'ed25519';
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === curveOf[alg];
}

/**
 * The keys of a set (RFC 7517, section 5) that can verify signatures; others in it are no fault, as a
 * provider may publish keys for other purposes.
 */
export function usableKeys(jwks: z.infer<typeof jwksShape>): TokenKey[] {
  return jwks.keys.flatMap((jwk) => {
    try {
      return [keyOfJwk(jwk)];
    } catch {
      return [];
    }
  });
}

/** Errors: an Error that says what is wrong with it. */
function keyOfJwk(value: unknown): TokenKey {
  const jwk = jwkShape.parse(value);
  if ('d' in jwk) throw new Error('a private key');
  if (jwk.use !== undefined && jwk.use !== 'sig') throw new Error('a key for another use');
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  return { publicKey: requireStrong(publicKey), kid: jwk.kid, alg: jwk.alg };
}

/**
 * The keys in a setting: PEM (one or several, line breaks also as `\n`), a JWK, or a JWK Set.
 * Errors: an Error; private and symmetric keys are refused.
 */
export function parseTokenKeys(text: string): TokenKey[] {
  if (text.trim().startsWith('{')) return keysOfJson(JSON.parse(text));
  const blocks = text
    .replaceAll(String.raw`\n`, '\n')
    .match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g);
  if (!blocks || blocks.length > maxTokenKeys) throw new Error('no key');
  return blocks.map((pem) => {
    if (pem.includes('PRIVATE')) throw new Error('a private key');
    return { publicKey: requireStrong(createPublicKey(pem)), kid: undefined, alg: undefined };
  });
}

function keysOfJson(json: unknown): TokenKey[] {
  const set = jwksShape.safeParse(json);
  const keys = set.success ? set.data.keys.map(keyOfJwk) : [keyOfJwk(json)];
  if (keys.length === 0) throw new Error('no key');
  return keys;
}

function requireStrong(key: KeyObject): KeyObject {
  const { modulusLength } = key.asymmetricKeyDetails ?? {};
  const isKnown = tokenAlgorithms.some((alg) => isOfKind(key, alg));
  if (!isKnown) throw new Error('a key of a kind that signs no tokens');
  if (modulusLength !== undefined && modulusLength < minRsaBits) throw new Error('a key too short');
  return key;
}
