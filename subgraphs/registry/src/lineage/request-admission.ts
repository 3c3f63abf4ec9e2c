/**
 * How much work may be in hand at once. What comes beyond is refused at once, so that the sender can
 * come back, instead of waiting for an answer that would be too late.
 */
import { unavailable } from '@arbiter/kernel/errors/app-error.ts';

export interface AdmissionLimits {
  readonly maxRequests: number;
  /** Of all bodies in hand, decompressed. */
  readonly maxBytes: number;
  /** What a refused sender is told to wait. */
  readonly retryAfterSeconds: number;
}

/** One request in hand. */
export interface Admitted {
  /** Errors: UNAVAILABLE when there is no room for this many bytes more. */
  grow(bytes: number): void;
  /** Makes room for others. Called once, when the request is done with. */
  leave(): void;
}

export interface Admission {
  /** Errors: UNAVAILABLE with `retryAfter` when too much is in hand. */
  enter(bytes: number): Admitted;
}

export function createAdmission(limits: AdmissionLimits): Admission {
  let requests = 0;
  let bytes = 0;
  const take = (size: number) => {
    // A request larger than the limit is still served, alone.
    if (bytes > 0 && bytes + size > limits.maxBytes) throw refusal(limits);
    bytes += size;
  };
  return {
    enter(size) {
      if (requests >= limits.maxRequests) throw refusal(limits);
      take(size);
      requests += 1;
      let held = size;
      return {
        grow(more) {
          take(more);
          held += more;
        },
        leave() {
          requests -= 1;
          bytes -= held;
        },
      };
    },
  };
}

function refusal({ retryAfterSeconds }: AdmissionLimits) {
  return unavailable('Too much is being stored right now; send it again.', retryAfterSeconds);
}
