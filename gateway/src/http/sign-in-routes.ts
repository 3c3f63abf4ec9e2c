/**
 * `/auth/*`: a person goes to a provider, comes back proved, and gets a session of the registry in a
 * cookie. Where they go afterwards is a path of this server, whatever the link said.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { z } from 'zod';
import { type RequestIdentity, gatewayActor } from '@arbiter/kernel/actor/actor.ts';
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { AppError, badInput, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import type { RestResponse } from '@arbiter/server/subgraph/subgraph.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { requestIdOf } from './identity.ts';
import { type GuessLimit, createGuessLimit } from '../auth/guess-limit.ts';
import { cookieNames, readCookie, readSessionCookie } from '../auth/session-cookie.ts';
import { seal, unseal, writeCookie } from './sign-in-cookie.ts';
import { type ProvedIdentity, type SignInProvider, signInProviders } from './sign-in-provider.ts';
import type { SignInSettings } from './sign-in-settings.ts';

export interface SignInOptions {
  readonly settings: SignInSettings;
  /** Undefined when the supergraph has none now. */
  readonly registry: () => Pick<SubgraphSource, 'rest'> | undefined;
  readonly logger: Logger;
}

/** Time to type a password and to find the second factor. */
const flowSeconds = 600;
const retrySeconds = 5;
/** A minute, of one address: nobody's sign-in fails that often, though many may share an address. */
const maxUnknownCodes = 60;
const maxUserAgentLength = 512;
/** Signing out needs no body, and is open to everybody. */
const maxLogoutBytes = 1_024;

const flowShape = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  invitation: z.string().nullable(),
  tenantId: z.string().nullable(),
});
const queryShape = z.object({
  returnTo: z.string().max(2_000).optional(),
  invitation: z.string().max(100).optional(),
  tenant: z.string().max(255).optional(),
});
const signedInShape = z.object({ token: z.string(), expiresAt: z.iso.datetime() });
const refusedShape = z.object({ reason: z.string() });

/** Mounts nothing when no base URL or no provider is set. */
export function mountSignIn(http: FastifyInstance, options: SignInOptions): void {
  const { settings, registry } = options;
  const base = settings.AUTH_BASE_URL;
  if (!base) return;
  // Each code costs the provider a question, for which it has a limit of its own.
  const guesses = createGuessLimit(systemClock, maxUnknownCodes, 'codes');
  for (const provider of signInProviders(settings)) {
    const place = { provider, base, callback: new URL(`/auth/callback/${provider.name}`, base) };
    http.get(`/auth/login/${provider.name}`, (request, reply) => begin(place, request, reply));
    http.get(place.callback.pathname, (request, reply) =>
      finish({ ...place, ...options, guesses }, request, reply),
    );
  }
  http.post('/auth/logout', { bodyLimit: maxLogoutBytes }, async (request, reply) => {
    const tokenHash = hashOfSession(request);
    if (tokenHash) await askRegistry({ registry, request }, '/internal/sign-out', { tokenHash });
    return reply.status(204).header('set-cookie', clear('session', base)).send();
  });
}

/** SHA-256 of the session that the browser has; null when it has none. */
function hashOfSession({ headers }: FastifyRequest): string | null {
  const token = readSessionCookie(headers);
  return token ? sha256(token) : null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

interface Finishing extends Place, SignInOptions {
  /** Codes that proved nothing, by address. */
  readonly guesses: GuessLimit;
}

interface Place {
  readonly provider: SignInProvider;
  readonly base: string;
  /** The one address that the provider sends people back to. */
  readonly callback: URL;
}

const isSecure = (base: string) => new URL(base).protocol === 'https:';

function clear(kind: 'session' | 'flow', base: string): string {
  const name = cookieNames(isSecure(base))[kind];
  return writeCookie(name, '', { maxAgeSeconds: 0, isSecure: isSecure(base) });
}

async function begin(
  { provider, base, callback }: Place,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = queryShape.safeParse(request.query);
  if (!query.success) throw badInput('query', 'returnTo, invitation and tenant are short texts.');
  const { returnTo = '/', invitation = null, tenant = null } = query.data;
  if ((invitation ?? tenant) !== null) requireOwnWish(request);
  const checks = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const flow = { ...checks, provider: provider.name, invitation, tenantId: tenant };
  const sealed = seal(
    { ...flow, returnTo: ownPath(returnTo, base) },
    { secret: provider.clientSecret, atMs: systemClock().getTime() + flowSeconds * 1000 },
  );
  const url = await provider.authorizationUrl(callback.href, checks).catch((error: unknown) => {
    throw unavailable('The provider does not answer.', retrySeconds, error);
  });
  const attributes = { maxAgeSeconds: flowSeconds, isSecure: isSecure(base) };
  const cookie = writeCookie(cookieNames(isSecure(base)).flow, sealed, attributes);
  return reply.header('set-cookie', cookie).header('cache-control', 'no-store').redirect(url.href);
}

/**
 * Another site's link may not move whoever is signed in into another tenant, where they would work on without
 * noticing: their provider knows them, so that nobody would ask. Errors: FORBIDDEN.
 */
function requireOwnWish({ headers }: FastifyRequest): void {
  if (headers['sec-fetch-site'] !== 'cross-site' || !readSessionCookie(headers)) return;
  const message =
    'You are signed in, and another site sent you here to change where. Sign out first, or open the address ' +
    'yourself.';
  throw new AppError('FORBIDDEN', message);
}

/** A path of this server. Errors: BAD_USER_INPUT for what would lead elsewhere. */
export function ownPath(returnTo: string, base: string): string {
  const url = URL.parse(returnTo, base);
  const path = url ? `${url.pathname}${url.search}${url.hash}` : '';
  // Dots are taken out on the way, so that two slashes may come first in what is left: `/.//other.example`.
  const isOwn = [returnTo, path].every((text) => /^\/(?![/\\])/.test(text));
  if (!isOwn || url?.origin !== new URL(base).origin) {
    throw badInput('returnTo', 'returnTo must be a path of this server.');
  }
  return path;
}

async function finish(
  place: Finishing,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { provider, base, registry, settings, logger, guesses } = place;
  const sealed = readCookie(request.headers.cookie, cookieNames(isSecure(base)).flow) ?? '';
  const opening = { secret: provider.clientSecret, atMs: systemClock().getTime() };
  const flow = flowShape.safeParse(unseal(sealed, opening));
  if (!flow.success || flow.data.provider !== provider.name) {
    await reportUnproved(place, request, 'NOT_BEGUN');
    throw refused('This sign-in was not begun in this browser, or took too long; begin again.');
  }
  const { returnTo, invitation, tenantId, ...checks } = flow.data;
  const callback = new URL(place.callback);
  callback.search = new URL(request.url, base).search;
  guesses.require(request.ip);
  const proved = await provider.identify(callback, checks).catch(async (error: unknown) => {
    logger.info({ err: error, provider: provider.name }, 'sign-in refused');
    guesses.count(request.ip, sha256(callback.search));
    await reportUnproved(place, request, 'NOT_PROVED');
    throw refused('The provider did not prove who you are; begin again.');
  });
  const admitTo = admittedTenant(proved, settings);
  const session = sessionLimits(settings);
  const replaces = hashOfSession(request);
  const command = { ...proved, invitation, tenantId, admitTo, session, replaces };
  const answer = await askRegistry({ registry, request }, '/internal/sign-in', command);
  if (answer.status === 403) throw refused(refusals[reasonOf(answer)] ?? 'You are not let in.');
  if (answer.status !== 200) throw notNow(answer);
  const { token, expiresAt } = signedInShape.parse(JSON.parse(answer.body));
  const maxAgeSeconds = Math.floor((Date.parse(expiresAt) - systemClock().getTime()) / 1000);
  const names = cookieNames(isSecure(base));
  return reply
    .header('set-cookie', [
      writeCookie(names.session, token, { maxAgeSeconds, isSecure: isSecure(base) }),
      clear('flow', base),
    ])
    .header('cache-control', 'no-store')
    .redirect(returnTo);
}

function sessionLimits({ AUTH_SESSION_HOURS, AUTH_SESSION_IDLE_MINUTES }: SignInSettings) {
  return {
    lifetimeSeconds: AUTH_SESSION_HOURS * 3_600,
    idleSeconds: AUTH_SESSION_IDLE_MINUTES * 60,
  };
}

/** The tenant that the operator opened to the proved address's domain. */
function admittedTenant(
  { verifiedEmail }: ProvedIdentity,
  { AUTH_SIGN_IN_DOMAINS: domains, AUTH_SIGN_IN_TENANT: tenantId }: SignInSettings,
): string | null {
  const domain = verifiedEmail?.split('@').at(-1)?.toLowerCase();
  return domain !== undefined && domains.includes(domain) ? tenantId : null;
}

const refusals: Readonly<Record<string, string>> = {
  NOT_INVITED: 'You have no account here; ask for an invitation to your address.',
  NOT_ACTIVE: 'Your account is closed.',
  NO_TENANT: 'You are no member of this tenant.',
};

function reasonOf({ body }: RestResponse): string {
  return refusedShape.parse(JSON.parse(body)).reason;
}

function refused(message: string): AppError {
  return new AppError('UNAUTHENTICATED', message);
}

function notNow({ status }: RestResponse): AppError {
  const cause = new Error(`The registry answers ${status}.`);
  return unavailable('Nobody can sign in now.', retrySeconds, cause);
}

/** For the ledger; who is not let in is told so whether or not it can be written. */
async function reportUnproved(
  { provider, registry, logger }: Place & SignInOptions,
  request: FastifyRequest,
  reason: 'NOT_BEGUN' | 'NOT_PROVED',
): Promise<void> {
  const failure = { provider: provider.kind, reason };
  try {
    await askRegistry({ registry, request }, '/internal/sign-in-failures', failure);
  } catch (error) {
    logger.warn({ err: error }, 'a failed sign-in could not be recorded');
  }
}

/** As the gateway itself, on behalf of nobody yet. Errors: UNAVAILABLE. */
async function askRegistry(
  { registry, request }: Pick<SignInOptions, 'registry'> & { readonly request: FastifyRequest },
  path: string,
  body: object,
): Promise<RestResponse> {
  const source = registry();
  if (!source) throw unavailable('The supergraph has no registry subgraph now.', retrySeconds);
  const actor = gatewayActor(defaultTenantId);
  const userAgent = request.headers['user-agent']?.slice(0, maxUserAgentLength);
  const identity: RequestIdentity = {
    actor,
    requestId: requestIdOf(request.headers),
    clientAddress: request.ip,
    ...(userAgent === undefined ? {} : { userAgent }),
  };
  const headers = { 'content-type': 'application/json' };
  return source.rest(path, { identity, headers, body: Buffer.from(JSON.stringify(body)) });
}
