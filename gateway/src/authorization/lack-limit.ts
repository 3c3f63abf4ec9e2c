/** How many plans one operation may have for actors who lack this or that of it. */

/**
 * Kinds of actors that send the same operation and are denied different parts of it. Groups have a few
 * roles; without a limit, tokens with any combination of scopes would fill the cache of all plans
 * with those of one operation.
 */
export const maxPlansOfLacks = 16;

/** Notes that a plan is used, by its key; `drop` is called with the one that was not for longest. */
export function createLackLimit(drop: (key: string) => void): (key: string) => void {
  // A set keeps the order in which its members came.
  const used = new Set<string>();
  return (key) => {
    used.delete(key);
    used.add(key);
    if (used.size <= maxPlansOfLacks) return;
    const [oldest = key] = used;
    used.delete(oldest);
    drop(oldest);
  };
}
