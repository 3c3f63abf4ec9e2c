/**
 * Opens a supergraph for a server: it is compiled, and operations are planned, in a thread of its own.
 * This thread makes the schemas, with turns for others in between.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { buildASTSchema, parse } from 'graphql';
import { type WorkerPlannerOptions, startWorkerPlanner } from '../planning/worker-planner.ts';
import { toClientSchema } from './api-schema.ts';
import { type Supergraph, assembleSupergraph } from './supergraph.ts';

/**
 * Whoever opens it lets its planner rest in the end; the signal gives it up before. Errors: UnsupportedSupergraphError,
 * InvalidSupergraphError; ThreadStoppedError when it takes too much time or memory.
 */
export async function openSupergraph(
  options: WorkerPlannerOptions,
  signal?: AbortSignal,
): Promise<Supergraph> {
  const { sdl } = options;
  const { planner, facts } = await startWorkerPlanner(options, signal);
  const document = parse(sdl, { noLocation: true });
  await nextTurn();
  // What has been compiled is valid.
  const fullSchema = buildASTSchema(document, { assumeValidSDL: true });
  await nextTurn();
  const apiSchema = toClientSchema(facts.apiSdl);
  await nextTurn();
  return assembleSupergraph({ sdl, facts, apiSchema, fullSchema, planner });
}
