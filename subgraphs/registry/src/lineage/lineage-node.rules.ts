/**
 * Ids of the nodes of the lineage graph, `job:<namespace>:<name>` and `dataset:<namespace>:<name>`, as
 * OpenLineage's and Marquez's clients write them. Namespaces and names may both contain colons
 * (`postgres://host:5432`, `arn:aws:…`), so that an id alone does not always say where it is divided.
 */
import { sha256Hex } from '@arbiter/kernel/json/canonical-json.ts';

export type LineageNodeKind = 'job' | 'dataset';

export interface LineageNode {
  readonly kind: LineageNodeKind;
  readonly namespace: string;
  readonly name: string;
}

/** Most ways to divide one id that are offered. */
export const MAX_NODE_CANDIDATES = 100;

/**
 * What a job, or a dataset, is found by within its tenant, as names have no limit: SHA-256 of
 * namespace and name, 64 hexadecimal digits.
 */
export function nodeKey({ namespace, name }: Pick<LineageNode, 'namespace' | 'name'>): string {
  return sha256Hex(JSON.stringify([namespace, name]));
}

/** The id of a node. */
export function formatNodeId({ kind, namespace, name }: LineageNode): string {
  return `${kind}:${namespace}:${name}`;
}

/**
 * The nodes that an id may mean, the likeliest first: the name begins after the last colon, or the
 * last but one, and so on, because colons are common in namespaces and rare in names. The node meant
 * is the first candidate that exists. A division inside `://` is offered last, for no scheme ends
 * there. Empty when the id has another form. At most MAX_NODE_CANDIDATES.
 */
export function parseNodeId(nodeId: string): LineageNode[] {
  const match = /^(job|dataset):(.*)$/s.exec(nodeId);
  if (match === null) return [];
  const kind = match[1] === 'job' ? 'job' : 'dataset';
  const rest = match[2] ?? '';
  const colons = Array.from(rest.matchAll(/:/g), ({ index }) => index).toReversed();
  const isScheme = (colon: number): boolean => rest.startsWith('://', colon);
  const ordered = [...colons.filter((at) => !isScheme(at)), ...colons.filter(isScheme)];
  return ordered
    .slice(0, MAX_NODE_CANDIDATES)
    .map((at) => ({ kind, namespace: rest.slice(0, at), name: rest.slice(at + 1) }));
}
