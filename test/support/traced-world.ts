/**
 * Arbiter as real processes that send their spans to a collector in memory: all in one, or gateway
 * and subgraphs each in its own.
 */
import { randomBytes } from 'node:crypto';
import { subgraphNames } from '@arbiter/server/config/settings.ts';
import { startRedis } from '@arbiter/testkit/bus-servers.ts';
import { createEmptyDatabase } from '@arbiter/testkit/databases.ts';
import { type ServingArbiter, startArbiter } from './arbiter-process.ts';
import { postBody } from './http.ts';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver.ts';

const launcher = [process.execPath, 'packages/launcher/src/main.ts'] as const;
/** Sends what there is often, so that tests need not wait the five seconds of the default. */
const soon = { OTEL_BSP_SCHEDULE_DELAY: '100' };

export interface TracedWorld extends AsyncDisposable {
  readonly receiver: OtlpReceiver;
  readonly gateway: ServingArbiter;
}

/** Everything in one process. */
export async function startTracedInProcess(): Promise<TracedWorld> {
  const resources = new AsyncDisposableStack();
  const receiver = resources.use(await startOtlpReceiver());
  const database = resources.use(await createEmptyDatabase());
  const gateway = resources.use(
    await startArbiter({
      command: launcher,
      env: {
        ...soon,
        DATABASE_URL: database.url,
        LOG_LEVEL: 'info',
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      },
    }),
  );
  return { receiver, gateway, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

/** Gateway and subgraphs each in a process of their own, with Redis between them. */
export async function startTracedOverHttp(): Promise<TracedWorld> {
  const resources = new AsyncDisposableStack();
  const receiver = resources.use(await startOtlpReceiver());
  const database = resources.use(await createEmptyDatabase());
  const redis = resources.use(await startRedis());
  const env = {
    ...soon,
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    LOG_LEVEL: 'info',
    ARBITER_SIGNING_KEY: randomBytes(32).toString('base64'),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/v1/traces`,
  };
  const urls: Record<string, string> = {};
  // One after the other: they prepare the same database.
  for (const name of subgraphNames) {
    const command = [process.execPath, `subgraphs/${name}/src/main.ts`] as const;
    const subgraph = resources.use(await startArbiter({ command, env }));
    urls[`${name.toUpperCase()}_URL`] = `${subgraph.url}/graphql`;
  }
  const gateway = resources.use(
    await startArbiter({ command: launcher, env: { ...env, ...urls } }),
  );
  return { receiver, gateway, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

export interface Asked {
  readonly traceId: string;
  /** The caller's span. */
  readonly spanId: string;
  readonly data: Readonly<Record<string, { readonly [key: string]: { readonly id: string } }>>;
}

export interface Asking {
  readonly variables?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks within a trace of the caller's own. */
export async function ask(
  { gateway }: TracedWorld,
  query: string,
  { variables = {}, headers = {} }: Asking = {},
): Promise<Asked> {
  const traceId = randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  const traceparent = `00-${traceId}-${spanId}-01`;
  const body = JSON.stringify({ query, variables });
  const { data } = await postBody(`${gateway.url}/graphql`, body, { traceparent, ...headers });
  return { traceId, spanId, data: data as Asked['data'] };
}
