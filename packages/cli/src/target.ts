/**
 * Where a command acts: on the database itself, so that an installation can begin with nobody in it, or on
 * a running server as whoever has the token. Both take the same GraphQL, so that the same rules hold and
 * the same events are written.
 */
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { OperatorName } from '@arbiter/kernel/actor/service-names.ts';
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';
import { newId } from '@arbiter/kernel/ids.ts';
import { registry } from '@arbiter/registry/definition.ts';
import { holdDataDir, openServerDatabase } from '@arbiter/server/process/resources.ts';
import { startSubgraph } from '@arbiter/server/subgraph/start-subgraph.ts';
import { createLogger } from '@arbiter/server/telemetry/logger.ts';
import { CliError, RefusedError } from './cli-error.ts';
import type { CliSettings } from './settings.ts';

export interface Target extends AsyncDisposable {
  /** The data of the operation. Errors: CliError with the refusal's message. */
  run<T>(query: string, variables: object): Promise<T>;
}

interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?:
    | readonly {
        readonly message: string;
        readonly extensions?: Readonly<Record<string, unknown>> | undefined;
      }[]
    | undefined;
}

/** A server that does not answer within this is not there. */
const answerWithinMs = 30_000;

/** Who acts on the database itself: whoever may open it is its operator. */
const operator: RequestIdentity['actor'] = {
  kind: 'USER',
  id: 'arbiter-cli' satisfies OperatorName,
  name: 'arbiter command line',
  tenantId: defaultTenantId,
  accessLevel: 'ADMIN',
  scopes: ['*'],
  allowedTenants: [],
};

/** Opens the database of the settings. What is written is published when the server runs next. */
export async function openDatabaseTarget(settings: CliSettings): Promise<Target> {
  await using resources = new AsyncDisposableStack();
  const logger = createLogger({ level: 'silent', service: 'arbiter-cli' });
  const given = settings.REGISTRY_DATABASE_URL ?? settings.DATABASE_URL;
  const databaseUrl = given ?? (await openPrivateDatabase(settings, resources));
  const subgraph = resources.use(await startSubgraph(registry, { databaseUrl, logger }));
  const held = resources.move();
  return {
    async run<T>(query: string, variables: object) {
      const identity = { actor: operator, requestId: newId() };
      const answer = await subgraph.execute({ query, variables: { ...variables }, identity });
      return dataOf<T>(answer);
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

async function openPrivateDatabase(
  settings: CliSettings,
  resources: AsyncDisposableStack,
): Promise<string> {
  const { path, lock } = holdDataDir(settings);
  resources.defer(() => lock.release());
  const logger = createLogger({ level: 'silent', service: 'arbiter-cli' });
  return openServerDatabase(undefined, path, { logger, resources });
}

/** A server at the URL, asked as whoever has the token; in development mode without one. */
export function openServerTarget(url: string, token: string | undefined): Target {
  const endpoint = new URL('/graphql', url);
  return {
    async run<T>(query: string, variables: object) {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(answerWithinMs),
      }).catch((error: unknown) => {
        throw new CliError(`${url} does not answer: is the server running there?`, {
          cause: error,
        });
      });
      const answer = (await response.json().catch(() => null)) as GraphQLAnswer | null;
      if (response.status === 401) {
        throw new CliError(`${url} does not accept this token; give another one with --token.`);
      }
      if (!answer) {
        const fact = `${url} answers ${response.status} and no GraphQL`;
        throw new CliError(`${fact}; give the address of an Arbiter server with --url.`);
      }
      return dataOf<T>(answer);
    },
    async [Symbol.asyncDispose]() {},
  };
}

function dataOf<T>({ data, errors }: GraphQLAnswer): T {
  const [error] = errors ?? [];
  if (!error) return data as T;
  throw new RefusedError(error.message, error.extensions ?? {});
}
