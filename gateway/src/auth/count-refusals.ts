/** Counts who is not let in, by what was wrong: a wave of one kind is an attack, or a broken provider. */
import { Counter, type Registry } from 'prom-client';
import { AuthenticationRefusal } from './authentication-refusal.ts';
import type { Authenticate } from './authenticator.ts';

/** The same authenticator, counted in `arbiter_authentication_refusals_total` of the registry. */
export function countRefusals(authenticate: Authenticate, registry: Registry): Authenticate {
  const refusals = new Counter({
    name: 'arbiter_authentication_refusals_total',
    help: 'Credentials that were refused, by what was wrong with them.',
    labelNames: ['reason'] as const,
    registers: [registry],
  });
  return async (credential, clientAddress) => {
    try {
      return await authenticate(credential, clientAddress);
    } catch (error) {
      if (error instanceof AuthenticationRefusal) refusals.inc({ reason: error.reason });
      throw error;
    }
  };
}
