/** Plans in this thread, one operation as soon as it is asked for. */
import type { CompiledSupergraph } from '../supergraph/compile-supergraph.ts';
import { planRequest } from './plan-request.ts';
import type { Planner } from './planner.ts';

export function createThreadPlanner(compiled: CompiledSupergraph): Planner {
  return {
    plan: async (request) => planRequest(compiled, request),
    rest: async () => undefined,
  };
}
