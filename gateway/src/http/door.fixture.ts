/**
 * A gateway in production mode over HTTP, before a real identity provider and a registry that knows
 * keys, with what tests need to come in, or not.
 */
import { systemClock } from '@arbiter/kernel/clock.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { createMetrics } from '@arbiter/server/telemetry/metrics.ts';
import { keepOutput } from '@arbiter/testkit/test-logs.ts';
import { type Gateway, ownSupergraphFile, startGateway } from '../app.ts';
import { type FakeRegistry, startFakeRegistry } from '../auth/fake-registry.fixture.ts';
import { type TestProvider, startTestProvider } from '../auth/identity-provider.fixture.ts';
import { readGatewaySettings } from '../config.ts';
import { httpSource } from '../subgraphs/http-source.ts';

export interface Ask extends RequestInit {
  readonly headers?: Record<string, string>;
  /** Where, instead of at the first gateway. */
  readonly url?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface DoorWorld extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly provider: TestProvider;
  readonly registry: FakeRegistry;
  /** Every credential that was made. */
  readonly secrets: string[];
  /** What was logged, line by line. */
  readonly lines: string[];
  /** Another gateway, with other settings. */
  start(env: Record<string, string>): Promise<Gateway>;
  /** A good token of tenant alpha, unless the claims say otherwise. */
  token(claims?: object): Promise<string>;
  issue(...given: Parameters<FakeRegistry['issue']>): string;
  ask(path: string, token?: string, init?: Ask): Promise<Answer>;
}

export const allowedOrigin = 'https://lab.example';

/** Seconds since 1970, so many from now. */
export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

export async function startDoorWorld(): Promise<DoorWorld> {
  await using starting = new AsyncDisposableStack();
  const provider = starting.use(await startTestProvider());
  const registry = starting.use(await startFakeRegistry());
  registry.tenants.add('alpha');
  const [secrets, lines]: [string[], string[]] = [[], []];
  const write = (line: string) => {
    lines.push(line);
    keepOutput(line);
  };
  const start = async (env: Record<string, string>) =>
    running.use(await startProductionGateway({ provider, registry, write, env }));
  const gateway = starting.use(
    await startProductionGateway({ provider, registry, write, env: {} }),
  );
  const running = starting.move();
  const keep = (secret: string) => {
    secrets.push(secret);
    return secret;
  };
  return {
    gateway,
    provider,
    registry,
    secrets,
    lines,
    start,
    token: async (claims = {}) =>
      keep(
        await provider.sign({
          iss: provider.issuer,
          aud: 'arbiter',
          sub: 'ada',
          exp: inSeconds(600),
          tenant_id: 'alpha',
          roles: ['user'],
          ...claims,
        }),
      ),
    issue: (...given) => keep(registry.issue(...given)),
    ask: (path, token, { url = gateway.url, ...init } = {}) => ask(`${url}${path}`, token, init),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

interface GatewayParts {
  readonly provider: TestProvider;
  readonly registry: FakeRegistry;
  readonly write: (line: string) => void;
  readonly env: Record<string, string>;
}

async function startProductionGateway(parts: GatewayParts): Promise<Gateway> {
  const { provider, registry, write, env } = parts;
  const settings = readGatewaySettings({
    SUPERGRAPH_FILE: ownSupergraphFile,
    ARBITER_MODE: 'production',
    AUTH_OIDC_ISSUER: provider.issuer,
    CORS_ORIGINS: allowedOrigin,
    ...env,
  });
  const { url, signingKey: key } = registry;
  return startGateway({
    supergraph: { path: ownSupergraphFile, isWatched: false },
    finder: {
      locate: () => url,
      // No test asks the others anything but whether they are ready.
      open: () => httpSource({ name: 'registry', url, key, clock: systemClock }),
    },
    isForeign: false,
    host: '127.0.0.1',
    port: 0,
    door: { mode: settings.ARBITER_MODE, settings, metricsPort: settings.METRICS_PORT },
    logger: createLogger({ level: 'debug', service: 'test' }, { write }),
    metrics: createMetrics(),
  });
}

async function ask(url: string, token: string | undefined, init: Ask): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (typeof init.body === 'string') headers.set('content-type', 'application/json');
  const answer = await fetch(url, { redirect: 'manual', ...init, headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
