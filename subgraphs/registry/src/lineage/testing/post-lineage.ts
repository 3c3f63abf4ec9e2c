/** Posting OpenLineage bodies to a running registry, as its gateway passes them on. */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { RunningSubgraph } from '@arbiter/testkit/run-subgraph.ts';

export interface PostOptions {
  readonly identity?: RequestIdentity;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PostAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; null when it is empty. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** Posts a body to `/api/v1/lineage`; texts are sent as UTF-8, other values as JSON. */
export function postEvent(
  run: Pick<RunningSubgraph, 'subgraph'>,
  body: unknown,
  options: PostOptions = {},
): Promise<PostAnswer> {
  return post(run, '/api/v1/lineage', body, options);
}

/** Posts a body to `/api/v1/lineage/batch`. */
export function postBatch(
  run: Pick<RunningSubgraph, 'subgraph'>,
  body: unknown,
  options: PostOptions = {},
): Promise<PostAnswer> {
  return post(run, '/api/v1/lineage/batch', body, options);
}

async function post(
  { subgraph }: Pick<RunningSubgraph, 'subgraph'>,
  path: string,
  body: unknown,
  { identity = testIdentity(), headers = {} }: PostOptions,
): Promise<PostAnswer> {
  const route = subgraph.routes.find((each) => each.path === path);
  invariant(route, `the registry serves ${path}`);
  const answer = await route.handle({ identity, headers, body: toBytes(body) });
  return {
    status: answer.status,
    headers: answer.headers,
    body: answer.body === '' ? null : (JSON.parse(answer.body) as Record<string, unknown>),
  };
}

function toBytes(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
