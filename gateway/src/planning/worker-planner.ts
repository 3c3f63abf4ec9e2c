/**
 * Plans in a thread of its own, so that requests go on whatever is planned. Operations are planned one
 * after the other; equal ones that are asked for meanwhile are planned once. One that takes too long, or
 * more memory than there is, is refused; the thread is stopped and another one goes on with the others.
 */
import { getHeapStatistics } from 'node:v8';
import { AppError, unavailable } from '@arbiter/kernel/errors/app-error.ts';
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { SupergraphFacts } from '../supergraph/compile-supergraph.ts';
import type { PlanRequest, Planner, Planning } from './planner.ts';
import type { PlanningMetrics } from './planning-metrics.ts';
import { type PlanningThread, ThreadStoppedError, startPlanningThread } from './planning-thread.ts';
import { type Refusals, createRefusals } from './refusals.ts';

export interface PlanningLimits {
  /** For compiling a supergraph. */
  readonly compileMs: number;
  /** For planning one operation. */
  readonly planMs: number;
  /** Operations that wait. */
  readonly maxWaiting: number;
  /** How long one may wait before it is begun. */
  readonly waitMs: number;
  /** Of the thread. */
  readonly maxHeapMib: number;
}

const bytesPerMib = 1024 * 1024;

export const planningLimits: PlanningLimits = {
  // Arbiter's own takes about a second; one that is a hundred times as large is still served.
  compileMs: 300_000,
  // Operations over four subgraphs take tens of milliseconds; all others wait as long as this one.
  planMs: 5_000,
  // As many different operations as a large application has, at once.
  maxWaiting: 2_000,
  // As long as a subgraph may take; a client that waits longer has usually gone.
  waitMs: 30_000,
  // As much as the process itself may have, so that one setting of Node decides both.
  maxHeapMib: Math.floor(getHeapStatistics().heap_size_limit / bytesPerMib),
};

/** Seconds after which a planner that was lost is usually there again. */
const retrySeconds = 5;

export interface WorkerPlannerOptions {
  readonly sdl: string;
  readonly logger: Logger;
  readonly metrics: PlanningMetrics;
  readonly limits?: Partial<PlanningLimits> | undefined;
}

export interface StartedPlanner {
  readonly planner: Planner;
  readonly facts: SupergraphFacts;
}

/**
 * Resolves when the supergraph is compiled; the signal gives that up. Errors: UnsupportedSupergraphError,
 * InvalidSupergraphError; ThreadStoppedError; AbortError.
 */
export async function startWorkerPlanner(
  options: WorkerPlannerOptions,
  signal?: AbortSignal,
): Promise<StartedPlanner> {
  const limits = { ...planningLimits, ...options.limits };
  const planner = new WorkerPlanner({ ...options, limits });
  const giveUp = () => void planner.rest();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', giveUp);
  try {
    return { planner, facts: await planner.start() };
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

interface Job {
  readonly request: PlanRequest;
  readonly key: string;
  readonly asked: number;
  readonly done: PromiseWithResolvers<Planning>;
}

class WorkerPlanner implements Planner {
  readonly #options: WorkerPlannerOptions & { readonly limits: PlanningLimits };
  readonly #refusals: Refusals = createRefusals();
  readonly #waiting: Job[] = [];
  /** Those that wait and the one that is being planned. */
  readonly #byKey = new Map<string, Job>();
  /** Undefined while it rests. */
  #thread: Promise<PlanningThread> | undefined;
  /** Aborted when it rests. */
  #resting = new AbortController();
  #isWorking = false;

  constructor(options: WorkerPlannerOptions & { readonly limits: PlanningLimits }) {
    this.#options = options;
  }

  async start(): Promise<SupergraphFacts> {
    return (await this.#start()).facts;
  }

  async plan(request: PlanRequest): Promise<Planning> {
    const { metrics, limits } = this.#options;
    const key = JSON.stringify([request.text, request.operationName, request.activeLabels]);
    const known = this.#byKey.get(key);
    if (known) return known.done.promise;
    const refusal =
      this.#refusals.of(key) ??
      (this.#waiting.length >= limits.maxWaiting ? tooManyWait() : undefined);
    if (refusal) {
      metrics.observe('refused');
      throw refusal;
    }
    const job = { request, key, asked: performance.now(), done: Promise.withResolvers<Planning>() };
    this.#waiting.push(job);
    this.#byKey.set(key, job);
    metrics.countWaiting(1);
    void this.#work();
    return job.done.promise;
  }

  async rest(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#resting.abort();
    this.#resting = new AbortController();
    await thread?.then(
      (each) => each.close(),
      () => undefined,
    );
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      try {
        job.done.resolve(await this.#run(job));
      } catch (error) {
        job.done.reject(error);
      }
      this.#byKey.delete(job.key);
      this.#options.metrics.countWaiting(-1);
    }
    this.#isWorking = false;
  }

  async #run({ request, key, asked }: Job): Promise<Planning> {
    const { metrics, limits } = this.#options;
    if (performance.now() - asked > limits.waitMs) {
      metrics.observe('refused');
      throw tooManyWait();
    }
    const thread = await this.#awake();
    const begun = performance.now();
    const observe: PlanningMetrics['observe'] = (outcome) =>
      metrics.observe(outcome, (performance.now() - begun) / 1_000);
    try {
      const planning = await thread.plan(request, limits.planMs);
      observe('planned');
      return planning;
    } catch (error) {
      if (!(error instanceof ThreadStoppedError)) {
        observe('fault');
        throw error;
      }
      observe(error.isOverrun ? 'timeout' : 'died');
      throw this.#replace(error, { request, key });
    }
  }

  /** The thread, started again if it has ended. */
  async #awake(): Promise<PlanningThread> {
    const thread = await this.#thread?.catch(() => undefined);
    if (thread && !thread.isOver()) return thread;
    if (thread) this.#noteLoss({ reason: 'it has ended' });
    try {
      return await this.#start();
    } catch (cause) {
      this.#options.logger.error({ err: cause }, 'planner cannot be started');
      throw unavailable('Operations cannot be planned now.', retrySeconds, cause);
    }
  }

  #start(): Promise<PlanningThread> {
    const { sdl, limits } = this.#options;
    const { compileMs: limitMs, maxHeapMib } = limits;
    const { signal } = this.#resting;
    this.#thread = startPlanningThread({ sdl }, { limitMs, maxHeapMib, signal });
    return this.#thread;
  }

  /** Starts another thread, and says why the operation that has stopped this one gets no plan. */
  #replace(stop: ThreadStoppedError, { request, key }: Pick<Job, 'request' | 'key'>): AppError {
    const seconds = this.#options.limits.planMs / 1_000;
    const refusal = stop.isOverrun
      ? new AppError('TIMEOUT', `The operation could not be planned within ${seconds} s.`)
      : unavailable('The planner was lost while it planned this operation.', retrySeconds, stop);
    // Closed with its generation, it is missed by nobody.
    if (this.#thread === undefined) return refusal;
    this.#refusals.add(key, refusal);
    this.#noteLoss({
      reason: stop.isOverrun ? 'an operation took too long to plan' : 'it died while planning',
      operationName: request.operationName,
      err: stop.cause,
    });
    // The next operation need not wait for all of it.
    this.#start().catch(() => undefined);
    return refusal;
  }

  #noteLoss(facts: Readonly<Record<string, unknown>>): void {
    this.#options.metrics.countRestart();
    this.#options.logger.warn(facts, 'planner started again');
  }
}

function tooManyWait(): AppError {
  return unavailable('Too many operations wait to be planned.', retrySeconds);
}
