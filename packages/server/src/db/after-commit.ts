/** What is to be done once a transaction has been committed, and not when it has been rolled back. */
import type { EntityManager } from '@mikro-orm/postgresql';

const hooks = new WeakMap<EntityManager, (() => void)[]>();

/** Begins to collect for a transaction, whose owner runs what it gets after the commit. */
export function collectAfterCommit(tx: EntityManager): readonly (() => void)[] {
  const collected: (() => void)[] = [];
  hooks.set(tx, collected);
  return collected;
}

/**
 * Calls the hook after the commit; it must not throw. Of a transaction that nobody collects for, as
 * one that a test has begun, nothing is known, and the hook is not called.
 */
export function afterCommit(tx: EntityManager, hook: () => void): void {
  hooks.get(tx)?.push(hook);
}
