/** Asking through the gateway's executor as any actor, over the subgraphs of a constellation. */
import { type ExecutionResult, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { ownSupergraphFile } from '@arbiter/gateway/app.ts';
import { observeRefusals } from '@arbiter/gateway/authorization/observe-refusals.ts';
import { createRefusalReporter } from '@arbiter/gateway/authorization/refusal-reporter.ts';
import { refusalSender } from '@arbiter/gateway/authorization/send-refusal.ts';
import { localSource } from '@arbiter/gateway/subgraphs/local-source.ts';
import {
  type SupergraphManager,
  createSupergraphManager,
} from '@arbiter/gateway/supergraph/manager.ts';
import {
  type SourceFinder,
  createSourceRegistry,
} from '@arbiter/gateway/supergraph/source-registry.ts';
import { loadSupergraph } from '@arbiter/gateway/supergraph/load-supergraph.ts';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { systemClock } from '@arbiter/kernel/clock.ts';
import { testLogger } from '@arbiter/testkit/test-logs.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { Constellation } from './constellation.ts';

/** As JSON, as a client has it. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export type AskAs = (
  actor: Partial<Actor> & Pick<Actor, 'tenantId'>,
  query: string,
  variables?: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

/** Fails the test for a document that is not valid. Refused mutations are reported as the gateway does. */
export function askAs({ server }: Constellation): AskAs {
  const logger = testLogger();
  const local = (name: string) => {
    const subgraph = server.subgraphs.find((each) => each.name === name);
    if (!subgraph) throw new Error(`There is no subgraph ${name}.`);
    return localSource(subgraph);
  };
  const finder: SourceFinder = { locate: ({ name }) => name, open: ({ name }) => local(name) };
  const send = refusalSender(() => manager);
  const reporter = createRefusalReporter({ clock: systemClock, logger, send });
  const manager: SupergraphManager = createSupergraphManager({
    supergraph: loadSupergraph(readFileSync(ownSupergraphFile, 'utf8')),
    registry: createSourceRegistry(finder, logger),
    logger,
    observe: (executor) => observeRefusals(executor, reporter),
  });
  return async ({ tenantId, ...actor }, query, variables = {}) => {
    const { executor, supergraph } = manager.current();
    const document = parse(query);
    const [fault] = validate(supergraph.apiSchema, document);
    if (fault) throw fault;
    const identity = testIdentity(tenantId, actor);
    const result: ExecutionResult = await executor.execute({ document, variables, identity });
    return JSON.parse(JSON.stringify(result)) as Answer;
  };
}
