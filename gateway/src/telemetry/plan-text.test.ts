/** Plans in one line. */
import { expect, test } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import type { FetchNode, PlanNode } from '../execution/plan.ts';
import { planText } from './plan-text.ts';

const fetch = (serviceName: string): FetchNode => ({
  kind: 'Fetch',
  serviceName,
  operation: '{ agent(name: "Ada") { id } }',
  operationName: undefined,
  operationKind: OperationTypeNode.QUERY,
});
const flatten = (path: string[], node: PlanNode): PlanNode => ({ kind: 'Flatten', path, node });

test('a plan shows who is asked, where and in which order, and no operation', () => {
  const later: PlanNode = {
    kind: 'Parallel',
    nodes: [
      flatten(['workflows', 'nodes', '@', 'agent'], fetch('tournaments')),
      flatten(['workflows', 'nodes', '@'], fetch('audit')),
    ],
  };
  const plan: PlanNode = { kind: 'Sequence', nodes: [fetch('registry'), later] };
  const text = 'registry → (tournaments@workflows.nodes.agent | audit@workflows.nodes)';
  expect(planText(plan)).toBe(text);
  expect(planText({ kind: 'Subscription', primary: fetch('registry'), rest: later })).toBe(text);
  expect(planText({ kind: 'Subscription', primary: fetch('registry') })).toBe('registry');
  expect(planText(undefined)).toBe('none');
});

test('what comes later stands behind what comes first', () => {
  const pets = { depends: [], queryPath: [], node: flatten(['people', '@'], fetch('pets')) };
  const nothing = { depends: [], queryPath: [], subselection: '{ name }' };
  const defer = (
    primary: FetchNode | undefined,
    deferred: Extract<PlanNode, { kind: 'Defer' }>['deferred'],
  ): PlanNode => ({
    kind: 'Defer',
    primary: primary ? { node: primary } : {},
    deferred,
  });
  expect(planText(defer(fetch('people'), [pets, pets]))).toBe(
    'people … (pets@people | pets@people)',
  );
  expect(planText(defer(fetch('people'), [nothing]))).toBe('people');
  expect(planText(defer(undefined, [pets]))).toBe('none … (pets@people)');
});

test('a plan of many steps is cut', () => {
  const nodes = Array.from({ length: 1_000 }, () => fetch('registry'));
  expect(planText({ kind: 'Parallel', nodes })).toHaveLength(2_001);
});
