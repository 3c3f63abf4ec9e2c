/** The planner's thread: compiles one supergraph, says what came of it, then plans what it is asked. */
import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '@arbiter/kernel/errors/app-error.ts';
import { type CompiledSupergraph, compileSupergraph } from '../supergraph/compile-supergraph.ts';
import { UnsupportedSupergraphError, faultsOf } from '../supergraph/supergraph-faults.ts';
import type { CompileMessage, PlanMessage, PlanningThreadData } from './messages.ts';
import { planRequest } from './plan-request.ts';
import type { PlanRequest } from './planner.ts';

const port = parentPort;
invariant(port, 'this file is started as a worker');
const { sdl } = workerData as PlanningThreadData;
const compiled = compile();
if (compiled) {
  port.on('message', (request: PlanRequest) => port.postMessage(answer(compiled, request)));
}

function compile(): CompiledSupergraph | null {
  const tell = (message: CompileMessage) => port?.postMessage(message);
  try {
    const made = compileSupergraph(sdl);
    tell({ kind: 'compiled', facts: made.facts });
    return made;
  } catch (error) {
    if (error instanceof UnsupportedSupergraphError) {
      tell({ kind: 'unsupported', reason: error.reason });
    } else tell({ kind: 'invalid', faults: faultsOf(error) });
    return null;
  }
}

function answer(made: CompiledSupergraph, request: PlanRequest): PlanMessage {
  try {
    return { kind: 'planned', planning: planRequest(made, request) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failed', message, stack };
  }
}
