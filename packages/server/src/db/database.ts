/**
 * One subgraph's database as its services and reads see it. Everything runs in a transaction that
 * states the actor's tenants; commands open their own, the reads of one request share one.
 */
import {
  DriverException,
  type EntityManager,
  IsolationLevel,
  type MikroORM,
  OptimisticLockError,
} from '@mikro-orm/postgresql';
import type { Actor } from '@arbiter/kernel/actor/actor.ts';
import { conflict } from '@arbiter/kernel/errors/app-error.ts';
import { collectAfterCommit } from './after-commit.ts';
import { sessionVariables } from './tenancy.ts';

/** An entity manager inside a transaction. */
export type Transaction = EntityManager;

export interface Database {
  /** A fresh entity manager that acts for the actor; for tests and one-off reads. */
  entityManager(actor: Actor): EntityManager;
  /**
   * Runs `work` in one transaction of the actor and commits, or rolls everything back when it
   * throws. After a collision with another writer it runs again, so it must have no effect but on
   * the database. Listeners of `onCommit` hear of each commit.
   */
  transaction<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A scope whose reads share one read-only transaction. */
  reader(actor: Actor): Reader;
  /** Calls `listener` after every committed transaction (the relay's wake-up). */
  onCommit(listener: () => void): void;
  /**
   * Calls `listener` after every transaction() that failed for good and was rolled back, and waits
   * for it; whatever it throws is lost, as the caller hears of the first error.
   */
  onFailure(listener: FailureListener): void;
}

export type FailureListener = (actor: Actor, error: unknown) => Promise<void>;

/** The reads of one request. Used and ended by one request only. */
export interface Reader {
  /** The entity manager of the read transaction, which begins with the first call. */
  em(): Promise<EntityManager>;
  /** Ends the transaction, if one began; a later em() begins another. */
  end(): Promise<void>;
}

/** The database of one subgraph over its ORM. */
export function createDatabase(orm: MikroORM): Database {
  const commitListeners: (() => void)[] = [];
  const failureListeners: FailureListener[] = [];
  const entityManager = (actor: Actor): EntityManager => {
    const em = orm.em.fork() as EntityManager;
    em.setSessionContext({ variables: sessionVariables(actor) });
    return em;
  };
  return {
    entityManager,
    async transaction(actor, work) {
      try {
        let committed: readonly (() => void)[] = [];
        const result = await retryCollisions(() =>
          entityManager(actor).transactional((tx) => {
            committed = collectAfterCommit(tx);
            return work(tx);
          }),
        );
        for (const hook of committed) hook();
        for (const listener of commitListeners) listener();
        return result;
      } catch (error) {
        await Promise.allSettled(failureListeners.map((listener) => listener(actor, error)));
        throw error;
      }
    },
    reader: (actor) => createReader(() => entityManager(actor)),
    onCommit: (listener) => void commitListeners.push(listener),
    onFailure: (listener) => void failureListeners.push(listener),
  };
}

/** More collisions in a row than this mean contention that the caller should hear of. */
const maxAttempts = 5;

/**
 * Runs a transaction again, from its first read, when another one changed what it had read
 * (optimistic lock, deadlock, serialization failure). What it then finds decides the outcome.
 */
async function retryCollisions<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isCollision(error)) throw error;
      if (attempts === maxAttempts) {
        throw conflict('Too many changes of the same object at once; try again.', { cause: error });
      }
    }
  }
}

/** SQLSTATE 40001 serialization_failure, 40P01 deadlock_detected; or a version that moved on. */
function isCollision(error: unknown): boolean {
  if (error instanceof OptimisticLockError) return true;
  return error instanceof DriverException && ['40001', '40P01'].includes(String(error.code));
}

function createReader(fork: () => EntityManager): Reader {
  let current: Promise<EntityManager> | undefined;
  return {
    em() {
      current ??= beginRead(fork());
      return current;
    },
    async end() {
      const ending = current;
      current = undefined;
      // Nothing was written, so an em that never began, or whose server is gone, needs no ending.
      const em = await ending?.catch(() => undefined);
      await em?.rollback();
    },
  };
}

/** One snapshot for the whole request: its lists and counts agree with each other. */
async function beginRead(em: EntityManager): Promise<EntityManager> {
  await em.begin({ readOnly: true, isolationLevel: IsolationLevel.REPEATABLE_READ });
  return em;
}
