/**
 * Runs a query plan: fetches from subgraphs, side by side where the plan allows, merged into one
 * tree. A fetch that fails leaves its fields missing and an error on them; the rest goes on.
 */
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { cancelled } from '@arbiter/server/resilience/protection.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';
import {
  type Data,
  type ObjectFields,
  getOwn,
  isObject,
  mergeInto,
  ownCopy,
  setOwn,
} from './data.ts';
import { collectAt, pathsAt, represent } from './entities.ts';
import type { FetchFailure } from './fetch-failure.ts';
import { fetchedFields } from './fetched-fields.ts';
import type { FetchNode, PlanNode, ResponsePath, TypeTest } from './plan.ts';
import { applyRewrites, renamePath } from './rewrites.ts';

export interface PlanRun {
  readonly sources: ReadonlyMap<string, SubgraphSource>;
  readonly isOfType: TypeTest;
  readonly identity: RequestIdentity;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
  /** As the client gave them; defaults travel in the operations themselves. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The tree so far; for an event of a subscription, the event itself. */
  readonly data: Data;
  readonly errors: GraphQLError[];
  /** Fetches that brought nothing. */
  readonly failures: FetchFailure[];
  /** Objects of the tree that a subgraph, asked for more of them, said it does not have. */
  readonly unknown: WeakSet<Data>;
  /** Fields that objects of the tree lack for a reason that has been told. */
  readonly excused: WeakMap<Data, Set<string>>;
  /** Told the id of each fetch that is done, whatever came of it. */
  readonly onFetched?: (id: string) => void;
  /** Aborted when the client has gone, for parts of an answer: no further fetch begins. */
  readonly gone?: AbortSignal | undefined;
}

/** Where in the tree a node works. */
interface Cursor {
  readonly path: ResponsePath;
}

const root: Cursor = { path: [] };

/** Runs the node to its end. Never rejects because of a subgraph: failures are in `run`. */
export function runPlan(run: PlanRun, node: PlanNode): Promise<void> {
  return runNode(run, node, root);
}

async function runNode(run: PlanRun, node: PlanNode, cursor: Cursor): Promise<void> {
  switch (node.kind) {
    case 'Sequence':
      for (const child of node.nodes) await runNode(run, child, cursor);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((child) => runNode(run, child, cursor)));
      return;
    case 'Flatten':
      await runNode(run, node.node, { path: [...cursor.path, ...node.path] });
      return;
    case 'Fetch':
      if (!run.gone?.aborted) await runFetch(run, node, cursor);
      if (node.id !== undefined) run.onFetched?.(node.id);
      return;
    case 'Condition':
    case 'Defer':
      // Conditions are decided before planning; what is deferred has been taken apart.
      throw new Error(`Invariant broken: a plan with a node ${node.kind}.`);
  }
}

async function runFetch(run: PlanRun, fetch: FetchNode, cursor: Cursor): Promise<void> {
  const entities = collectAt(run.data, cursor.path);
  if (entities.length === 0) return;
  try {
    if (fetch.requires) await fetchEntities(run, fetch, { cursor, entities });
    else await fetchFields(run, fetch, { cursor, entities });
  } catch (error) {
    excuse(run, fetch, entities);
    const failure = error instanceof Error ? error : new Error(String(error));
    run.failures.push({ error: failure, fetch, path: cursor.path });
  }
}

interface Target {
  readonly cursor: Cursor;
  readonly entities: readonly Data[];
}

async function fetchFields(
  run: PlanRun,
  fetch: FetchNode,
  { cursor, entities }: Target,
): Promise<void> {
  const result = await send(run, fetch, usedVariables(run, fetch));
  const place = (path: GraphQLFormattedError['path']) => path && [...cursor.path, ...path];
  addErrors(run, fetch, result, place);
  if (!isObject(result.data)) return excuseFailed(run, { fetch, entities }, result);
  applyRewrites(fetch.outputRewrites, result.data, run.isOfType);
  const fields = fetchedFields(fetch);
  for (const entity of entities) mergeInto(entity, result.data, fields);
}

async function fetchEntities(
  run: PlanRun,
  fetch: FetchNode,
  { cursor, entities }: Target,
): Promise<void> {
  const { list, entities: positions } = represent(entities, {
    requires: fetch.requires ?? [],
    isOfType: run.isOfType,
    rewrite: (each) => applyRewrites(fetch.inputRewrites, each, run.isOfType),
    onLack: (entity, holder, field) => {
      const isTold = run.unknown.has(holder) || run.excused.get(holder)?.has(field);
      if (isTold) excuse(run, fetch, [entity]);
    },
  });
  if (list.length === 0) return;
  const variables = { ...usedVariables(run, fetch), representations: list };
  const result = await send(run, fetch, variables);
  addErrors(run, fetch, result, entityPaths(run, cursor, positions));
  if (!isObject(result.data)) return excuseFailed(run, { fetch, entities }, result);
  const received = result.data['_entities'];
  if (!Array.isArray(received) || received.length !== list.length) {
    throw new Error(`The subgraph ${fetch.serviceName} did not answer each representation.`);
  }
  const fields = fetchedFields(fetch);
  received.forEach((answer: unknown, index) => {
    const stand = (positions[index] ?? []).map((position) => entities[position]!);
    if (!isObject(answer)) {
      for (const entity of stand) run.unknown.add(entity);
      return;
    }
    applyRewrites(fetch.outputRewrites, answer, run.isOfType);
    for (const entity of stand) mergeInto(entity, answer, fields);
  });
}

/** What the fetch was to bring may be missing there, and in the objects below that it is of. */
function excuse({ excused }: PlanRun, fetch: FetchNode, entities: readonly Data[]): void {
  excuseFields(excused, entities, fetchedFields(fetch));
}

function excuseFields(excused: PlanRun['excused'], value: unknown, fields: ObjectFields): void {
  if (Array.isArray(value)) for (const item of value) excuseFields(excused, item, fields);
  if (!isObject(value)) return;
  const names = excused.get(value) ?? new Set<string>();
  excused.set(value, names);
  for (const [name, below] of fields) {
    names.add(name);
    if (below) excuseFields(excused, getOwn(value, name), below);
  }
}

/** An answer without data must say why; if it does not, each missing field does. */
function excuseFailed(
  run: PlanRun,
  { fetch, entities }: { readonly fetch: FetchNode; readonly entities: readonly Data[] },
  { errors = [] }: ExecutionResult,
): void {
  if (errors.length > 0) excuse(run, fetch, entities);
}

/** Turns `_entities[i].field` into the paths of the entities that representation i stands for. */
function entityPaths(run: PlanRun, cursor: Cursor, positions: readonly (readonly number[])[]) {
  let paths: (string | number)[][] | undefined;
  return (path: GraphQLFormattedError['path']) => {
    const index = path?.[1];
    if (typeof index !== 'number') return cursor.path.filter((step) => step !== '@');
    paths ??= pathsAt(run.data, cursor.path);
    return [...(paths[positions[index]?.[0] ?? -1] ?? []), ...(path?.slice(2) ?? [])];
  };
}

async function send(
  run: PlanRun,
  { serviceName, operation, operationName, operationKind }: FetchNode,
  variables: Record<string, unknown>,
): Promise<ExecutionResult> {
  const source = run.sources.get(serviceName);
  if (!source) throw new Error(`There is no subgraph named ${serviceName}.`);
  const { identity, signal } = run;
  const mayRepeat = operationKind === 'query';
  const request = { query: operation, operationName, variables, identity, mayRepeat, signal };
  // The client may have gone while the operation was planned.
  if (signal?.aborted) throw cancelled(signal.reason);
  const result = await source.fetch(request);
  return source.sharesAnswers ? ownCopy(result) : result;
}

function usedVariables(
  { variables }: PlanRun,
  { variableUsages }: FetchNode,
): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const name of variableUsages ?? []) {
    if (Object.hasOwn(variables, name)) setOwn(used, name, variables[name]);
  }
  return used;
}

function addErrors(
  run: PlanRun,
  { serviceName, outputRewrites }: FetchNode,
  { errors }: ExecutionResult,
  place: (path: GraphQLFormattedError['path']) => GraphQLFormattedError['path'],
): void {
  for (const { message, path, extensions } of errors ?? []) {
    run.errors.push(
      new GraphQLError(message, {
        path: place(path && renamePath(outputRewrites, path)) ?? null,
        extensions: { ...extensions, serviceName },
      }),
    );
  }
}
