/**
 * A registry behind HTTP that knows the API keys and tenants which a test gives it: the real server of a
 * subgraph, whose handlers answer from memory.
 */
import { createHash } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { AppError } from '@arbiter/kernel/errors/app-error.ts';
import { type SigningKey, parseSigningKey } from '@arbiter/server/auth/signing-key.ts';
import { startSubgraphServer } from '@arbiter/server/subgraph/http-server.ts';
import { jsonAnswer, refusalAnswer } from '@arbiter/server/subgraph/rest-answers.ts';
import type { RestRoute, Subgraph } from '@arbiter/server/subgraph/subgraph.ts';
import { createBusinessMetrics } from '@arbiter/server/telemetry/business-metrics.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { pushedResults } from '@arbiter/testkit/pushed-results.ts';

interface KnownCredential {
  readonly credentialId: string;
  readonly expiresAt: string | null;
  readonly actor: Actor;
}

export interface FakeRegistry extends AsyncDisposable {
  readonly url: string;
  readonly signingKey: SigningKey;
  /** Whoever has asked for anything, in order. */
  readonly callers: RequestIdentity[];
  /** Bodies of questions about credentials and tenants. */
  readonly questions: unknown[];
  readonly tenants: Set<string>;
  /** A new key of the kind for the actor. */
  issue(prefix: 'ak' | 'as', actor: Actor, expiresAt?: Date): string;
  revoke(token: string): void;
  /** Answers every question with this status, until it is called with null. */
  fail(status: number | null): void;
}

const maxBodyBytes = 100_000;

export async function startFakeRegistry(): Promise<FakeRegistry> {
  const signingKey = parseSigningKey(Buffer.alloc(32, 9).toString('base64'));
  const known = new Map<string, KnownCredential>();
  const callers: RequestIdentity[] = [];
  const questions: unknown[] = [];
  const tenants = new Set<string>();
  let failure: number | null = null;
  const noted = { callers, questions, failure: () => failure };
  const routes = [
    questionRoute(noted, '/internal/credentials', ({ kind, tokenHash }) =>
      known.get(`${kind} ${tokenHash}`),
    ),
    questionRoute(noted, '/internal/tenants', ({ tenantId }) =>
      tenants.has(tenantId ?? '') ? { tenantId, isActive: true } : undefined,
    ),
    lineageRoute(callers),
  ];
  const subgraph = subgraphOf(routes, callers);
  const server = await startSubgraphServer({
    subgraph,
    keys: [signingKey],
    clock: systemClock,
    logger: testLogger(),
    metrics: createMetrics(),
    host: '127.0.0.1',
    port: 0,
  });
  const keyOf = (token: string) => {
    const kind = token.startsWith('ak_') ? 'API_KEY' : 'SESSION';
    return `${kind} ${createHash('sha256').update(token).digest('hex')}`;
  };
  let issued = 0;
  return {
    url: `${server.url}/graphql`,
    signingKey,
    callers,
    questions,
    tenants,
    issue(prefix, actor, expiresAt) {
      issued += 1;
      const token = `${prefix}_${String(issued).padStart(43, 'x')}`;
      const end = expiresAt?.toISOString() ?? null;
      known.set(keyOf(token), { credentialId: `credential-${issued}`, expiresAt: end, actor });
      return token;
    },
    revoke: (token) => void known.delete(keyOf(token)),
    fail: (status) => void (failure = status),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

interface Noted {
  readonly callers: RequestIdentity[];
  readonly questions: unknown[];
  readonly failure: () => number | null;
}

function questionRoute(
  { callers, questions, failure }: Noted,
  path: string,
  find: (question: Readonly<Record<string, string>>) => object | undefined,
): RestRoute {
  return {
    method: 'POST',
    path,
    maxBodyBytes,
    async handle({ identity, body }) {
      callers.push(identity);
      const question = JSON.parse(String(body)) as Readonly<Record<string, string>>;
      questions.push(question);
      const status = failure();
      if (status !== null) return { status, headers: {}, body: '' };
      const found = find(question);
      if (found) return jsonAnswer(200, found);
      return refusalAnswer(new AppError('NOT_FOUND', 'No such thing.'), identity.requestId);
    },
  };
}

function lineageRoute(callers: RequestIdentity[]): RestRoute {
  return {
    method: 'POST',
    path: '/api/v1/lineage',
    maxBodyBytes,
    async handle({ identity }) {
      callers.push(identity);
      return jsonAnswer(201, { tenant: identity.actor.tenantId });
    },
  };
}

/** Queries have one answer; subscriptions wait for events that never come. */
function subgraphOf(routes: readonly RestRoute[], callers: RequestIdentity[]): Subgraph {
  return {
    name: 'registry',
    async execute({ identity }): Promise<ExecutionResult> {
      callers.push(identity);
      return { data: { agents: { nodes: [] } } };
    },
    async subscribe({ identity }) {
      callers.push(identity);
      return pushedResults().results;
    },
    routes,
    beginPublishing: () => undefined,
    drainEvents: async () => undefined,
    eventLag: async () => ({ numbering: 0, publishing: 0 }),
    business: createBusinessMetrics(() => undefined),
    connections: () => ({ active: 0, idle: 0, waiting: 0 }),
    check: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
}
