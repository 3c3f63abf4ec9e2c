/** A real subgraph on a database of its own, asked directly, without gateway and HTTP. */
import type { ExecutionResult } from 'graphql';
import type { Clock } from '@arbiter/kernel/clock.ts';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Bus } from '@arbiter/server/events/bus.ts';
import { type SubgraphDefinition, startSubgraph } from '@arbiter/server/subgraph/start-subgraph.ts';
import type { Subgraph } from '@arbiter/server/subgraph/subgraph.ts';
import { testLogger } from './test-logs.ts';
import { type TestDatabase, createTestDatabase } from './databases.ts';
import { testIdentity } from './identities.ts';

export interface RunningSubgraph extends AsyncDisposable {
  readonly subgraph: Subgraph;
  readonly database: TestDatabase;
  /** SQL statements of requests since the start, or since the list was last emptied. */
  readonly statements: string[];
  /** Executes and returns data; fails the test when there are errors. */
  ask<T = Record<string, unknown>>(
    query: string,
    variables?: object,
    identity?: RequestIdentity,
  ): Promise<T>;
  /** Executes what must fail and returns the first error. */
  refuse(query: string, variables?: object, identity?: RequestIdentity): Promise<Refusal>;
}

export interface Refusal {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface RunOptions {
  readonly clock?: Clock;
  readonly bus?: Bus;
}

/** Starts the subgraph on a fresh copy of the template. Dispose it to stop and drop. */
export async function runSubgraph<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  options: RunOptions = {},
): Promise<RunningSubgraph> {
  const database = await createTestDatabase();
  const statements: string[] = [];
  const subgraph = await startSubgraph(definition, {
    databaseUrl: database.url,
    logger: testLogger(),
    onQuery: (sql) => statements.push(sql),
    ...options,
  });
  subgraph.beginPublishing();
  const execute = (query: string, variables: object = {}, identity = testIdentity()) =>
    subgraph.execute({ query, variables: variables as Record<string, unknown>, identity });
  return {
    subgraph,
    database,
    statements,
    ask: async <T>(...request: Parameters<typeof execute>) => dataOf<T>(await execute(...request)),
    refuse: async (...request) => refusalOf(await execute(...request)),
    async [Symbol.asyncDispose]() {
      await subgraph[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

function dataOf<T>({ data, errors }: ExecutionResult): T {
  if (errors) throw new Error(`Unexpected errors: ${JSON.stringify(errors, null, 2)}`);
  return data as T;
}

function refusalOf({ errors, data }: ExecutionResult): Refusal {
  const error = errors?.[0];
  if (!error) throw new Error(`Expected an error, got ${JSON.stringify(data)}`);
  return { message: error.message, extensions: error.extensions };
}
