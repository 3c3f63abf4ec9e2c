/**
 * Answers in parts (`@defer`): the first at once, then each deferred fragment, for every object it
 * belongs to, when its fetches are done. What is said here is enough for every form of incremental
 * delivery (`http/incremental-forms.ts`).
 */
import { type ExecutionResult, GraphQLError, type GraphQLObjectType } from 'graphql';
import { type Data, getOwn, isObject, setOwn } from './data.ts';
import type { DeferredFragment } from './deferred-document.ts';
import { type Place, type World, placesFrom } from './deferred-places.ts';
import { type PlanParts, type RunningParts, runParts } from './deferred-plan.ts';
import { createFieldCollector } from './fields.ts';
import type { PlanRun } from './run-plan.ts';
import { type Introspect, type Shaper, createShaper } from './shape.ts';

/** A fragment, of one object that the client has been given, which is to come. */
export interface PendingPart {
  /** Unique in the answer. */
  readonly id: string;
  readonly path: readonly (string | number)[];
  /** The client's. */
  readonly label?: string;
}

export interface IncrementalPart extends PendingPart {
  /** Null when a null that the schema forbids has reached the fragment; `errors` says why. */
  readonly data: Data | null;
  readonly errors?: readonly GraphQLError[];
}

export interface SubsequentResult {
  /** Of fragments inside of those in `incremental`. */
  readonly pending: readonly PendingPart[];
  readonly incremental: readonly IncrementalPart[];
  readonly hasNext: boolean;
}

export interface IncrementalResults {
  readonly initialResult: ExecutionResult & { readonly hasNext: true };
  /** What is to come; more is told of with the parts that it is inside of. */
  readonly pending: readonly PendingPart[];
  /** Ends when all has been delivered or the signal is aborted. */
  readonly subsequentResults: AsyncIterableIterator<SubsequentResult>;
  /** The errors of all parts, when the last has been made, whoever takes them. Never rejects. */
  readonly finished: Promise<readonly GraphQLError[]>;
}

/** A deferred operation, prepared once. */
export interface DeferredOperation {
  readonly parts: PlanParts;
  readonly fragments: readonly DeferredFragment[];
  readonly rootType: GraphQLObjectType;
  shaperOf(fragment: DeferredFragment, place: Place): Shaper;
}

/** Shapes of fragments by the type of the objects they belong to, compiled on first sight. */
export function createFragmentShapers({ schema, treeNames }: World): DeferredOperation['shaperOf'] {
  const collector = createFieldCollector({ schema, fragments: new Map() });
  const shapers = new Map<string, Shaper>();
  return ({ id, selectionSet }, { type }) => {
    const key = `${id} ${type.name}`;
    let shaper = shapers.get(key);
    if (!shaper) {
      shaper = createShaper({ schema, rootType: type, selectionSet, collector, treeNames });
      shapers.set(key, shaper);
    }
    return shaper;
  };
}

export interface DeferredExecution extends World {
  readonly operation: DeferredOperation;
  /** The run without errors and hooks: its tree is what all parts write into. */
  readonly run: Omit<PlanRun, 'errors' | 'failures'>;
  readonly introspect: Introspect;
  /** Shapes the first part. */
  readonly shape: Shaper;
  /** What went wrong in a part, and in shaping it, as the client gets it. */
  present(
    part: Pick<PlanRun, 'errors' | 'failures'>,
    shaped: { readonly data: Data | null; readonly errors: readonly GraphQLError[] },
  ): GraphQLError[];
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal | undefined;
  /** Called when every part has run. */
  onFinished(): void;
}

/** One result when nothing is left to come later, such as when the first part has no object for it. */
export async function executeInParts(
  execution: DeferredExecution,
): Promise<ExecutionResult | IncrementalResults> {
  const { operation, run, shape, introspect, present, onFinished } = execution;
  const running = runParts(operation.parts, (own) => ({ ...run, ...own }));
  const all = [running.first, ...running.deferred.values()];
  void Promise.allSettled(all.map(({ done }) => done)).then(onFinished);
  await running.first.done;
  const shaped = shape(run, introspect);
  const { data } = shaped;
  const errors = present(running.first, shaped);
  const result = { ...(errors.length > 0 ? { errors } : {}), data };
  if (!data) return result;
  const finished = Promise.withResolvers<readonly GraphQLError[]>();
  const delivery: Delivery = {
    execution,
    running,
    announced: [],
    ready: [],
    placeCount: 0,
    pending: 0,
    errors: [...errors],
    wake: () => undefined,
    finish: finished.resolve,
  };
  const top = { object: run.data, shown: data, type: operation.rootType, path: [] };
  follow(delivery, operation.fragments, [top]);
  if (delivery.pending === 0) return result;
  return {
    initialResult: { ...result, hasNext: true },
    pending: delivery.announced.splice(0),
    subsequentResults: deliver(delivery),
    finished: finished.promise,
  };
}

interface Delivery {
  readonly execution: DeferredExecution;
  readonly running: RunningParts;
  /** Parts that the client has not been told of. */
  readonly announced: PendingPart[];
  /** Parts that can be delivered. */
  readonly ready: IncrementalPart[];
  /** Of fragments, each at each of its objects, so far. */
  placeCount: number;
  /** Fragments still to come; each has at least one object. */
  pending: number;
  /** Of all parts so far. */
  readonly errors: GraphQLError[];
  wake: () => void;
  readonly finish: (errors: readonly GraphQLError[]) => void;
}

/** Waits for the fragments of objects that the client has been given. */
function follow(
  delivery: Delivery,
  fragments: readonly DeferredFragment[],
  parents: readonly Place[],
): void {
  const { execution, running } = delivery;
  for (const fragment of fragments) {
    const places = parents.flatMap((parent) => placesFrom(execution, parent, fragment.steps));
    if (places.length === 0) continue;
    const awaited = places.map((place) => ({
      place,
      pending: announce(delivery, fragment, place),
    }));
    delivery.pending += 1;
    const part = running.deferred.get(fragment.id);
    void Promise.resolve(part?.done).then(() => {
      try {
        deliverFragment(delivery, { fragment, awaited, part: part ?? nothingOfItsOwn });
      } catch (error) {
        // A fault of ours: nobody waits for this promise, and unheard it would end the process.
        deliverFault(delivery, awaited, error);
      }
      // In the same turn: whoever takes what is ready is told by this whether more will come.
      delivery.pending -= 1;
      if (delivery.pending === 0) delivery.finish(delivery.errors);
      delivery.wake();
    });
  }
}

function announce(delivery: Delivery, { label }: DeferredFragment, { path }: Place): PendingPart {
  const id = String(delivery.placeCount);
  delivery.placeCount += 1;
  const pending = { id, path, ...(label === undefined ? {} : { label }) };
  delivery.announced.push(pending);
  return pending;
}

/** An object of a fragment, and what the client knows of the part. */
interface Awaited {
  readonly place: Place;
  readonly pending: PendingPart;
}

/** Of a fragment that needed no fetch. */
const nothingOfItsOwn = { errors: [], failures: [] };

interface FinishedFragment {
  readonly fragment: DeferredFragment;
  readonly awaited: readonly Awaited[];
  readonly part: Pick<PlanRun, 'errors' | 'failures'>;
}

function deliverFragment(delivery: Delivery, { fragment, awaited, part }: FinishedFragment): void {
  const { run, operation, introspect, present } = delivery.execution;
  const shaped = awaited.map(({ place, pending }) => {
    const shape = operation.shaperOf(fragment, place);
    return { place, pending, ...shape({ ...run, data: place.object }, introspect) };
  });
  const faults = shaped.flatMap(({ place, errors }) =>
    errors.map((error) => movedTo(place.path, error)),
  );
  const presented = present(part, { data: answerOf(shaped), errors: faults });
  delivery.errors.push(...presented);
  const errorsAt = errorsByPlace(
    presented,
    awaited.map(({ place }) => place),
  );
  for (const { place, pending, data } of shaped) {
    const errors = errorsAt.get(place);
    delivery.ready.push({ data, ...pending, ...(errors ? { errors } : {}) });
  }
  const shown = shaped.flatMap(({ place, data }) => (data ? [{ ...place, shown: data }] : []));
  follow(delivery, fragment.children, shown);
}

/** The fragment is null where it would have been, with what the client is told of faults. */
function deliverFault(delivery: Delivery, awaited: readonly Awaited[], fault: unknown): void {
  const originalError =
    fault instanceof Error ? fault : new Error('Not an error.', { cause: fault });
  const part = {
    errors: [new GraphQLError(originalError.message, { originalError })],
    failures: [],
  };
  const errors = delivery.execution.present(part, { data: null, errors: [] });
  delivery.errors.push(...errors);
  for (const { pending } of awaited) delivery.ready.push({ data: null, ...pending, errors });
}

/** The parts at their places in one answer, of which they are all that there is. */
function answerOf(parts: readonly { readonly place: Place; readonly data: Data | null }[]): Data {
  const answer: Data = {};
  for (const { place, data } of parts) {
    if (place.path.length === 0) return data ?? {};
    let holder = answer;
    for (const step of place.path.slice(0, -1)) {
      const known = getOwn(holder, String(step));
      const next = isObject(known) ? known : {};
      setOwn(holder, String(step), next);
      holder = next;
    }
    setOwn(holder, String(place.path.at(-1)), data);
  }
  return answer;
}

/** Each error once, at the object that it is about, or is inside of; else at the first. */
function errorsByPlace(
  errors: readonly GraphQLError[],
  places: readonly Place[],
): Map<Place, GraphQLError[]> {
  const sorted = new Map<Place, GraphQLError[]>();
  for (const error of errors) {
    const place = places.find(({ path }) => isOnOneWay(path, error.path ?? [])) ?? places[0];
    if (place) sorted.set(place, [...(sorted.get(place) ?? []), error]);
  }
  return sorted;
}

function isOnOneWay(
  one: readonly (string | number)[],
  other: readonly (string | number)[],
): boolean {
  const shared = Math.min(one.length, other.length);
  return one.slice(0, shared).every((step, index) => step === other[index]);
}

function movedTo(path: Place['path'], error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    path: [...path, ...(error.path ?? [])],
    extensions: error.extensions,
  });
}

function deliver(delivery: Delivery): AsyncIterableIterator<SubsequentResult> {
  const { signal } = delivery.execution;
  let isOver = false;
  const end = () => {
    isOver = true;
    delivery.wake();
  };
  signal?.addEventListener('abort', end, { once: true });
  return {
    async next() {
      while (delivery.ready.length === 0 && !isOver && !signal?.aborted) {
        await new Promise<void>((resolve) => (delivery.wake = resolve));
      }
      if (isOver || signal?.aborted) return { done: true, value: undefined };
      const incremental = delivery.ready.splice(0);
      const pending = delivery.announced.splice(0);
      const hasNext = delivery.pending > 0;
      isOver = !hasNext;
      return { done: false, value: { pending, incremental, hasNext } };
    },
    async return() {
      signal?.removeEventListener('abort', end);
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
