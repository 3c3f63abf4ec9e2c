/**
 * Goal: a walk finds what a patient reader of all edges would find, by shortest ways, within its
 * bounds, and says when there is more. Method: random graphs with cycles against a naive walk in
 * memory; stars and chains at the limits.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { testIdentity } from '@arbiter/testkit/identities.ts';
import { type RunningSubgraph, runSubgraph } from '@arbiter/testkit/run-subgraph.ts';
import { registry } from '../definition.ts';
import { envelope } from './lineage-examples.ts';
import { type LineageDirection, maxEdges, maxNodes } from './lineage.read.ts';
import { postBatch } from './testing/post-lineage.ts';

const query = /* GraphQL */ `
  query ($nodeId: String!, $direction: LineageDirection!, $depth: Int!) {
    lineage(nodeId: $nodeId, direction: $direction, depth: $depth) {
      root {
        nodeId
      }
      nodes {
        upstreamDistance
        downstreamDistance
        node {
          __typename
          id
          nodeId
          name
        }
      }
      edges {
        sourceId
        targetId
        firstSeenAt
        lastSeenAt
      }
      truncated
    }
  }
`;
interface Graph {
  readonly lineage: {
    readonly root: { readonly nodeId: string };
    readonly nodes: readonly {
      readonly upstreamDistance: number | null;
      readonly downstreamDistance: number | null;
      readonly node: Record<'__typename' | 'id' | 'nodeId' | 'name', string>;
    }[];
    readonly edges: readonly {
      readonly sourceId: string;
      readonly targetId: string;
      readonly firstSeenAt: Date;
      readonly lastSeenAt: Date;
    }[];
    readonly truncated: boolean;
  };
}

let run: RunningSubgraph;
beforeAll(async () => {
  run = await runSubgraph(registry);
});
afterAll(async () => {
  await run[Symbol.asyncDispose]();
});

/** Data flows from the first to the second; names begin with `j` for jobs and `d` for datasets. */
type Edge = readonly [source: string, target: string];

const nodeIdOf = (name: string) => `${name.startsWith('j') ? 'job' : 'dataset'}:ns:${name}`;

/** Reports each edge by an event of its own, a second after the one before. */
async function report(identity: RequestIdentity, edges: readonly Edge[]): Promise<void> {
  const events = edges.map(([source, target], i) => ({
    ...envelope,
    eventTime: new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString(),
    ...(source.startsWith('j')
      ? { job: { namespace: 'ns', name: source }, outputs: [{ namespace: 'ns', name: target }] }
      : { job: { namespace: 'ns', name: target }, inputs: [{ namespace: 'ns', name: source }] }),
  }));
  for (let start = 0; start < events.length; start += 1_000) {
    const answer = await postBatch(run, events.slice(start, start + 1_000), { identity });
    if (answer.status !== 204) throw new Error(JSON.stringify(answer.body));
  }
}

/** Where a walk begins and how it goes. */
type Walk = readonly [start: string, direction: LineageDirection, depth: number];

async function walk(identity: RequestIdentity, ...[start, direction, depth]: Walk) {
  const variables = { nodeId: nodeIdOf(start), direction, depth };
  const { lineage } = await run.ask<Graph>(query, variables, identity);
  return lineage;
}

/** The same, found by going through all edges for every step. */
function naiveWalk(edges: readonly Edge[], ...[start, direction, depth]: Walk) {
  const distances = (isDown: boolean) => {
    const found = new Map([[start, 0]]);
    let isMore = false;
    for (let distance = 1; distance <= depth + 1; distance += 1) {
      const reached = edges
        .map((edge) => (isDown ? edge : edge.toReversed()))
        .filter(([from, to]) => found.get(from ?? '') === distance - 1 && !found.has(to ?? ''));
      if (distance > depth) isMore = reached.length > 0;
      else for (const [, to] of reached) found.set(to ?? '', distance);
    }
    return { found, isMore };
  };
  const none = { found: new Map<string, number>(), isMore: false };
  const up = direction === 'DOWNSTREAM' ? none : distances(false);
  const down = direction === 'UPSTREAM' ? none : distances(true);
  const names = new Set([...up.found.keys(), ...down.found.keys()]);
  return {
    nodes: new Map(
      [...names].map((name) => [name, [up.found.get(name) ?? null, down.found.get(name) ?? null]]),
    ),
    edges: new Set(
      edges.filter(([from, to]) => names.has(from) && names.has(to)).map((edge) => edge.join(' ')),
    ),
    truncated: up.isMore || down.isMore,
  };
}

function seen({ nodes, edges, truncated }: Graph['lineage']) {
  const names = new Map(nodes.map(({ node }) => [node.id, node.name]));
  return {
    nodes: new Map(
      nodes.map(({ node, upstreamDistance, downstreamDistance }) => [
        node.name,
        [upstreamDistance, downstreamDistance],
      ]),
    ),
    edges: new Set(
      edges.map(({ sourceId, targetId }) => `${names.get(sourceId)} ${names.get(targetId)}`),
    ),
    truncated,
  };
}

const nodeName = fc.nat(7);
const edge = fc.tuple(fc.boolean(), nodeName, nodeName).map(([isInput, job, dataset]): Edge => {
  const names: Edge = [`d${dataset}`, `j${job}`];
  return isInput ? names : [names[1], names[0]];
});

describe('a walk', () => {
  test('finds what a walk in memory finds, in any graph', async () => {
    let graphs = 0;
    const graph = fc.uniqueArray(edge, { minLength: 1, maxLength: 30, selector: String });
    await fc.assert(
      fc.asyncProperty(graph, fc.nat(30), fc.nat(8), async (edges, at, depth) => {
        graphs += 1;
        const identity = testIdentity(`graph-${graphs}`);
        await report(identity, edges);
        const [start = ''] = edges[at % edges.length] ?? [];
        for (const direction of ['UPSTREAM', 'DOWNSTREAM', 'BOTH'] as const) {
          const lineage = await walk(identity, start, direction, depth);
          expect(seen(lineage)).toEqual(naiveWalk(edges, start, direction, depth));
          expect(lineage.root.nodeId).toBe(nodeIdOf(start));
          expect(lineage.nodes[0]?.node.name).toBe(start);
          for (const { node } of lineage.nodes) {
            expect(node.nodeId).toBe(nodeIdOf(node.name));
            const type = node.name.startsWith('j') ? 'LineageJob' : 'LineageDataset';
            expect(node.__typename).toBe(type);
          }
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 60_000);

  test('does not turn: other inputs of what reads the same are not found', async () => {
    const identity = testIdentity('turns');
    await report(identity, [
      ['d0', 'j0'],
      ['d1', 'j0'],
      ['j0', 'd2'],
    ]);
    const names = ({ nodes }: Graph['lineage']) => nodes.map(({ node }) => node.name);
    expect(names(await walk(identity, 'd0', 'BOTH', 10))).toEqual(['d0', 'j0', 'd2']);
  });

  test('says when an edge was seen first and last', async () => {
    const identity = testIdentity('times');
    await report(identity, [
      ['d0', 'j0'],
      ['j0', 'd1'],
      ['d0', 'j0'],
    ]);
    const { edges } = await walk(identity, 'd0', 'DOWNSTREAM', 1);
    expect(edges).toMatchObject([
      {
        firstSeenAt: new Date('2026-01-01T00:00:00.000Z'),
        lastSeenAt: new Date('2026-01-01T00:00:02.000Z'),
      },
    ]);
  });

  test('costs two statements for itself and two for its nodes, however many', async () => {
    const identity = testIdentity('cost');
    await report(
      identity,
      Array.from({ length: 60 }, (_, i): Edge => [`d0`, `j${i}`]),
    );
    await report(
      identity,
      Array.from({ length: 60 }, (_, i): Edge => [`j${i}`, `d${i + 1}`]),
    );
    run.statements.length = 0;
    expect((await walk(identity, 'd0', 'BOTH', 5)).nodes).toHaveLength(121);
    const statements = run.statements.filter((sql) => sql.includes(' from '));
    expect(statements).toHaveLength(4);
  });
});

describe('the bounds of a walk', () => {
  test('a hub shows as many nodes as fit and says that there are more', async () => {
    const identity = testIdentity('hub');
    const fan = (count: number) => Array.from({ length: count }, (_, i): Edge => ['d0', `j${i}`]);
    await report(identity, fan(maxNodes - 1));
    const full = await walk(identity, 'd0', 'BOTH', 3);
    expect([full.nodes.length, full.truncated]).toEqual([maxNodes, false]);
    await report(identity, fan(maxNodes));
    const more = await walk(identity, 'd0', 'DOWNSTREAM', 3);
    expect([more.nodes.length, more.edges.length, more.truncated]).toEqual([
      maxNodes,
      maxNodes - 1,
      true,
    ]);
  }, 60_000);

  test('a thicket shows as many edges as fit and says that there are more', async () => {
    const identity = testIdentity('thicket');
    const size = 101;
    const edges = Array.from({ length: size * size }, (_, i): Edge => [
      `j${i % size}`,
      `d${Math.floor(i / size)}`,
    ]);
    await report(identity, [...edges, ...edges.slice(0, size).map(([job]): Edge => ['d-1', job])]);
    const lineage = await walk(identity, 'd-1', 'DOWNSTREAM', 2);
    expect([lineage.nodes.length, lineage.edges.length, lineage.truncated]).toEqual([
      2 * size + 1,
      maxEdges,
      true,
    ]);
  }, 60_000);

  test('a long chain is walked to the depth that is asked for', async () => {
    const identity = testIdentity('chain');
    const chain = Array.from({ length: 120 }, (_, i): Edge =>
      i % 2 === 0 ? [`d${i / 2}`, `j${i / 2}`] : [`j${(i - 1) / 2}`, `d${(i + 1) / 2}`],
    );
    await report(identity, chain);
    for (const depth of [0, 1, 37, 100]) {
      const { nodes, truncated } = await walk(identity, 'd0', 'DOWNSTREAM', depth);
      expect([nodes.length, truncated]).toEqual([depth + 1, true]);
    }
    const { nodes, truncated } = await walk(identity, 'd60', 'UPSTREAM', 100);
    expect([nodes.length, truncated]).toEqual([101, true]);
    const end = await walk(identity, 'd40', 'DOWNSTREAM', 40);
    expect([end.nodes.length, end.truncated]).toEqual([41, false]);
  });

  test.each([-1, 101])('a depth of %d is refused', async (depth) => {
    const variables = { nodeId: 'job:ns:j0', direction: 'BOTH', depth };
    const { extensions } = await run.refuse(query, variables);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'depth' });
  });
});

describe('node ids', () => {
  const find = async (nodeId: string) => {
    const variables = { nodeId, direction: 'BOTH', depth: 0 };
    const identity = testIdentity('ids');
    const { data, errors } = await run.subgraph.execute({ query, variables, identity });
    const found = (data as Partial<Graph>)?.lineage?.root.nodeId;
    return found ?? errors?.[0]?.extensions['code'];
  };

  test('with colons mean the node that exists, the longest namespace first', async () => {
    const jobs = [
      { namespace: 'a:b', name: 'c:d' },
      { namespace: 'a', name: 'b:c:d' },
      { namespace: 'pg://h:1', name: 'db.t' },
    ];
    const events = jobs.map((job) => ({ ...envelope, job }));
    await postBatch(run, events, { identity: testIdentity('ids') });
    const walked = await run.ask<{ lineage: { root: { namespace: string } } }>(
      `{ lineage(nodeId: "job:a:b:c:d") { root { namespace } } }`,
      {},
      testIdentity('ids'),
    );
    expect(walked.lineage.root.namespace).toBe('a:b');
    expect(await find('job:pg://h:1:db.t')).toBe('job:pg://h:1:db.t');
  });

  test.each([
    '',
    'job',
    'job:',
    'job:ns:none',
    'dataset:a:b:c:d',
    'run:a:b',
    `job:${':'.repeat(500)}`,
  ])('%j is not found', async (nodeId) => {
    expect(await find(nodeId)).toBe('NOT_FOUND');
  });
});
