/**
 * Plans speak of twins (argument-twins.ts), subgraphs know the real fields only. What a plan sends is
 * rewritten once, when it is made: operations ask for `reviews__r1: reviews(first: 3)`, and
 * representations carry `reviews`.
 */
import { Kind, parse, print, visit } from 'graphql';
import type { ArgumentTwins } from '../supergraph/argument-twins.ts';
import type { FetchNode, PlanNode, QueryPlanSelectionNode, SubscriptionNode } from './plan.ts';
import { type Tables, splitFetch } from './split-fetches.ts';

/** The plan as it can be run; the same object when nothing of it has to be changed. */
export function sendablePlan<T extends PlanNode | SubscriptionNode>(
  node: T,
  supergraph: Tables,
): T {
  const { twins, interfaceObjects } = supergraph;
  if (twins.originals.size === 0 && interfaceObjects.isEmpty) return node;
  const rewrite = (each: FetchNode) => sendTwinsAsFields(each, twins.originals);
  const change = (each: FetchNode) => splitFetch(each, supergraph).map(rewrite);
  if (node.kind !== 'Subscription') return changeFetches(node, change) as T;
  const rest = node.rest ? { rest: changeFetches(node.rest, change) } : {};
  return { ...node, primary: rewrite(node.primary), ...rest };
}

function changeFetches(node: PlanNode, change: (fetch: FetchNode) => FetchNode[]): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => changeFetches(child, change)) };
    case 'Flatten':
      return { ...node, node: changeFetches(node.node, change) };
    case 'Fetch': {
      const [first, ...others] = change(node);
      if (!first || others.length === 0) return first ?? node;
      return { kind: 'Parallel', nodes: [first, ...others] };
    }
    case 'Defer': {
      const inside = <T extends { readonly node?: PlanNode }>(part: T): T =>
        part.node ? { ...part, node: changeFetches(part.node, change) } : part;
      return { ...node, primary: inside(node.primary), deferred: node.deferred.map(inside) };
    }
    case 'Condition':
      return node;
  }
}

type Originals = ArgumentTwins['originals'];

function sendTwinsAsFields(fetch: FetchNode, originals: Originals): FetchNode {
  if (originals.size === 0) return fetch;
  const operation = visit(parse(fetch.operation, { noLocation: true }), {
    Field(node) {
      const value = originals.get(node.name.value);
      if (value === undefined) return undefined;
      return { ...node, alias: node.alias ?? node.name, name: { kind: Kind.NAME, value } };
    },
  });
  const requires = fetch.requires?.map((selection) => carryOriginal(selection, originals));
  return { ...fetch, operation: print(operation), ...(requires ? { requires } : {}) };
}

/** Representations are read under a selection's alias and written under its name. */
function carryOriginal(
  selection: QueryPlanSelectionNode,
  originals: Originals,
): QueryPlanSelectionNode {
  const selections = selection.selections?.map((each) => carryOriginal(each, originals));
  const below = selections ? { selections } : {};
  if (selection.kind === 'InlineFragment') return { ...selection, selections: selections ?? [] };
  const name = originals.get(selection.name);
  if (name === undefined) return { ...selection, ...below };
  return { ...selection, ...below, alias: selection.alias ?? selection.name, name };
}
