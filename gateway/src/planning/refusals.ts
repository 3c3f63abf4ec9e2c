/**
 * Operations that have stopped the planner lately: asked again, they are refused at once. Not for long:
 * the machine may have been busy with something else.
 */
import { createHash } from 'node:crypto';
import type { AppError } from '@arbiter/kernel/errors/app-error.ts';

export interface Refusals {
  /** Why the operation is refused; undefined when it is not. */
  of(key: string): AppError | undefined;
  add(key: string, refusal: AppError): void;
}

/** Each has cost the planner seconds, so there are never many. */
const maxRefusals = 100;
const refusedForMs = 60_000;

export function createRefusals(now: () => number = () => performance.now()): Refusals {
  const kept = new Map<string, { readonly refusal: AppError; readonly until: number }>();
  return {
    of(key) {
      if (kept.size === 0) return undefined;
      const found = kept.get(hashOf(key));
      if (!found) return undefined;
      if (found.until > now()) return found.refusal;
      kept.delete(hashOf(key));
      return undefined;
    },
    add(key, refusal) {
      const [oldest] = kept.keys();
      if (kept.size >= maxRefusals && oldest !== undefined) kept.delete(oldest);
      kept.set(hashOf(key), { refusal, until: now() + refusedForMs });
    },
  };
}

/** Keys hold whole documents. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}
