/** Runs to be reported in tests: small events of numbered runs, and a registry to ask about them. */
import type { RunningSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { base, envelope } from '../../lineage/lineage-examples.ts';
import { postBatch } from '../../lineage/testing/post-lineage.ts';

export type Json = Record<string, unknown>;

/** The producer's id of run `n`. */
export const runIdOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A facet without findings. */
export const facet = <Values extends object>(values: Values) => ({ ...base, ...values });

/** An event of run `n`, of the job `job <n>`. */
export const eventOf = <Change extends object>(n: number, eventType: string, change?: Change) => ({
  ...envelope,
  eventType,
  run: { runId: runIdOf(n) },
  job: { namespace: 'ns', name: `job ${n}` },
  ...(change as Change),
});

/** Change of an event of run `n` that names its parent and, if given, its root. */
export const withParent = (n: number, parent: number, root?: number) => ({
  run: {
    runId: runIdOf(n),
    facets: {
      parent: facet({
        run: { runId: runIdOf(parent) },
        job: { namespace: 'ns', name: `job ${parent}` },
        ...(root === undefined
          ? {}
          : { root: { run: { runId: runIdOf(root) }, job: { namespace: 'ns', name: 'top' } } }),
      }),
    },
  },
});

/** Posts the events as one batch of the tenant; fails the test unless all are stored. */
export async function post(
  run: RunningSubgraph,
  tenantId: string,
  events: readonly object[],
): Promise<void> {
  const answer = await postBatch(run, events, { identity: testIdentity(tenantId) });
  if (answer.status !== 204) throw new Error(JSON.stringify(answer.body));
}

/** Asks as a user of the tenant for one field; fails the test when it is null. */
export const askAs =
  (run: RunningSubgraph, tenantId: string) =>
  async <Answer = Json>(query: string, variables: object = {}): Promise<Answer> => {
    const data = await run.ask<Record<string, Answer>>(query, variables, testIdentity(tenantId));
    const [answer] = Object.values(data);
    if (answer == null) throw new Error(`Nothing was answered: ${JSON.stringify(data)}`);
    return answer;
  };
