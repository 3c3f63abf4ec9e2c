/**
 * Which supergraph answers now, and which do no longer but still have requests under way. Replacing it
 * is one step: requests before it are on the old one, those after on the new one.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type GraphQLSchema, assertValidSchema } from 'graphql';
import { type Generation, type GenerationOptions, createGeneration } from './generation.ts';
import type { Supergraph } from './supergraph.ts';
import { type WarmUp, warmUp, warmUpLimits } from './warm-up.ts';

/** Called with the generation that has become current. */
type Listener = (generation: Generation) => void;

export interface SupergraphManager extends AsyncDisposable {
  current(): Generation;
  /** The generation whose API schema this is, also after it was replaced. */
  generationOf(apiSchema: GraphQLSchema): Generation;
  /**
   * Makes the supergraph current. False when it is already. Errors: when it cannot serve; the current
   * one stays then.
   */
  replace(supergraph: Supergraph): boolean;
  /**
   * The same, once the operations that are asked most are planned on it; one such call at a time. Null
   * when it is current already. Its planner rests if it does not become current.
   */
  replaceWarm(supergraph: Supergraph): Promise<WarmUp | null>;
  /** Listens before anybody is served by a new generation; returns how to stop. */
  beforeServing(listener: Listener): () => void;
  /** Listens after a replacement; listeners are called a few at a time. Returns how to stop. */
  onReplaced(listener: Listener): () => void;
  /** How many generations are in use: one, and the old ones with something under way. */
  generationsInUse(): number;
}

export type ManagerOptions = GenerationOptions;

/** Subscriptions that are told of a new supergraph at once; requests go between two such turns. */
const listenersATurn = 100;

/** Errors: when the first supergraph cannot serve. */
export function createSupergraphManager(options: ManagerOptions): SupergraphManager {
  const { registry } = options;
  const bySchema = new WeakMap<GraphQLSchema, Generation>();
  const inUse = new Set<Generation>();
  const first = new Set<Listener>();
  const later = new Set<Listener>();
  const begin = (supergraph: Supergraph) => {
    const { generation, leave } = beginGeneration({ ...options, supergraph });
    bySchema.set(supergraph.apiSchema, generation);
    inUse.add(generation);
    return { generation, leave };
  };
  let current = begin(options.supergraph);
  let isOver = false;
  const isCurrent = ({ id }: Supergraph) => id === current.generation.supergraph.id;
  const change = (next: ReturnType<typeof begin>) => {
    try {
      for (const listener of first) listener(next.generation);
    } catch (error) {
      next.leave();
      throw error;
    }
    const previous = current;
    current = next;
    previous.leave();
    void tell(later, next.generation);
  };
  return {
    current: () => current.generation,
    generationOf(apiSchema) {
      const generation = bySchema.get(apiSchema);
      if (!generation) throw new Error('Invariant broken: a schema of no generation.');
      return generation;
    },
    replace(supergraph) {
      if (isCurrent(supergraph)) return false;
      change(begin(supergraph));
      return true;
    },
    async replaceWarm(supergraph) {
      if (isCurrent(supergraph)) return null;
      const next = begin(supergraph);
      const done = await warmUp(next.generation, current.generation, warmUpLimits);
      if (isOver) next.leave();
      else change(next);
      return done;
    },
    beforeServing: (listener) => listen(first, listener),
    onReplaced: (listener) => listen(later, listener),
    generationsInUse() {
      for (const each of inUse) if (each.users() === 0) inUse.delete(each);
      return inUse.size;
    },
    async [Symbol.asyncDispose]() {
      isOver = true;
      current.leave();
      await registry.close();
    },
  };
}

/** Errors: when it cannot serve; its planner rests then. */
function beginGeneration(options: GenerationOptions) {
  const { apiSchema, planner } = options.supergraph;
  try {
    assertValidSchema(apiSchema);
    const generation = createGeneration(options);
    return { generation, leave: generation.enter() };
  } catch (error) {
    void planner.rest();
    throw error;
  }
}

function listen(listeners: Set<Listener>, listener: Listener): () => void {
  // A set holds a function once; everybody who listens gets an entry of their own.
  const own: Listener = (generation) => listener(generation);
  listeners.add(own);
  return () => void listeners.delete(own);
}

async function tell(listeners: ReadonlySet<Listener>, generation: Generation): Promise<void> {
  let told = 0;
  for (const listener of [...listeners]) {
    listener(generation);
    told += 1;
    if (told % listenersATurn === 0) await nextTurn();
  }
}
