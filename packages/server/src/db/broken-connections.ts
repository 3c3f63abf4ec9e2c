/**
 * Gives connections that broke while they were lent back to their pool. The query builder under
 * the ORM returns a connection only after a commit or rollback that succeeds; on a connection that
 * is gone both fail, so that each break would take one place of the pool for ever, and closing the
 * pool would wait for ever.
 */
import type { EventEmitter } from 'node:events';

type Release = (destroy?: Error | boolean) => void;

/** What this needs of a client of `pg`: its pool assigns `release` anew with every loan. */
interface PooledClient extends EventEmitter {
  release: Release;
}

/** Watches every connection that the pool makes from now on. */
export function returnBrokenConnections(pool: EventEmitter): void {
  pool.on('connect', (client: PooledClient) => {
    let release: Release | undefined;
    Object.defineProperty(client, 'release', {
      configurable: true,
      get: () => release,
      set: (assigned: Release) => {
        release = watchLoan(client, assigned);
      },
    });
  });
}

/** The release of one loan, which also happens by itself when the connection ends. */
function watchLoan(client: PooledClient, release: Release): Release {
  let isLent = true;
  const giveBack: Release = (destroy) => {
    // Whoever borrowed it may still return it after the break: that is no second release.
    if (!isLent) return;
    isLent = false;
    client.off('end', giveBackBroken);
    release(destroy);
  };
  const giveBackBroken = () => giveBack(true);
  client.once('end', giveBackBroken);
  return giveBack;
}
