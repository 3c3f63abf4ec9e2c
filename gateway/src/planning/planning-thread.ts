/** One thread that plans on one supergraph, as long as it lives. */
import { Worker } from 'node:worker_threads';
import type { SupergraphFacts } from '../supergraph/compile-supergraph.ts';
import {
  InvalidSupergraphError,
  UnsupportedSupergraphError,
} from '../supergraph/supergraph-faults.ts';
import type { CompileMessage, PlanMessage, PlanningThreadData } from './messages.ts';
import type { PlanRequest, Planning } from './planner.ts';

export interface PlanningThread {
  readonly facts: SupergraphFacts;
  /**
   * One at a time. Errors: ThreadStoppedError, after which the thread is of no use; a plain Error for
   * a fault of the planner.
   */
  plan(request: PlanRequest, limitMs: number): Promise<Planning>;
  /** Whether it has ended, by itself too: it plans nothing more. */
  isOver(): boolean;
  close(): Promise<void>;
}

export interface ThreadLimits {
  /** For compiling the supergraph. */
  readonly limitMs: number;
  readonly maxHeapMib: number;
  /** Ends the thread. */
  readonly signal: AbortSignal;
}

/** The thread has ended before it answered. */
export class ThreadStoppedError extends Error {
  override readonly name = 'ThreadStoppedError';
  /** It was stopped at its limit; otherwise it died, or was closed. */
  readonly isOverrun: boolean;

  constructor(message: string, options: { readonly isOverrun: boolean; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.isOverrun = options.isOverrun;
  }
}

/**
 * Lives until it is closed or the signal is aborted. Errors: UnsupportedSupergraphError,
 * InvalidSupergraphError; ThreadStoppedError when compiling takes longer than the limit or more memory
 * than there is.
 */
export async function startPlanningThread(
  data: PlanningThreadData,
  { limitMs, maxHeapMib, signal }: ThreadLimits,
): Promise<PlanningThread> {
  signal.throwIfAborted();
  const worker = startWorker(data, maxHeapMib);
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop);
  // It may break when nobody waits for it; an error that nobody hears would end the process.
  worker.on('error', () => undefined);
  let isOver = false;
  worker.once('exit', () => {
    isOver = true;
    signal.removeEventListener('abort', stop);
  });
  const compiled = await answerOf<CompileMessage>(worker, limitMs);
  // What waits for a plan keeps the process alive, the thread alone does not.
  worker.unref();
  if (compiled.kind !== 'compiled') await worker.terminate();
  if (compiled.kind === 'unsupported') throw new UnsupportedSupergraphError(compiled.reason);
  if (compiled.kind === 'invalid') throw new InvalidSupergraphError(compiled.faults);
  return {
    facts: compiled.facts,
    async plan(request, planLimitMs) {
      worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
      worker.postMessage(request);
      const answer = await answerOf<PlanMessage>(worker, planLimitMs);
      worker.unref();
      if (answer.kind === 'planned') return answer.planning;
      throw withStack(answer);
    },
    isOver: () => isOver,
    async close() {
      await worker.terminate();
    },
  };
}

function startWorker(workerData: PlanningThreadData, maxHeapMib: number): Worker {
  return new Worker(new URL('./planning-worker.ts', import.meta.url), {
    name: 'planner',
    workerData,
    // What is loaded into the process (instrumentation, a debugger) has no business in its threads.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMib },
  });
}

/** The next message. Errors: ThreadStoppedError; the thread is stopped at its limit. */
function answerOf<T>(worker: Worker, limitMs: number): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const stopped = (message: string, cause?: unknown) =>
    reject(new ThreadStoppedError(message, { isOverrun: false, cause }));
  const onError = (cause: unknown) => stopped('The planner broke.', cause);
  const onExit = () => stopped('The planner was stopped.');
  worker.once('message', resolve).once('error', onError).once('exit', onExit);
  const limit = setTimeout(() => {
    const message = `The planner was stopped after ${limitMs} ms.`;
    reject(new ThreadStoppedError(message, { isOverrun: true }));
    void worker.terminate();
  }, limitMs);
  return promise.finally(() => {
    clearTimeout(limit);
    worker.off('message', resolve).off('error', onError).off('exit', onExit);
  });
}

function withStack({ message, stack }: { message: string; stack: string | undefined }): Error {
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
