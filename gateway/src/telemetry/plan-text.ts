/** A query plan in one line: which subgraph is asked, for what, in which order. */
import type { PlanNode, SubscriptionNode } from '../execution/plan.ts';

/** Longer plans are cut. */
const maxTextLength = 2_000;

/**
 * Steps that follow one another stand between `→`, those side by side between `|`; a fetch of
 * entities names where in the answer they are, e.g. `registry → (audit@workflows.nodes | xai@a)`.
 * What comes in parts of its own (`@defer`) stands behind `…`.
 * The operations themselves are left out: they may hold values.
 */
export function planText(plan: PlanNode | SubscriptionNode | undefined): string {
  if (!plan) return 'none';
  const text = nodeText(plan, '');
  return text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text;
}

function nodeText(node: PlanNode | SubscriptionNode, at: string): string {
  switch (node.kind) {
    case 'Subscription':
      return joined([node.primary, ...(node.rest ? [node.rest] : [])], ' → ', at);
    case 'Sequence':
      return joined(node.nodes, ' → ', at);
    case 'Parallel':
      return `(${joined(node.nodes, ' | ', at)})`;
    case 'Flatten':
      return nodeText(node.node, `@${node.path.filter((step) => step !== '@').join('.')}`);
    case 'Fetch':
      return `${node.serviceName}${at}`;
    case 'Defer': {
      const first = node.primary.node ? nodeText(node.primary.node, at) : 'none';
      const later = node.deferred.flatMap((part) => (part.node ? [part.node] : []));
      return later.length === 0 ? first : `${first} … (${joined(later, ' | ', at)})`;
    }
    case 'Condition':
      return node.kind.toLowerCase();
  }
}

function joined(nodes: readonly PlanNode[], separator: string, at: string): string {
  return nodes.map((node) => nodeText(node, at)).join(separator);
}
