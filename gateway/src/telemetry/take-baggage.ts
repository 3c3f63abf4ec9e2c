/** What work a request is part of, taken over from its caller; see kernel/trace/work-baggage.ts. */
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestIdentity } from '@arbiter/kernel/actor/actor.ts';
import { namesWork, readBaggage, writeBaggage } from '@arbiter/kernel/trace/work-baggage.ts';

/** The identity with the caller's baggage, its tenant being that of the actor, whatever was said. */
export function takeBaggage<T extends RequestIdentity>(
  identity: T,
  { baggage: given }: IncomingHttpHeaders,
): T {
  const scope = typeof given === 'string' ? readBaggage(given) : {};
  if (!namesWork(scope)) return identity;
  const baggage = writeBaggage({ ...scope, tenantId: identity.actor.tenantId });
  return baggage === undefined ? identity : { ...identity, baggage };
}
