/** The registry itself where it finds out who somebody is, before there is an actor to act as. */
import { type Actor, serviceActor } from '@arbiter/kernel/actor/actor.ts';
import { defaultTenantId } from '@arbiter/kernel/actor/tenant-id.ts';

/**
 * Reaches every tenant, as people and their keys are of many. Used where a token, an invitation or an
 * identity of a provider has been proved, and for what that proof is about only.
 */
export const accountsActor: Actor = {
  ...serviceActor('registry-accounts', defaultTenantId),
  accessLevel: 'ADMIN',
};
