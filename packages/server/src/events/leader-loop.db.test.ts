// Loops of two "processes" (two loops with connections of their own) over one real database.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { type LeaderLoop, type LeaderLoopOptions, startLeaderLoop } from './leader-loop.ts';
import { uniqueName, until } from './testing/events.ts';

let store: EventStore;
const loops: LeaderLoop[] = [];

beforeAll(async () => {
  store = await openEventStore();
});
afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.stop()));
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});

function start(name: string, options: Partial<LeaderLoopOptions>): LeaderLoop {
  const loop = startLeaderLoop({
    name,
    address: store.addresses.worker,
    logger: store.logger,
    step: async () => false,
    isIdle: async () => false,
    ...options,
  });
  loops.push(loop);
  return loop;
}

/** A loop that counts its steps. */
function counting(name: string, options: Partial<LeaderLoopOptions> = {}) {
  const counted = { steps: 0 };
  const loop = start(name, {
    ...options,
    step: async (client) => {
      counted.steps += 1;
      return (await options.step?.(client)) ?? false;
    },
  });
  return Object.assign(counted, { loop });
}

const terminate = (name: string) =>
  store.owner.query(
    `select pg_terminate_backend(a.pid) from pg_stat_activity a join pg_locks l using (pid)
     where application_name = $1 and locktype = 'advisory' and granted`,
    [name],
  );

const connections = async (name: string) =>
  (await store.owner.query(`select pid from pg_stat_activity where application_name = $1`, [name]))
    .length;

describe('a leader loop', () => {
  test('runs a step at once, when woken, and now and then by itself', async () => {
    const counter = counting(uniqueName('loop'));
    await until(() => counter.steps >= 3);
    const before = counter.steps;
    counter.loop.wake();
    await until(() => counter.steps > before);
  });

  test('drain resolves after a step that began after the call', async () => {
    let done = 0;
    const gate = Promise.withResolvers<void>();
    const { loop } = counting(uniqueName('loop'), {
      step: async () => {
        await gate.promise;
        done += 1;
        return false;
      },
    });
    const drained = loop.drain().then(() => done);
    gate.resolve();
    expect(await drained).toBeGreaterThanOrEqual(1);
  });

  test('drain waits for every part of the work', async () => {
    let left = 5;
    const counter = counting(uniqueName('loop'), {
      step: async () => {
        left = Math.max(0, left - 1);
        return left > 0;
      },
    });
    await counter.loop.drain();
    expect(left).toBe(0);
  });

  test('works in one process only, and in the other when its session is killed', async () => {
    const name = uniqueName('loop');
    let working = 0;
    let overlaps = 0;
    const step = async () => {
      working += 1;
      if (working > 1) overlaps += 1;
      await sleep(5);
      working -= 1;
      return false;
    };
    const [first, second] = [counting(name, { step }), counting(name, { step })];
    await until(() => first.steps + second.steps >= 3);
    expect(Math.min(first.steps, second.steps)).toBe(0);
    const [leader, standby] = first.steps > 0 ? [first, second] : [second, first];
    const kills = 3;
    for (let round = 0; round < kills; round += 1) {
      const before = [leader.steps, standby.steps];
      await terminate(name);
      await until(() => leader.steps + standby.steps > before[0]! + before[1]! + 2);
    }
    // A step that was under way when its session was killed may end beside the other's first.
    expect(overlaps).toBeLessThanOrEqual(kills);
    await leader.loop.stop();
    const { steps } = standby;
    await until(() => standby.steps > steps);
  });

  test('a standby drains when the leader has nothing left to do', async () => {
    const name = uniqueName('loop');
    let left = true;
    const leader = counting(name);
    await until(() => leader.steps > 0);
    const standby = counting(name, { isIdle: async () => !left });
    let drained = false;
    const draining = standby.loop.drain().then(() => {
      drained = true;
    });
    await sleep(150);
    expect(drained).toBe(false);
    left = false;
    await draining;
    expect(standby.steps).toBe(0);
  });

  test('starts over after a step that fails', async () => {
    const counter = counting(uniqueName('loop'), {
      step: async () => {
        if (counter.steps === 1) throw new Error('once');
        return false;
      },
    });
    await counter.loop.drain();
    expect(counter.steps).toBeGreaterThanOrEqual(2);
  });

  test('stop ends it, frees the lock and resolves what drains', async () => {
    const name = uniqueName('loop');
    const gate = Promise.withResolvers<void>();
    const { loop } = counting(name, {
      step: async () => {
        await gate.promise;
        return false;
      },
    });
    await until(async () => (await connections(name)) === 1);
    const drained = loop.drain();
    const stopped = loop.stop();
    gate.resolve();
    await Promise.all([drained, stopped]);
    expect(await connections(name)).toBe(0);
    await loop.drain();
  });

  test('stop does not wait for ever for a step that hangs', async () => {
    const counter = counting(uniqueName('loop'), { step: () => new Promise(() => undefined) });
    await until(() => counter.steps === 1);
    await counter.loop.stop();
  });

  test('stop works while the server cannot be reached', async () => {
    const address = { ...store.addresses.worker, host: '127.0.0.1', port: 1 };
    const { loop } = counting(uniqueName('loop'), { address });
    await sleep(50);
    await loop.stop();
  });
});
