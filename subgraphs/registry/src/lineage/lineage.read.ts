/**
 * Walking the lineage graph. One recursive statement goes breadth first, level by level: each level
 * is one row that holds its nodes and all nodes found so far, so that every node is found once, by a
 * shortest way, however the graph is tied. What is read is the edges of the nodes found, whose number
 * is limited below: a microsecond for each edge of a hub.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import { badInput, notFound } from '@arbiter/kernel/errors/app-error.ts';
import type { ReadScope } from '@arbiter/server/subgraph/context.ts';
import type { LineageDatasetRow } from '../lineage-dataset/lineage-dataset.entity.ts';
import type { LineageJobRow } from '../lineage-job/lineage-job.entity.ts';
import { type LineageNodeKind, nodeKey, parseNodeId } from './lineage-node.rules.ts';

export type LineageDirection = 'UPSTREAM' | 'DOWNSTREAM' | 'BOTH';

/** A row that says of itself what it is. */
export type LineageNodeRow =
  | (LineageJobRow & { readonly __typename: 'LineageJob' })
  | (LineageDatasetRow & { readonly __typename: 'LineageDataset' });

/** A node that a walk has found; distances count edges, null where it was not found that way. */
export interface WalkedNode {
  readonly id: string;
  readonly kind: LineageNodeKind;
  readonly upstreamDistance: number | null;
  readonly downstreamDistance: number | null;
}

export interface WalkedEdge {
  readonly sourceId: string;
  readonly targetId: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

export interface LineageWalk {
  readonly root: WalkedNode;
  /** The root first, then the nearest. */
  readonly nodes: readonly WalkedNode[];
  /** All edges between the nodes. */
  readonly edges: readonly WalkedEdge[];
  /** Whether the graph goes on beyond these nodes and edges. */
  readonly isTruncated: boolean;
}

export const maxDepth = 100;
/** Nodes of a walk in one direction, the root included. */
export const maxNodes = 1_000;
/** Edges between them. */
export const maxEdges = 10_000;

export interface WalkRequest {
  readonly nodeId: string;
  readonly direction: LineageDirection;
  readonly depth: number;
}

/** Errors: BAD_USER_INPUT naming `depth`; NOT_FOUND when the actor's tenant has no such node. */
export async function walkLineage(
  { em, identity }: ReadScope,
  { nodeId, direction, depth }: WalkRequest,
): Promise<LineageWalk> {
  if (depth < 0 || depth > maxDepth) {
    const allowed = [`0 to ${maxDepth}`];
    throw badInput('depth', `depth must be between 0 and ${maxDepth}.`, { allowed });
  }
  const { tenantId } = identity.actor;
  const manager = await em();
  const root = await findNode(manager, tenantId, nodeId);
  const walked = await walk(manager, { tenantId, rootId: root.id, direction, depth });
  return toWalk(walked, root.kind);
}

interface FoundNode {
  readonly id: string;
  readonly kind: LineageNodeKind;
}

/**
 * The first existing one of the nodes that an id may mean. The limit keeps this a look-up in the index
 * for each: row level security lets no condition that calls a function on the other side of a join
 * into one.
 */
async function findNode(em: EntityManager, tenantId: string, nodeId: string): Promise<FoundNode> {
  const candidates = parseNodeId(nodeId);
  const [first] = candidates;
  if (!first) throw notFound('job or dataset', 'nodeId');
  const table = first.kind === 'job' ? 'lineage_jobs' : 'lineage_datasets';
  const [found] = await em.execute<{ id: string }[]>(
    `select n.id from json_array_elements_text(?::json) with ordinality as candidate(key, place)
     cross join lateral (
       select id from registry.${table}
       where tenant_id = ? and key = decode(candidate.key, 'hex') limit 1
     ) as n
     order by candidate.place limit 1`,
    [JSON.stringify(candidates.map(nodeKey)), tenantId],
  );
  if (!found) throw notFound('job or dataset', 'nodeId');
  return { id: found.id, kind: first.kind };
}

interface Walked {
  readonly nodes: readonly { id: string; up: number | null; down: number | null }[];
  readonly edges: readonly { source: string; target: string; first: string; last: string }[];
  readonly more: boolean;
}

/**
 * Each level takes as many new nodes as there is room for, and looks for one more, to know whether
 * there are more; at the depth that was asked for there is no room.
 */
const walkSql = `
  with recursive levels(direction, depth, frontier, found, more) as (
    select asked.direction, 0, array[start.id], array[start.id], false
    from json_array_elements_text(?::json) as asked(direction), (select ?::uuid as id) as start
    union all
    select l.direction, l.depth + 1, next.ids[1:room.nodes], l.found || next.ids[1:room.nodes],
      cardinality(next.ids) > room.nodes
    from levels l
    cross join lateral (
      select case when l.depth < ? then ? - cardinality(l.found) else 0 end as nodes
    ) as room
    cross join lateral (
      select array(
        select id from (
          select e.target_id as id from registry.lineage_edges e
          where l.direction = 'DOWNSTREAM' and e.tenant_id = ? and e.source_id = any (l.frontier)
          union
          select e.source_id from registry.lineage_edges e
          where l.direction = 'UPSTREAM' and e.tenant_id = ? and e.target_id = any (l.frontier)
          except
          select unnest(l.found)
        ) as neighbours
        order by id limit room.nodes + 1
      ) as ids
      offset 0
    ) as next
    where cardinality(l.frontier) > 0 and not l.more
  ), nodes as (
    select node.id,
      min(depth) filter (where direction = 'UPSTREAM') as up,
      min(depth) filter (where direction = 'DOWNSTREAM') as down
    from levels, unnest(frontier) as node(id) group by node.id
  ), edges as (
    select e.source_id as source, e.target_id as target,
      e.first_seen_at as first, e.last_seen_at as last
    from nodes join registry.lineage_edges e on e.source_id = nodes.id and e.tenant_id = ?
    where e.target_id in (select id from nodes)
    order by e.source_id, e.target_id limit ?
  )
  select (select bool_or(more) from levels) as more,
    (select json_agg(nodes order by least(up, down), id) from nodes) as nodes,
    (select coalesce(json_agg(edges), '[]') from edges) as edges`;

async function walk(
  em: EntityManager,
  {
    tenantId,
    rootId,
    direction,
    depth,
  }: { tenantId: string; rootId: string } & Pick<WalkRequest, 'direction' | 'depth'>,
): Promise<Walked> {
  const directions = direction === 'BOTH' ? ['UPSTREAM', 'DOWNSTREAM'] : [direction];
  const [walked] = await em.execute<Walked[]>(walkSql, [
    JSON.stringify(directions),
    rootId,
    depth,
    maxNodes,
    tenantId,
    tenantId,
    tenantId,
    maxEdges + 1,
  ]);
  return walked ?? { nodes: [], edges: [], more: false };
}

function toWalk({ nodes, edges, more }: Walked, rootKind: LineageNodeKind): LineageWalk {
  const walked = nodes.map(({ id, up, down }) => ({
    id,
    kind: kindAt(rootKind, up ?? down ?? 0),
    upstreamDistance: up,
    downstreamDistance: down,
  }));
  const [root] = walked;
  if (!root) throw new Error('A walk finds its root.');
  return {
    root,
    nodes: walked,
    edges: edges.slice(0, maxEdges).map(({ source, target, first, last }) => ({
      sourceId: source,
      targetId: target,
      firstSeenAt: new Date(first),
      lastSeenAt: new Date(last),
    })),
    isTruncated: more || edges.length > maxEdges,
  };
}

/** Jobs and datasets take turns on every way. */
function kindAt(rootKind: LineageNodeKind, distance: number): LineageNodeKind {
  if (distance % 2 === 0) return rootKind;
  return rootKind === 'job' ? 'dataset' : 'job';
}
