/**
 * The sources of subgraphs, shared by the supergraphs that are in use at the same time: a subgraph
 * that stays where it is keeps its connections when the supergraph changes, and one that is in no
 * supergraph any more is closed once nobody uses it.
 */
import type { Logger } from '@arbiter/server/telemetry/logger.ts';
import type { SubgraphSource } from '../subgraphs/subgraph-source.ts';

/** A subgraph as the supergraph has it. */
export interface SubgraphPlace {
  readonly name: string;
  readonly url: string;
}

export interface SourceFinder {
  /** Places with the same answer are reached by the same source. Errors: when there is no such subgraph. */
  locate(place: SubgraphPlace): string;
  /** A source for the place; whoever opened it closes it. */
  open(place: SubgraphPlace): SubgraphSource;
}

export interface HeldSources {
  readonly byName: ReadonlyMap<string, SubgraphSource>;
  /** Gives them back; what nobody else holds is closed. */
  release(): void;
}

export interface SourceRegistry {
  /** The sources of all these subgraphs, opened where they are not. Errors: nothing is held then. */
  hold(places: readonly SubgraphPlace[]): HeldSources;
  /** Closes everything, also what is still held: whoever waits for it has waited long enough. */
  close(): Promise<void>;
}

interface Entry {
  readonly source: SubgraphSource;
  holders: number;
}

export function createSourceRegistry(finder: SourceFinder, logger: Logger): SourceRegistry {
  const entries = new Map<string, Entry>();
  const closing = new Set<Promise<void>>();
  const take = (place: SubgraphPlace, key: string): SubgraphSource => {
    const entry = entries.get(key) ?? { source: finder.open(place), holders: 0 };
    entries.set(key, entry);
    entry.holders += 1;
    return entry.source;
  };
  const giveBack = (key: string) => {
    const entry = entries.get(key);
    if (!entry) return;
    entry.holders -= 1;
    if (entry.holders === 0) end(key, entry);
  };
  const end = (key: string, { source }: Entry) => {
    entries.delete(key);
    const closed = source
      .close()
      .catch((err: unknown) => logger.warn({ err, subgraph: source.name }, 'source not closed'))
      .finally(() => closing.delete(closed));
    closing.add(closed);
  };
  return {
    hold(places) {
      const held: string[] = [];
      const byName = new Map<string, SubgraphSource>();
      try {
        for (const place of places) {
          const key = `${place.name} ${finder.locate(place)}`;
          byName.set(place.name, take(place, key));
          held.push(key);
        }
      } catch (error) {
        held.forEach(giveBack);
        throw error;
      }
      // What is given back twice would be taken from others.
      return { byName, release: () => held.splice(0).forEach(giveBack) };
    },
    async close() {
      for (const [key, entry] of entries) end(key, entry);
      await Promise.all(closing);
    },
  };
}
