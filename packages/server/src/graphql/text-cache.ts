/**
 * What is made once of a GraphQL text (its syntax tree, a plan) and kept: the least recently used
 * makes room. Bounded by number and by the length of the texts, because what is made of a text grows
 * with it, and clients decide how many and how long they are.
 */
import { LRUCache } from 'lru-cache';

export interface TextCache<T> {
  get(key: string): T | undefined;
  /** Keeps the value, if a text of that length may be kept at all. */
  set(key: string, textLength: number, value: T): void;
  delete(key: string): boolean;
  /** The value kept for the key; else a new one, which is then kept. */
  remember(key: string, textLength: number, create: () => T): T;
  /** What is kept, the most recently used first; looking uses nothing. */
  values(): Iterable<T>;
  /** How much is kept. */
  size(): { readonly entries: number; readonly characters: number };
}

export interface TextCacheLimits {
  readonly maxEntries: number;
  /** Of the texts of all entries together. */
  readonly maxCharacters: number;
}

/**
 * For syntax trees and plans. A character costs 50 to 120 bytes as syntax tree and 40 to 170 as plan
 * and shape (measured on small, wide and federated operations), so a full cache is some 100 MB; the
 * operations of a large application are a few hundred of a thousand characters.
 */
export const operationLimits: TextCacheLimits = { maxEntries: 2_000, maxCharacters: 512 * 1024 };

/** An empty cache. */
export function createTextCache<T extends object>({
  maxEntries,
  maxCharacters,
}: TextCacheLimits): TextCache<T> {
  const kept = new LRUCache<string, T>({ max: maxEntries, maxSize: maxCharacters });
  const set = (key: string, textLength: number, value: T) =>
    void kept.set(key, value, { size: Math.max(1, Math.round(textLength)) });
  return {
    get: (key) => kept.get(key),
    set,
    delete: (key) => kept.delete(key),
    remember(key, textLength, create) {
      const found = kept.get(key);
      if (found) return found;
      const created = create();
      set(key, textLength, created);
      return created;
    },
    values: () => kept.values(),
    size: () => ({ entries: kept.size, characters: kept.calculatedSize }),
  };
}
