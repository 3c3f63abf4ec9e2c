/** Leases on a real database: one holder, an end by itself, and nobody who ends another's. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@arbiter/kernel/ids.ts';
import { type EventStore, openEventStore } from '@arbiter/testkit/event-store.ts';
import { type Leases, createLeases, runAlone } from './leases.ts';

let store: EventStore;
let leases: Leases;
beforeAll(async () => {
  store = await openEventStore();
  leases = createLeases(store.addresses.worker);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
});

const long = 60_000;
const held = async (name: string, holdMs = long) => {
  const lease = await leases.acquire({ name, holdMs });
  if (!lease) throw new Error('Somebody else holds it.');
  return lease;
};

describe('a lease', () => {
  test('has one holder of many who want it at once', async () => {
    const name = newId();
    const got = await Promise.all(
      Array.from({ length: 20 }, () => leases.acquire({ name, holdMs: long })),
    );
    expect(got.filter(Boolean)).toHaveLength(1);
    expect(await leases.isHeld(name)).toBe(true);
    expect(await leases.isHeld(newId())).toBe(false);
  });

  test('is free once it is released, and for who waits', async () => {
    const name = newId();
    const first = await held(name);
    const second = leases.acquire({ name, holdMs: long, waitMs: long });
    expect(await leases.acquire({ name, holdMs: long, waitMs: 150 })).toBeNull();
    expect(await first.release()).toBe(true);
    expect(await second).not.toBeNull();
  });

  test('goes with its process', async () => {
    const name = newId();
    await held(name);
    await store.owner.query(
      // Those of other databases are other tests'.
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'arbiter lease' and datname = current_database()`,
    );
    expect(await leases.acquire({ name, holdMs: long, waitMs: long })).not.toBeNull();
  });

  test('is over by itself, and then its former holder ends nobody else’s', async () => {
    const name = newId();
    const former = await held(name, 50);
    while (await leases.isHeld(name)) await sleep(5);
    expect(await former.renew()).toBe(false);
    const next = await held(name);
    expect(await former.release()).toBe(false);
    expect(await former.renew()).toBe(false);
    expect(await leases.isHeld(name)).toBe(true);
    expect(await next.renew()).toBe(true);
    expect(await next.release()).toBe(true);
    expect(await next.release()).toBe(false);
  });

  test.each([
    [{ holdMs: 0 }],
    [{ holdMs: -1 }],
    [{ holdMs: Number.NaN }],
    [{ holdMs: 1.5 }],
    [{ holdMs: 1, waitMs: -1 }],
  ])('of no time is refused: %j', async (times) => {
    await expect(leases.acquire({ name: newId(), ...times })).rejects.toThrow(RangeError);
  });
});

describe('work that is done alone', () => {
  test('is not begun while another does it, and leaves nothing held, also when it fails', async () => {
    const request = { name: newId(), holdMs: long };
    const gate = Promise.withResolvers<void>();
    const first = runAlone(leases, request, () => gate.promise);
    while (!(await leases.isHeld(request.name))) await sleep(5);
    let begun = 0;
    const other = async () => void (begun += 1);
    expect(await runAlone(leases, request, other)).toBe(false);
    gate.resolve();
    expect(await first).toBe(true);
    await expect(runAlone(leases, request, () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
    expect(await runAlone(leases, request, other)).toBe(true);
    expect(begun).toBe(1);
  });

  test('keeps its lease for longer than the lease’s own time', async () => {
    const request = { name: newId(), holdMs: 1_500 };
    let taken: unknown;
    await runAlone(leases, request, async () => {
      await sleep(2_500);
      taken = await leases.acquire(request);
    });
    expect(taken).toBeNull();
  });
});
