/**
 * A subgraph behind HTTP: operations over a keep-alive pool, subscriptions over one multiplexed
 * WebSocket. Every call carries an actor token made for this subgraph. A subscription whose socket
 * breaks is continued after the last event that came, so its client does not notice.
 */
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Client } from 'graphql-ws';
import { Pool } from 'undici';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { createActorSigner } from '@arbiter/server/auth/actor-token.ts';
import { writeRequestFacts } from '@arbiter/server/auth/request-facts.ts';
import type { SigningKey } from '@arbiter/server/auth/signing-key.ts';
import { HttpStatusError } from '@arbiter/server/resilience/error-class.ts';
import { actorExtension, actorTokenHeader } from '@arbiter/server/subgraph/call-guard.ts';
import type { RestResponse } from '@arbiter/server/subgraph/subgraph.ts';
import { traceHeaders } from '../telemetry/trace-source.ts';
import { resumeAfter } from '../subscriptions/resume.ts';
import { followAcrossBreaks } from './follow-across-breaks.ts';
import { defaultRetrySeconds, readResult } from './read-result.ts';
import type { SourceRequest, SubgraphSource } from './subgraph-source.ts';
import { type SocketPatience, createSubscriptionSocket } from './subscription-socket.ts';

export interface HttpSourceOptions {
  readonly name: string;
  /** The subgraph's GraphQL endpoint. */
  readonly url: string;
  /** Signs who asks, for subgraphs of ours; others are told nothing of it. */
  readonly key?: SigningKey | undefined;
  readonly clock: Clock;
  /** With a socket that carries subscriptions, instead of as long as subgraphs deserve. */
  readonly patience?: SocketPatience;
}

/** Requests on their way to one subgraph at once; more wait for a connection. */
const maxConnections = 64;
/** A bound of its own, for what nobody else limits: a fetch is given up by its signal. */
const answerTimeoutMs = 30_000;
/** Within a data centre a connection takes milliseconds; what takes longer is not there. */
const connectTimeoutMs = 3_000;
/** Far above any page of any list; beyond it an answer would decide over the memory of all others. */
const maxAnswerBytes = 64 * 1024 * 1024;
/** Somebody has to give both sides the same key. */
const refusedRetrySeconds = 30;
const accepted = 'application/graphql-response+json, application/json';
/** Senders to a subgraph's own endpoints wait for 5 s, and the subgraph answers within 4. */
const restTimeoutMs = 4_500;
const checkTimeoutMs = 2_000;
/** Whoever closes has drained before, so this is for what nobody waits for any more. */
const closeTimeoutMs = 2_000;

export function httpSource(options: HttpSourceOptions): SubgraphSource {
  const connection = connect(options);
  const { name, pool, socket } = connection;
  return {
    name,
    async fetch({ query, operationName, variables, identity, signal }) {
      const answer = await post(connection, identity, {
        path: connection.path,
        headers: { 'content-type': 'application/json', accept: accepted },
        body: JSON.stringify({ query, operationName, variables }),
        ...(signal ? { signal } : {}),
      });
      if (options.key) requireAccepted(name, answer);
      return readResult(name, answer);
    },
    subscribe: async (request) => subscribeAcrossBreaks(connection, request),
    async rest(path, { identity, headers, body }) {
      const answer = await post(connection, identity, {
        path,
        headers: pickHeaders(headers, passedOn),
        body,
        signal: AbortSignal.timeout(restTimeoutMs),
      });
      return requireRouteAnswer(name, answer);
    },
    check: () => checkReady(connection),
    async close() {
      connection.closing.abort();
      await socket.dispose();
      await closePool(pool);
    },
  };
}

/** How one subgraph is reached: a pool for requests, a socket for subscriptions, tokens for both. */
interface Connection {
  readonly name: string;
  /** Path of the GraphQL endpoint, with what the URL has after it. */
  readonly path: string;
  readonly pool: Pool;
  readonly socket: Client;
  /** Headers that say who asks; none for subgraphs that are not ours. */
  readonly introduce: (identity: RequestIdentity) => Record<string, string> | null;
  readonly closing: AbortController;
}

function connect({ name, url, key, clock, patience }: HttpSourceOptions): Connection {
  const { origin, pathname, search } = new URL(url);
  return {
    name,
    path: `${pathname}${search}`,
    pool: new Pool(origin, {
      connections: maxConnections,
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
      connect: { timeout: connectTimeoutMs },
      maxResponseSize: maxAnswerBytes,
    }),
    socket: createSubscriptionSocket(url, patience),
    introduce: createIntroduction({ name, key, clock }),
    closing: new AbortController(),
  };
}

function createIntroduction({
  name,
  key,
  clock,
}: Pick<HttpSourceOptions, 'name' | 'key' | 'clock'>): Connection['introduce'] {
  if (!key) return () => null;
  const tokenOf = createActorSigner(key, { audience: name, clock });
  return ({ actor, ...facts }) => ({
    ...writeRequestFacts(facts),
    [actorTokenHeader]: tokenOf(actor),
  });
}

interface Outgoing {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer;
  /** Aborted when nobody waits any more. */
  readonly signal?: AbortSignal;
}

/** Errors: UNAVAILABLE when the subgraph cannot be reached, or not in time. */
async function post(
  { name, pool, introduce }: Connection,
  identity: RequestIdentity,
  outgoing: Outgoing,
): Promise<RestResponse> {
  const headers = { ...outgoing.headers, ...traceHeaders(identity), ...introduce(identity) };
  try {
    const answer = await pool.request({ ...outgoing, method: 'POST', headers });
    return {
      status: answer.statusCode,
      headers: pickHeaders(answer.headers, passedBack),
      body: await answer.body.text(),
    };
  } catch (error) {
    throw unavailable(`The ${name} subgraph cannot be reached now.`, defaultRetrySeconds, error);
  }
}

/**
 * A subgraph of ours that does not know the caller means this gateway, whose key is another: nothing
 * that a client could put right by another token.
 */
function requireAccepted(name: string, { status }: RestResponse): void {
  if (status !== 401) return;
  const cause = new HttpStatusError(status, 'The subgraph refuses the tokens of this gateway.');
  throw unavailable(`The ${name} subgraph cannot be asked now.`, refusedRetrySeconds, cause);
}

/** What is under way may end; a subgraph that hangs keeps nobody from stopping. */
async function closePool(pool: Pool): Promise<void> {
  const limit = Promise.withResolvers<void>();
  const timer = setTimeout(limit.resolve, closeTimeoutMs);
  await Promise.race([pool.close(), limit.promise]);
  clearTimeout(timer);
  await pool.destroy();
}

async function checkReady({ name, pool }: Connection): Promise<void> {
  const answer = await pool.request({
    method: 'GET',
    path: '/ready',
    headersTimeout: checkTimeoutMs,
  });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw unavailable(`The ${name} subgraph is not ready.`, 2);
}

function subscribeAcrossBreaks(
  { name, socket, introduce, closing }: Connection,
  request: SourceRequest,
): AsyncIterableIterator<ExecutionResult> {
  return followAcrossBreaks({
    async open(after) {
      const { query, variables, operationName } =
        after === null ? request : resumeAfter(request, after);
      const introduction = introduce(request.identity);
      return socket.iterate({
        query,
        variables: { ...variables },
        operationName: operationName ?? null,
        ...(introduction ? { extensions: { [actorExtension]: introduction } } : {}),
      }) as AsyncIterableIterator<ExecutionResult>;
    },
    lost: () => lost(name),
    signal: closing.signal,
  });
}

/**
 * A route of a subgraph refuses with problem details. Any other refusal is somebody else's, such as
 * that of a server which is stopping; it has neither the form nor the time to come back at.
 */
function requireRouteAnswer(name: string, answer: RestResponse): RestResponse {
  const isProblem = answer.headers['content-type']?.startsWith('application/problem+json');
  if (answer.status < 400 || isProblem) return answer;
  throw unavailable(`The ${name} subgraph gave no answer now.`, 2);
}

/** Headers that mean something beyond one connection, on the way there and on the way back. */
const passedOn = ['content-type', 'content-encoding'];
const passedBack = ['content-type', 'retry-after', 'accept-encoding'];

function pickHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  names: readonly string[],
): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = headers[name];
    if (typeof value === 'string') picked[name] = value;
  }
  return picked;
}

function lost(name: string): GraphQLError {
  const originalError = unavailable(
    `The ${name} subgraph was lost; subscribe again after your cursor.`,
    5,
  );
  return new GraphQLError(originalError.message, { originalError });
}
