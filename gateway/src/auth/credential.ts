/**
 * What a caller shows to say who it is: a token of the identity provider (JWT), an API key, or the token
 * of a session. Found in the Authorization header, in the payload of a WebSocket's `connection_init`, or,
 * for sessions of browsers, in a cookie.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { readSessionCookie } from './session-cookie.ts';

export interface Credential {
  /** MALFORMED is an Authorization of another kind than a bearer token; CONFLICTING are two that differ. */
  readonly kind: 'JWT' | 'API_KEY' | 'SESSION' | 'MALFORMED' | 'CONFLICTING';
  /** The whole text, never logged and never stored; empty when it is malformed, or not one. */
  readonly token: string;
}

/** As much as Node reads of all headers together; a payload may not hold more. */
const maxTokenLength = 16_384;
/** RFC 6750, section 2.1: the characters of a token. */
const bearerPattern = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;
/** 32 random bytes in base64url behind what tells them apart. */
const ownTokenPattern = /^(ak|as)_[A-Za-z0-9_-]{43}$/;

/**
 * The credential of a request; null when it shows none. `params` is the payload of `connection_init`,
 * which goes before the headers of the upgrade: browsers cannot set those. Whoever shows two tokens may be of
 * two tenants, and is neither.
 */
export function credentialOf(headers: IncomingHttpHeaders, params?: unknown): Credential | null {
  const shown = [authorizationIn(params), headers.authorization]
    .filter((each) => each !== undefined)
    .map(readBearer);
  const tokens = shown.filter(({ kind }) => kind !== 'MALFORMED').map(({ token }) => token);
  if (new Set(tokens).size > 1) return { kind: 'CONFLICTING', token: '' };
  if (shown[0]) return shown[0];
  const session = sessionOf(headers);
  return session === undefined ? null : readToken(session);
}

function authorizationIn(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null) return undefined;
  const { authorization, Authorization } = params as Readonly<Record<string, unknown>>;
  const given = authorization ?? Authorization;
  if (given === undefined || given === null) return undefined;
  // What is no text is no token either, and must not pass for none.
  return typeof given === 'string' ? given : '';
}

function readBearer(authorization: string): Credential {
  const token =
    authorization.length <= maxTokenLength ? bearerPattern.exec(authorization)?.[1] : undefined;
  return token === undefined ? { kind: 'MALFORMED', token: '' } : readToken(token);
}

function readToken(token: string): Credential {
  const prefix = ownTokenPattern.exec(token)?.[1];
  if (prefix === undefined) return { kind: 'JWT', token };
  return { kind: prefix === 'ak' ? 'API_KEY' : 'SESSION', token };
}

/** A page of another site can make a browser send cookies; what it asks for is not the user's wish. */
function sessionOf(headers: IncomingHttpHeaders): string | undefined {
  if (headers['sec-fetch-site'] === 'cross-site') return undefined;
  const value = readSessionCookie(headers);
  return value && ownTokenPattern.exec(value)?.[1] === 'as' ? value : undefined;
}
