/** Actors and clocks for tests. */
import type { Actor, RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import type { Clock } from '@arbiter/kernel/clock.ts';

/** An isolated user with every scope, in the tenant. */
export function testActor(tenantId: string, change: Partial<Actor> = {}): Actor {
  return {
    kind: 'USER',
    id: `user-of-${tenantId}`,
    tenantId,
    accessLevel: 'ISOLATED',
    scopes: ['*'],
    allowedTenants: [],
    ...change,
  };
}

/** A request of that actor. */
export function testIdentity(tenantId = 'alpha', change: Partial<Actor> = {}): RequestIdentity {
  return { actor: testActor(tenantId, change), requestId: `test-${tenantId}` };
}

/** A clock that moves one second with every reading, from a fixed instant. */
export function steppingClock(start = '2026-01-01T00:00:00.000Z'): Clock {
  let next = Date.parse(start);
  return () => {
    const now = new Date(next);
    next += 1_000;
    return now;
  };
}
