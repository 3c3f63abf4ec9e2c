/**
 * Actor tokens that open nothing, each wrong in one way: in its time, its key, its audience, its
 * actor, its algorithm or its form.
 */
import { createHmac, sign } from 'node:crypto';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { type SigningKey, parseSigningKey } from '@arbiter/server/auth/signing-key.ts';

export interface Poison {
  readonly what: string;
  /** The token; undefined for none at all. */
  readonly token: string | undefined;
}

export interface PoisonOptions {
  /** The key that the subgraph trusts. */
  readonly key: SigningKey;
  /** A right token for the subgraph. */
  readonly good: string;
  /** A right token for another subgraph. */
  readonly foreign: string;
  /** The name of the subgraph. */
  readonly audience: string;
  readonly actor: Actor;
  /** An actor of another tenant. */
  readonly other: Actor;
}

/** Another key than anybody trusts. */
const strange = parseSigningKey(Buffer.alloc(32, 99).toString('base64'));
const lifetime = 60;

type Claims = Readonly<Record<string, unknown>>;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const ed25519 = (key: SigningKey) => (input: string) =>
  sign(null, Buffer.from(input), key.privateKey).toString('base64url');
const compact = (header: object, claims: object, signature: (input: string) => string): string => {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${signature(input)}`;
};

/** Every way of being wrong that is known; the times are those of the call. */
export function poisonedTokens(options: PoisonOptions): Poison[] {
  const now = Math.floor(Date.now() / 1000);
  const { audience, actor } = options;
  const about = { iss: 'arbiter-gateway', aud: audience, sub: actor.id, actor };
  const claims = { ...about, iat: now, exp: now + lifetime };
  return [
    ...[...ofTime(now), ...ofContent(options)].map(([what, change]) => ({
      what,
      token: signed(options.key, { ...claims, ...change }),
    })),
    ...ofKey(options.key, claims),
    ...ofAlgorithm(options.key, claims),
    ...ofForm(options),
  ];
}

function signed(key: SigningKey, claims: Claims): string {
  return compact({ alg: 'EdDSA', typ: 'JWT', kid: key.kid }, claims, ed25519(key));
}

function ofTime(now: number): [string, Claims][] {
  return [
    ['expired', { iat: now - 3_600, exp: now - 3_600 + lifetime }],
    ['not yet valid', { nbf: now + 3_600 }],
    ['made in the future', { iat: now + 3_600, exp: now + 3_600 + lifetime }],
    ['of more than a minute', { exp: now + lifetime + 1 }],
    ['for ever', { exp: Number.MAX_SAFE_INTEGER }],
    ['without an end', { exp: undefined }],
    ['with an end that is a text', { exp: String(now + lifetime) }],
    ['without a beginning', { iat: undefined }],
  ];
}

function ofContent({ actor }: PoisonOptions): [string, Claims][] {
  return [
    ['of another audience', { aud: 'somebody' }],
    ['of no audience', { aud: undefined }],
    ['of another issuer', { iss: 'somebody' }],
    ['of nobody', { sub: undefined }],
    ['without an actor', { actor: undefined }],
    ['of all tenants', { actor: { ...actor, tenantId: '*' } }],
    ['of two tenants', { actor: { ...actor, tenantId: `${actor.tenantId},other` } }],
    ['of an unknown level', { actor: { ...actor, accessLevel: 'ROOT' } }],
  ];
}

function ofKey(key: SigningKey, claims: Claims): Poison[] {
  const jwk = strange.publicKey.export({ format: 'jwk' });
  const header = { alg: 'EdDSA', typ: 'JWT' };
  const by = (extra: object, signer = strange) =>
    compact({ ...header, ...extra }, claims, ed25519(signer));
  return [
    { what: 'of another key', token: by({ kid: strange.kid }) },
    { what: 'of another key under the right name', token: by({ kid: key.kid }) },
    { what: 'of a key without a name', token: by({}, key) },
    { what: 'of a key with an unknown name', token: by({ kid: 'unknown' }, key) },
    { what: 'that brings its key along', token: by({ kid: key.kid, jwk }) },
    { what: 'that says where its key is', token: by({ jku: 'http://127.0.0.1:9/jwks.json' }) },
  ];
}

function ofAlgorithm(key: SigningKey, claims: Claims): Poison[] {
  const secrets = {
    PEM: key.publicKey.export({ type: 'spki', format: 'pem' }),
    DER: key.publicKey.export({ type: 'spki', format: 'der' }),
    bare: Buffer.from(key.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
  };
  const header = (alg: string) => ({ alg, typ: 'JWT', kid: key.kid });
  const hmac = (secret: string | Buffer) => (input: string) =>
    createHmac('sha256', secret).update(input).digest('base64url');
  return [
    ...['none', 'None', 'NONE', ''].map((alg) => ({
      what: `of the algorithm "${alg}"`,
      token: compact(header(alg), claims, () => ''),
    })),
    ...Object.entries(secrets).map(([form, secret]) => ({
      what: `of HS256 with the public key (${form}) as its secret`,
      token: compact(header('HS256'), claims, hmac(secret)),
    })),
    {
      what: 'of a right signature under another algorithm',
      token: compact(header('ES256'), claims, ed25519(key)),
    },
    {
      what: 'with an extension that must be understood',
      token: compact({ ...header('EdDSA'), crit: ['x'], x: 1 }, claims, ed25519(key)),
    },
  ];
}

function ofForm({ key, good, foreign, other }: PoisonOptions): Poison[] {
  const [header = '', payload = '', signature = ''] = good.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  const forged = encode({ ...claims, actor: other });
  return [
    { what: 'that is absent', token: undefined },
    { what: 'that is empty', token: '' },
    { what: 'that is a word', token: 'local-developer' },
    { what: 'for another subgraph', token: foreign },
    {
      what: 'of another tenant under the old signature',
      token: [header, forged, signature].join('.'),
    },
    { what: 'without its signature', token: `${header}.${payload}.` },
    { what: 'of two parts', token: `${header}.${payload}` },
    { what: 'that is cut off', token: good.slice(0, -10) },
    { what: 'that goes on', token: `${good}.${signature}` },
    { what: 'twice', token: `${good}, ${good}` },
    { what: 'behind the word Bearer', token: `Bearer ${good}` },
    {
      what: 'signed again, not as a token',
      token: compact({ alg: 'EdDSA', kid: key.kid }, [claims], ed25519(key)),
    },
    { what: 'of many kilobytes', token: `${good}${'A'.repeat(20_000)}` },
  ];
}
