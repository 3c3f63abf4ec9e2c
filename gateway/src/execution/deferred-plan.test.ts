/** When parts of a plan begin: a fetch that had to be split is done when each of its halves is. */
import { expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { type ExecutionResult, OperationTypeNode } from 'graphql';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import { runParts } from './deferred-plan.ts';
import type { PlanNode } from './plan.ts';

function fetchOf(serviceName: string, id?: string): PlanNode {
  return {
    kind: 'Fetch',
    serviceName,
    operation: '{ a }',
    operationName: undefined,
    operationKind: OperationTypeNode.QUERY,
    ...(id === undefined ? {} : { id }),
  };
}

test('a part waits for both halves of a fetch', async () => {
  const asked: string[] = [];
  const answers = new Map<string, PromiseWithResolvers<ExecutionResult>>();
  const sourceOf = (name: string): SubgraphSource => ({
    name,
    fetch() {
      asked.push(name);
      const answer = Promise.withResolvers<ExecutionResult>();
      answers.set(name, answer);
      return answer.promise;
    },
    subscribe: async () => ({ errors: [] }),
    rest: async () => ({ status: 404, headers: {}, body: '' }),
    check: async () => undefined,
    close: async () => undefined,
  });
  const names = ['left', 'right', 'rest'];
  const halves: PlanNode = {
    kind: 'Parallel',
    nodes: [fetchOf('left', '1'), fetchOf('right', '1')],
  };
  const parts = {
    first: halves,
    deferred: new Map([['late', [{ node: fetchOf('rest'), depends: ['1'] }]]]),
  };
  const running = runParts(parts, (own) => ({
    sources: new Map(names.map((name) => [name, sourceOf(name)])),
    isOfType: () => true,
    identity: testIdentity(),
    variables: {},
    data: {},
    unknown: new WeakSet(),
    excused: new WeakMap(),
    ...own,
  }));
  await setImmediate();
  answers.get('left')?.resolve({ data: {} });
  // Long enough for whatever one half sets off: nothing here waits for anything but promises.
  await setImmediate();
  expect(asked).toEqual(['left', 'right']);
  answers.get('right')?.resolve({ data: {} });
  await running.first.done;
  await setImmediate();
  expect(asked).toEqual(names);
  answers.get('rest')?.resolve({ data: {} });
  await running.deferred.get('late')?.done;
});
