/**
 * API keys, sessions and tenants, which the registry knows. Asked over routes of its own that no client
 * reaches; answers are kept for seconds, so that a key costs no call with each request and a revoked one
 * is good for no longer than that.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import {
  type RequestIdentity,
  accessLevels,
  actorKinds,
  gatewayActor,
} from '@arbiter/kernel/actor/actor.ts';
import { defaultTenantId, isTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { type AppError, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { newId } from '@arbiter/kernel/ids.ts';
import type { RateLimitOverrides } from '@arbiter/kernel/rate-limit/rate-limits.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import type { Caller } from './caller.ts';
import { createGuessLimit } from './guess-limit.ts';
import type { Credential } from './credential.ts';

/** The longest that a revoked key or session, or a tenant that was closed, is still good. */
export const positiveLifeMs = 15_000;
/** The longest that a new key or tenant is not known yet; short, as somebody waits for it. */
export const negativeLifeMs = 2_000;
/** A tenant is kept for as long as the registry is away, up to this; most of the graph works without. */
const tenantGraceMs = 60 * 60_000;
const maxRemembered = 10_000;
const retrySeconds = 2;

export interface RegistryCredentialsOptions {
  /** The registry; undefined when the supergraph has none now. */
  readonly registry: () => Pick<SubgraphSource, 'rest'> | undefined;
  readonly clock: Clock;
  /** Unknown keys that one address may try in a minute, instead of the default. */
  readonly guessesPerMinute?: number;
}

export interface ActiveTenant {
  readonly tenantId: string;
  readonly rateLimits: RateLimitOverrides;
}

export interface RegistryCredentials {
  /**
   * Whom the key or session stands for; null when it stands for nobody. Errors: UNAVAILABLE; RATE_LIMITED
   * for one that has never stood for anybody, from an address that has tried too many such ones.
   */
  resolve(credential: Credential, clientAddress?: string): Promise<Caller | null>;
  /** The tenant, if it exists and is active. Errors: UNAVAILABLE. */
  tenant(tenantId: string): Promise<ActiveTenant | null>;
}

const tenantId = z.string().refine(isTenantId);
const callerShape = z.object({
  credentialId: z.string(),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
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
});
const limit = z.int().nonnegative();
const noLimits: RateLimitOverrides = {
  perMinute: null,
  perHour: null,
  perDay: null,
  operations: {},
};
const tenantShape = z.object({
  tenantId,
  isActive: z.literal(true),
  rateLimits: z
    .object({
      perMinute: limit.nullish().transform((value) => value ?? null),
      perHour: limit.nullish().transform((value) => value ?? null),
      perDay: limit.nullish().transform((value) => value ?? null),
      tenantPerMinute: limit.nullish(),
      tenantPerHour: limit.nullish(),
      tenantPerDay: limit.nullish(),
      operations: z.record(z.string(), limit).default({}),
    })
    .default(noLimits),
});

export function createRegistryCredentials({
  registry,
  clock,
  guessesPerMinute,
}: RegistryCredentialsOptions): RegistryCredentials {
  const ask = createQuestion(registry);
  const guesses = createGuessLimit(clock, guessesPerMinute);
  const callers = rememberAnswers<Caller>(clock, { graceMs: 0 });
  const tenants = rememberAnswers<ActiveTenant>(clock, { graceMs: tenantGraceMs });
  return {
    async resolve({ kind, token }, clientAddress) {
      const tokenHash = createHash('sha256').update(token).digest('hex');
      const caller = await callers(`${kind} ${tokenHash}`, async (wasKnown) => {
        if (!wasKnown) guesses.require(clientAddress);
        const answer = await ask('/internal/credentials', { kind, tokenHash });
        if (answer === null) {
          guesses.count(clientAddress, tokenHash);
          return null;
        }
        const { expiresAt, ...rest } = callerShape.parse(answer);
        return { ...rest, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
      });
      const isOver = caller?.expiresAt && caller.expiresAt.getTime() <= clock().getTime();
      return isOver ? null : caller;
    },
    tenant: (id) =>
      tenants(id, async () => {
        const answer = await ask('/internal/tenants', { tenantId: id });
        return answer === null ? null : tenantShape.parse(answer);
      }),
  };
}

type Question = (path: string, body: object) => Promise<unknown>;

/** The JSON of a 200, null for a 404. Errors: UNAVAILABLE for every other answer, and for none. */
function createQuestion(registry: RegistryCredentialsOptions['registry']): Question {
  // One object for all questions, so that its actor token is made twice a minute.
  const actor = gatewayActor(defaultTenantId);
  const headers = { 'content-type': 'application/json' };
  return async (path, body) => {
    const source = registry();
    if (!source) throw notNow('The supergraph has no registry.');
    const identity: RequestIdentity = { actor, requestId: newId() };
    const request = { identity, headers, body: Buffer.from(JSON.stringify(body)) };
    const answer = await source.rest(path, request);
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw notNow(`The registry answers ${answer.status} at ${path}.`);
    return JSON.parse(answer.body) as unknown;
  };
}

function notNow(internal: string): AppError {
  const message = 'Who you are cannot be found out now.';
  return unavailable(message, retrySeconds, new Error(internal));
}

interface Answer<T> {
  readonly value: T | null;
  readonly atMs: number;
}

/** Finds the answer; `wasKnown`: there was one before, which is too old by now. */
type Find<T> = (wasKnown: boolean) => Promise<T | null>;

/**
 * Asks once for each key within its life, however many wait for the answer. `graceMs`: how old a positive
 * answer may be when there is no newer one to get.
 */
function rememberAnswers<T extends object>(
  clock: Clock,
  { graceMs }: { readonly graceMs: number },
) {
  const nowMs = () => clock().getTime();
  // Apart, so that a flood of invented keys does not push out those that are real.
  const positive = new LRUCache<string, Answer<T>>({ max: maxRemembered });
  const negative = new LRUCache<string, Answer<T>>({ max: maxRemembered });
  const asking = new Map<string, Promise<T | null>>();
  const fresh = (answer: Answer<T> | undefined, lifeMs: number) =>
    answer !== undefined && nowMs() - answer.atMs < lifeMs;
  const ask = async (key: string, find: Find<T>) => {
    try {
      const value = await find(positive.has(key));
      const answer = { value, atMs: nowMs() };
      positive.delete(key);
      negative.delete(key);
      (value === null ? negative : positive).set(key, answer);
      return value;
    } catch (error) {
      const last = positive.get(key);
      if (last && fresh(last, graceMs)) return last.value;
      throw error;
    } finally {
      asking.delete(key);
    }
  };
  return async (key: string, find: Find<T>): Promise<T | null> => {
    const known = positive.get(key);
    if (known && fresh(known, positiveLifeMs)) return known.value;
    if (fresh(negative.get(key), negativeLifeMs)) return null;
    const pending = asking.get(key) ?? ask(key, find);
    asking.set(key, pending);
    return pending;
  };
}
