/**
 * A subgraph behind HTTP: operations over a keep-alive pool, subscriptions over one multiplexed
 * WebSocket. Every call carries an actor token made for this subgraph. A subscription whose socket
 * breaks is continued after the last event that came, so its client does not notice.
 */
import { type ExecutionResult, GraphQLError } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { Pool } from 'undici';
import WebSocket from 'ws';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';
import { signActorToken } from '@arbiter/server/auth/actor-token.ts';
import type { SigningKey } from '@arbiter/server/auth/signing-key.ts';
import { actorTokenExtension, actorTokenHeader } from '@arbiter/server/subgraph/http-server.ts';
import type { RestRequest, RestResponse } from '@arbiter/server/subgraph/subgraph.ts';
import { resumeAfter } from '../subscriptions/resume.ts';
import { followAcrossBreaks } from './follow-across-breaks.ts';
import type { SourceRequest, SubgraphSource } from './subgraph-source.ts';

export interface HttpSourceOptions {
  readonly name: string;
  /** The subgraph's GraphQL endpoint. */
  readonly url: string;
  readonly key: SigningKey;
  readonly clock: Clock;
}

/** Requests on their way to one subgraph at once; more wait for a connection. */
const maxConnections = 64;
const answerTimeoutMs = 30_000;
const checkTimeoutMs = 2_000;

export function httpSource(options: HttpSourceOptions): SubgraphSource {
  const { name, url, key, clock } = options;
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, {
    connections: maxConnections,
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
  });
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    // Repeating an operation as it was would lose or double events; see follow-across-breaks.ts.
    retryAttempts: 0,
  });
  const tokenFor = (identity: RequestIdentity) =>
    signActorToken(key, identity, { audience: name, clock });
  const post = async (
    path: string,
    identity: RequestIdentity,
    headers: Record<string, string>,
    body: string | Buffer,
  ) => {
    const token = await tokenFor(identity);
    try {
      return await pool.request({
        method: 'POST',
        path,
        headers: { ...headers, [actorTokenHeader]: token },
        body,
      });
    } catch (error) {
      throw unavailable(`The ${name} subgraph cannot be reached now.`, 2, error);
    }
  };
  return {
    name,
    async fetch({ query, operationName, variables, identity }) {
      const body = JSON.stringify({ query, operationName, variables });
      const answer = await post(pathname, identity, { 'content-type': 'application/json' }, body);
      return readResult(name, await answer.body.text());
    },
    async subscribe(request) {
      return followAcrossBreaks({
        async open(after) {
          const resumed = after === null ? request : { ...request, ...resumeAfter(request, after) };
          return openSubscription(
            socket,
            await tokenFor(request.identity),
            resumed as SourceRequest,
          );
        },
        lost: () => lost(name),
      });
    },
    async rest(path, { identity, headers, body }: RestRequest): Promise<RestResponse> {
      const answer = await post(path, identity, passedHeaders(headers), body);
      return {
        status: answer.statusCode,
        headers: passedHeaders(answer.headers),
        body: await answer.body.text(),
      };
    },
    async check() {
      const answer = await pool.request({
        method: 'GET',
        path: '/ready',
        headersTimeout: checkTimeoutMs,
      });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw unavailable(`The ${name} subgraph is not ready.`, 2);
    },
    async close() {
      await socket.dispose();
      await pool.close();
    },
  };
}

/** A subgraph always answers with a GraphQL result; anything else is somebody else's answer. */
function readResult(name: string, text: string): ExecutionResult {
  try {
    const result: unknown = JSON.parse(text);
    if (typeof result === 'object' && result !== null && ('data' in result || 'errors' in result)) {
      return result as ExecutionResult;
    }
  } catch {
    // Falls through: the text is not for the client, nor for the log, whose size it would decide.
  }
  throw unavailable(`The ${name} subgraph gave no GraphQL answer.`, 2);
}

/** Headers that mean something beyond one connection. */
const endToEndHeaders = ['content-type', 'content-encoding', 'retry-after'];

function passedHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of endToEndHeaders) {
    const value = headers[name];
    if (typeof value === 'string') passed[name] = value;
  }
  return passed;
}

/** One subscription over the shared socket, with a token of its own. */
async function openSubscription(
  socket: Client,
  token: string,
  { query, variables, operationName }: Pick<SourceRequest, 'query' | 'variables' | 'operationName'>,
): Promise<AsyncIterableIterator<ExecutionResult>> {
  return socket.iterate({
    query,
    variables: { ...variables },
    operationName: operationName ?? null,
    extensions: { [actorTokenExtension]: token },
  }) as AsyncIterableIterator<ExecutionResult>;
}

function lost(name: string): GraphQLError {
  const originalError = unavailable(
    `The ${name} subgraph was lost; subscribe again after your cursor.`,
    5,
  );
  return new GraphQLError(originalError.message, { originalError });
}
