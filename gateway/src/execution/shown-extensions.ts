/**
 * What clients see beside an error's message. In production only what the catalogue promises: a
 * subgraph, or a library in it, may put anything into extensions.
 */
import type { ErrorDetails } from '@arbiter/kernel/errors/app-error.ts';

/** Who reads the answers: those who build the system also see which subgraph an error is from. */
export type Audience = 'development' | 'production';

/** Every promised fact, with the code and the request's id; the compiler knows whether all are here. */
const promised: Record<keyof ErrorDetails | 'code' | 'requestId', true> = {
  code: true,
  requestId: true,
  field: true,
  allowed: true,
  retryAfter: true,
  cursor: true,
  reasons: true,
  state: true,
  currentVersion: true,
  faults: true,
  required: true,
  limit: true,
  maximum: true,
};

export function shownExtensions(
  presented: Readonly<Record<string, unknown>>,
  { audience, serviceName }: { readonly audience: Audience; readonly serviceName: unknown },
): Record<string, unknown> {
  if (audience === 'development') {
    return serviceName === undefined ? presented : { ...presented, serviceName };
  }
  return Object.fromEntries(Object.entries(presented).filter(([name]) => name in promised));
}
