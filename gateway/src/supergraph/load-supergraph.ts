/** A supergraph for programs that serve nobody, and for tests. */
import { createThreadPlanner } from '../planning/thread-planner.ts';
import { compileSupergraph } from './compile-supergraph.ts';
import { type Supergraph, assembleSupergraph } from './supergraph.ts';

/**
 * It is compiled, and plans, in this thread, which does nothing else meanwhile. Servers open it
 * (open-supergraph.ts). Errors: those of compileSupergraph.
 */
export function loadSupergraph(sdl: string): Supergraph {
  const compiled = compileSupergraph(sdl);
  const { apiSchema, fullSchema, facts } = compiled;
  const planner = createThreadPlanner(compiled);
  return assembleSupergraph({ sdl, facts, apiSchema, fullSchema, planner });
}
